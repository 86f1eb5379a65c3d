"""The pieces of HTML that the report is made of; what enters them is escaped here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from string import Template

from smartcat.errors import MissingProgramError
from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report_facts import percent

NOTHING = "\N{EN DASH}"
PAGES = "Pages"
_COUNTS = frozenset({PAGES, "Decisions", "Documents"})
"""Columns of numbers that are set to the right."""


def card(name: str, value: str, note: str) -> str:
    """Show one figure large, with a line that says what it means."""
    return f"""
      <li><h3>{in_html(name)}</h3><p class="value">{in_html(value)}</p>
        <p>{in_html(note)}</p></li>"""


def bar(share: float) -> str:
    """Make a cell with a share and a bar; the bar only repeats the number."""
    return (
        f'<td class="share"><span class="bar" aria-hidden="true">'
        f'<i style="width:{100 * share:.1f}%"></i></span>{percent(share)}</td>'
    )


def table(caption: str, columns: Iterable[str], rows: str) -> str:
    """Lay out rows that are HTML already."""
    heads = "".join(_column_head(column) for column in columns)
    return f"""<div class="wide"><table><caption>{in_html(caption)}</caption>
      <thead><tr>{heads}</tr></thead><tbody>{rows}
      </tbody></table></div>"""


def _column_head(column: str) -> str:
    kind = ' class="count"' if column in _COUNTS else ""
    return f'<th scope="col"{kind}>{in_html(column)}</th>'


def picture(svg: str | None, absent: str) -> str:
    """Place a picture, or say why there is none."""
    if svg is None:
        return f'<p class="absent">{in_html(absent)}</p>'
    return f'<div class="wide">{svg}</div>'


def report_page(title: str, *, summary: str, cards: str, sections: str, warnings: str) -> str:
    """Lay out a report; all but its title is HTML already."""
    return fill(
        "report.html",
        style=resource("report.css"),
        title=in_html(title),
        summary=summary,
        cards=cards,
        sections=sections,
        warnings=warnings,
    )


@contextmanager
def drawing() -> Iterator[None]:
    """Load what draws pictures.

    Raises:
        MissingProgramError: The plotting library is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingProgramError(
            "the report needs matplotlib to draw; run: pip install 'smartcat[train]'"
        ) from error


def fill(name: str, **values: str) -> str:
    """Fill the holes of a template with HTML."""
    return Template(resource(name)).substitute(values)


def resource(name: str) -> str:
    """Read a file that lies beside this module."""
    return resources.files("smartcat.evaluate").joinpath(name).read_text(encoding="utf-8")
