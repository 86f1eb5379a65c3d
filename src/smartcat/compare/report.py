"""A comparison as one page for people."""

from pathlib import Path

from smartcat.compare.result import ClassScore, Comparison
from smartcat.compare.words import compared_figures, score_in_words
from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report import write_page
from smartcat.evaluate.report_elements import PAGES, card, report_page, table
from smartcat.evaluate.report_facts import count_of
from smartcat.evaluate.report_parts import warning_list

_CLASS_COLUMNS = ("Class", PAGES, "Won", "Lost", "Both right", "Both wrong")


def write_comparison_report(comparison: Comparison, path: Path, *, dataset: str) -> None:
    """Write a comparison as one HTML page that needs nothing beside it.

    Args:
        comparison: What to show.
        path: Where to write; a file that is there is replaced.
        dataset: What was compared on, for people.

    Raises:
        AccessDeniedError: The place may not be written to.
        ConfigurationError: The place cannot be written to.
    """
    page = report_page(
        f"{comparison.new.name} in place of {comparison.old.name}?",
        summary=_summary(comparison, dataset),
        cards=_cards(comparison),
        sections=_section(comparison),
        warnings=warning_list(comparison.warnings),
    )
    write_page(page, path)


def _summary(comparison: Comparison, dataset: str) -> str:
    size = f"{count_of(comparison.pages, 'page')} of {count_of(comparison.documents, 'document')}"
    rows = (
        ("Old model", f"{comparison.old.name}, {comparison.old.sha256}"),
        ("New model", f"{comparison.new.name}, {comparison.new.sha256}"),
        ("Dataset", dataset),
        ("Digest", comparison.dataset_sha256),
        ("Size", size),
    )
    lines = "".join(f"\n      <dt>{name}</dt><dd>{in_html(value)}</dd>" for name, value in rows)
    return f'<dl class="summary">{lines}\n    </dl>'


def _cards(comparison: Comparison) -> str:
    shown = []
    for one in compared_figures(comparison):
        old, new, difference, interval = one.texts
        note = f"{difference or 'not comparable'}"
        if interval:
            note += f"; {comparison.level:.0%} interval {interval} points"
        shown.append(card(one.name[0].upper() + one.name[1:], f"{old} → {new}", note))
    return "".join(shown)


def _section(comparison: Comparison) -> str:
    rows = "".join(_class_row(label, score) for label, score in _most_changed(comparison))
    return f"""<section aria-labelledby="classes">
    <h2 id="classes">Pages won and lost</h2>
    <p>{in_html(score_in_words(comparison))}</p>
    {table("Classes, the most changed first", _CLASS_COLUMNS, rows)}
  </section>"""


def _most_changed(comparison: Comparison) -> list[tuple[str, ClassScore]]:
    return sorted(comparison.classes.items(), key=lambda one: -(one[1].won + one[1].lost))


def _class_row(label: str, score: ClassScore) -> str:
    cells = (score.pages, score.won, score.lost, score.both_right, score.both_wrong)
    numbers = "".join(f'<td class="count">{number:,}</td>' for number in cells)
    return f"""
      <tr><th scope="row" class="label">{in_html(label)}</th>{numbers}</tr>"""
