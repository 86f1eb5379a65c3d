"""The risk-coverage curve as one page for people: picture, table, what was chosen and why."""

from pathlib import Path

from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report import write_page
from smartcat.evaluate.report_elements import (
    NOTHING,
    PAGES,
    card,
    drawing,
    fill,
    picture,
    report_page,
    table,
)
from smartcat.evaluate.report_facts import count_of, percent
from smartcat.thresholds.choosing import ThresholdChoice
from smartcat.thresholds.risk import RiskCurve, RiskPoint

_COLUMNS = ("Threshold", PAGES, "Accepted", "Wrong", "Of the accepted", "Interval")


def write_threshold_report(
    curve: RiskCurve, choice: ThresholdChoice | None, path: Path, *, dataset: str, model_name: str
) -> None:
    """Write the curve as one HTML page that needs nothing beside it.

    Args:
        curve: What was measured.
        choice: What was chosen, if anything was.
        path: Where to write; a file that is there is replaced.
        dataset: What was measured on, for people.
        model_name: The model bundle, for people.

    Raises:
        MissingProgramError: The plotting library is not installed.
        AccessDeniedError: The place may not be written to.
        ConfigurationError: The place cannot be written to.
    """
    with drawing():
        from smartcat.thresholds.picture import draw_risk
    page = report_page(
        f"Review threshold of {model_name}",
        summary=_summary(curve, dataset),
        cards=_cards(choice),
        sections=fill(
            "report_risk.html",
            picture=picture(draw_risk(curve, choice), ""),
            table=table("Thresholds", _COLUMNS, "".join(map(_row, curve.points))),
        ),
        warnings=f"<p>{in_html(choice.reason if choice else 'None.')}</p>",
    )
    write_page(page, path)


def _summary(curve: RiskCurve, dataset: str) -> str:
    return f"""<dl class="summary">
      <dt>Dataset</dt><dd>{in_html(dataset)}</dd>
      <dt>Digest</dt><dd><code>{in_html(curve.dataset_sha256)}</code></dd>
      <dt>Size</dt><dd>{count_of(curve.decisions, "decision")} on {in_html(curve.subject.value)} of
        {count_of(curve.documents, "document")}</dd>
    </dl>"""


def _cards(choice: ThresholdChoice | None) -> str:
    if choice is None:
        return card("Threshold", NOTHING, "No target was named")
    point = choice.point
    low, high = point.interval
    return (
        card("Threshold", f"{point.threshold}", "Confidences of at least this are accepted")
        + card("Accepted", percent(point.coverage), "without review")
        + card(
            "Wrong among the accepted",
            percent(point.risk or 0.0),
            f"{choice.curve.level:.0%} interval {percent(low)} to {percent(high)}",
        )
    )


def _row(point: RiskPoint) -> str:
    low, high = point.interval
    risk = NOTHING if point.risk is None else percent(point.risk)
    return f"""
      <tr><th scope="row">{point.threshold}</th><td class="count">{point.accepted:,}</td>
        <td>{percent(point.coverage)}</td><td>{point.wrong:,}</td><td>{risk}</td>
        <td>{percent(low)} to {percent(high)}</td></tr>"""
