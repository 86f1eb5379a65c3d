"""The parts of the report page that are words and tables, as HTML.

Labels and warnings come from the dataset: each is escaped where it enters the page.
"""

from collections.abc import Iterable
from html import escape

from smartcat.evaluate.report_facts import (
    REVIEW_TEXT,
    MixUp,
    caught_by_review,
    count_of,
    has_errors,
    largest_mix_ups,
    percent,
    right_pages,
)
from smartcat.evaluate.result import ClassFigures, Confusion, Evaluation

_NOTHING = "\N{EN DASH}"
_MIX_UPS_SHOWN = 10
_PAGES = "Pages"


def summary(evaluation: Evaluation, dataset: str, model_name: str) -> str:
    """Say what was measured on what."""
    lines = f"""
      <dt>Model</dt><dd>{escape(model_name)}</dd>
      <dt>Digest</dt><dd><code>{escape(evaluation.model)}</code></dd>
      <dt>Dataset</dt><dd>{escape(dataset)}</dd>
      <dt>Size</dt><dd>{count_of(evaluation.pages, "labelled page")} of
        {len(evaluation.classes)} classes</dd>"""
    if evaluation.unscored:
        lines += f"""
      <dt>Not scored</dt><dd>{count_of(evaluation.unscored, "page")} (blank or unreadable);
        counted as errors</dd>"""
    return f'<dl class="summary">{lines}\n    </dl>'


def cards(evaluation: Evaluation) -> str:
    """Show the headline figures, each with a line that says what it means."""
    right = f"{right_pages(evaluation):,} of {count_of(evaluation.pages, 'page')}"
    shown = [
        _card("Accuracy", percent(evaluation.accuracy), f"{right} got the right class"),
        _card(
            "Macro-F1",
            f"{evaluation.macro_f1:.3f}",
            "Mean over classes: a rare class counts as much as a common one",
        ),
        _card(
            "Calibration error",
            f"{100 * evaluation.ece:.1f}\N{NO-BREAK SPACE}points",
            "How far confidence is from the share that is right, on average",
        ),
        _auroc_card(evaluation.auroc),
        _review_card(evaluation),
        _accepted_card(evaluation),
    ]
    return f'<ul class="cards">{"".join(shown)}</ul>'


def _auroc_card(auroc: float | None) -> str:
    if auroc is None:
        return _card("AUROC", _NOTHING, "Needs both right and wrong pages")
    return _card(
        "AUROC", f"{auroc:.3f}", "Does confidence tell right from wrong? 1: always, 0.5: not at all"
    )


def _review_card(evaluation: Evaluation) -> str:
    name = f"Review {REVIEW_TEXT} of pages"
    caught = caught_by_review(evaluation)
    if not has_errors(evaluation):
        return _card(name, _NOTHING, "No page is wrong: there is nothing to catch")
    if caught is None:
        return _card(name, _NOTHING, "Not measured")
    return _card(name, f"catch {percent(caught)}", "of the errors, least confident pages first")


def _accepted_card(evaluation: Evaluation) -> str:
    name = f"Accepted at confidence ≥\N{NO-BREAK SPACE}{evaluation.threshold:.2f}"
    accuracy = evaluation.accepted_accuracy
    note = (
        "No page is confident enough"
        if accuracy is None
        else f"{percent(accuracy)} of them are right"
    )
    return _card(name, percent(evaluation.accepted), note)


def _card(name: str, value: str, note: str) -> str:
    return f"""
      <li><h3>{escape(name)}</h3><p class="value">{escape(value)}</p><p>{escape(note)}</p></li>"""


def mix_up_table(confusion: Confusion) -> str:
    """List the most frequent mistakes; empty if there are none."""
    mix_ups = largest_mix_ups(confusion, _MIX_UPS_SHOWN)
    if not mix_ups:
        return ""
    rows = "".join(_mix_up_row(mix_up) for mix_up in mix_ups)
    return _table(
        "Most frequent mistakes",
        ("True class", "Taken for", _PAGES, "Share of its scored pages"),
        rows,
    )


def _mix_up_row(mix_up: MixUp) -> str:
    return f"""
      <tr><th scope="row" class="label">{escape(mix_up.truth)}</th>
        <td class="label">{escape(mix_up.given)}</td>
        <td class="count">{mix_up.pages:,}</td>{_bar(mix_up.share)}</tr>"""


def class_table(classes: dict[str, ClassFigures]) -> str:
    """Show the figures of each class, the weakest first."""
    weakest_first = sorted(classes.items(), key=lambda item: (item[1].f1, item[0]))
    rows = "".join(_class_row(label, figures) for label, figures in weakest_first)
    return _table("Classes, weakest first", ("Class", _PAGES, "Precision", "Recall", "F1"), rows)


def _class_row(label: str, figures: ClassFigures) -> str:
    bars = "".join(_bar(share) for share in (figures.precision, figures.recall, figures.f1))
    return f"""
      <tr><th scope="row" class="label">{escape(label)}</th>
        <td class="count">{figures.support:,}</td>{bars}</tr>"""


def _bar(share: float) -> str:
    """A cell with a number and a bar; the bar only repeats the number."""
    return (
        f'<td class="share"><span class="bar" aria-hidden="true">'
        f'<i style="width:{100 * share:.1f}%"></i></span>{percent(share)}</td>'
    )


def _table(caption: str, columns: Iterable[str], rows: str) -> str:
    heads = "".join(_column_head(column) for column in columns)
    return f"""<div class="wide"><table><caption>{escape(caption)}</caption>
      <thead><tr>{heads}</tr></thead><tbody>{rows}
      </tbody></table></div>"""


def _column_head(column: str) -> str:
    kind = ' class="count"' if column == _PAGES else ""
    return f'<th scope="col"{kind}>{escape(column)}</th>'


def warning_list(warnings: Iterable[str]) -> str:
    """Show what was left out, and why."""
    items = "".join(f"\n      <li>{escape(warning)}</li>" for warning in warnings)
    return f'<ul class="warnings">{items}\n    </ul>' if items else "<p>None.</p>"


def picture(svg: str | None, absent: str) -> str:
    """Place a picture, or say why there is none."""
    if svg is None:
        return f'<p class="absent">{escape(absent)}</p>'
    return f'<div class="wide">{svg}</div>'
