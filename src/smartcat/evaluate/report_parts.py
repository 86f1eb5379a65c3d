"""The parts of the report page that are words and tables, as HTML.

Labels and warnings come from the dataset: each is escaped where it enters the page.
"""

from collections.abc import Iterable

from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report_elements import NOTHING, PAGES, bar, card, table
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
from smartcat.evaluate.report_streams import stream_cards
from smartcat.evaluate.result import (
    ClassFigures,
    Confusion,
    Evaluation,
    PageEvaluation,
    PageFigures,
)

_MIX_UPS_SHOWN = 10


def summary(evaluation: Evaluation, dataset: str, model_name: str) -> str:
    """Say what was measured on what."""
    lines = f"""
      <dt>Model</dt><dd>{in_html(model_name)}</dd>
      <dt>Digest</dt><dd><code>{in_html(evaluation.model)}</code></dd>
      <dt>Dataset</dt><dd>{in_html(dataset)}</dd>"""
    if isinstance(evaluation, PageEvaluation):
        lines += f"""
      <dt>Size</dt><dd>{count_of(evaluation.pages, "labelled page")} of
        {len(evaluation.classes)} classes</dd>"""
        if evaluation.unscored:
            lines += f"""
      <dt>Not scored</dt><dd>{count_of(evaluation.unscored, "page")} (blank or unreadable);
        counted as errors</dd>"""
    if evaluation.streams:
        lines += f"""
      <dt>Streams</dt><dd>{count_of(evaluation.streams.streams, "page stream")} of
        {count_of(evaluation.streams.documents, "document")}</dd>"""
    return f'<dl class="summary">{lines}\n    </dl>'


def cards(evaluation: Evaluation) -> str:
    """Show the headline figures, each with a line that says what it means."""
    of_pages = _page_cards(evaluation) if isinstance(evaluation, PageEvaluation) else ""
    return of_pages + stream_cards(evaluation)


def _page_cards(evaluation: PageFigures) -> str:
    right = f"{right_pages(evaluation):,} of {count_of(evaluation.pages, 'page')}"
    shown = (
        card("Accuracy", percent(evaluation.accuracy), f"{right} got the right class"),
        card(
            "Macro-F1",
            f"{evaluation.macro_f1:.3f}",
            "Mean over classes: a rare class counts as much as a common one",
        ),
        card(
            "Calibration error",
            f"{100 * evaluation.ece:.1f}\N{NO-BREAK SPACE}points",
            "How far confidence is from the share that is right, on average",
        ),
        _auroc_card(evaluation.auroc),
        _review_card(evaluation),
        _accepted_card(evaluation),
    )
    return "".join(shown)


def _auroc_card(auroc: float | None) -> str:
    if auroc is None:
        return card("AUROC", NOTHING, "Needs both right and wrong pages")
    return card(
        "AUROC", f"{auroc:.3f}", "Does confidence tell right from wrong? 1: always, 0.5: not at all"
    )


def _review_card(evaluation: PageFigures) -> str:
    name = f"Review {REVIEW_TEXT} of pages"
    caught = caught_by_review(evaluation)
    if not has_errors(evaluation):
        return card(name, NOTHING, "No page is wrong: there is nothing to catch")
    if caught is None:
        return card(name, NOTHING, "Not measured")
    return card(name, f"catch {percent(caught)}", "of the errors, least confident pages first")


def _accepted_card(evaluation: PageFigures) -> str:
    name = f"Accepted at confidence ≥\N{NO-BREAK SPACE}{evaluation.threshold:.2f}"
    accuracy = evaluation.accepted_accuracy
    note = (
        "No page is confident enough"
        if accuracy is None
        else f"{percent(accuracy)} of them are right"
    )
    return card(name, percent(evaluation.accepted), note)


def mix_up_table(confusion: Confusion) -> str:
    """List the most frequent mistakes; empty if there are none."""
    mix_ups = largest_mix_ups(confusion, _MIX_UPS_SHOWN)
    if not mix_ups:
        return ""
    rows = "".join(_mix_up_row(mix_up) for mix_up in mix_ups)
    return table(
        "Most frequent mistakes",
        ("True class", "Taken for", PAGES, "Share of its scored pages"),
        rows,
    )


def _mix_up_row(mix_up: MixUp) -> str:
    return f"""
      <tr><th scope="row" class="label">{in_html(mix_up.truth)}</th>
        <td class="label">{in_html(mix_up.given)}</td>
        <td class="count">{mix_up.pages:,}</td>{bar(mix_up.share)}</tr>"""


def class_table(classes: dict[str, ClassFigures]) -> str:
    """Show the figures of each class, the weakest first."""
    weakest_first = sorted(classes.items(), key=lambda item: (item[1].f1, item[0]))
    rows = "".join(_class_row(label, figures) for label, figures in weakest_first)
    return table("Classes, weakest first", ("Class", PAGES, "Precision", "Recall", "F1"), rows)


def _class_row(label: str, figures: ClassFigures) -> str:
    bars = "".join(bar(share) for share in (figures.precision, figures.recall, figures.f1))
    return f"""
      <tr><th scope="row" class="label">{in_html(label)}</th>
        <td class="count">{figures.support:,}</td>{bars}</tr>"""


def warning_list(warnings: Iterable[str]) -> str:
    """Show what was left out, and why."""
    items = "".join(f"\n      <li>{in_html(warning)}</li>" for warning in warnings)
    return f'<ul class="warnings">{items}\n    </ul>' if items else "<p>None.</p>"
