"""Drift as one page for people: what was measured, then and now, and pictures of it."""

from pathlib import Path

from smartcat.drift.result import Drift, DriftMeasure, Verdict
from smartcat.drift.words import TITLES, VERDICTS, conclusion, explanation, most_changed, odds
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
from smartcat.evaluate.report_parts import warning_list

_COLUMNS = ("Measured", "What changed most", "Then", "Now", "Index", "By chance", PAGES, "Verdict")


def write_drift_report(
    drift: Drift, path: Path, *, run: str, model_name: str, warnings: tuple[str, ...] = ()
) -> None:
    """Write drift as one HTML page that needs nothing beside it.

    Args:
        drift: What was found.
        path: Where to write; a file that is there is replaced.
        run: What was looked at, for people.
        model_name: The model bundle, for people.
        warnings: What a person should know besides.

    Raises:
        MissingProgramError: The plotting library is not installed.
        AccessDeniedError: The place may not be written to.
        ConfigurationError: The place cannot be written to.
    """
    with drawing():
        from smartcat.drift.picture import draw_measure
    pictures = "".join(_section(one, draw_measure(one)) for one in drift.measures if one.ranges)
    page = report_page(
        f"Drift of {run}",
        summary=_summary(drift, model_name),
        cards=_cards(drift),
        sections=fill(
            "report_drift.html",
            table=table("All that was measured", _COLUMNS, "".join(map(_row, drift.measures))),
            pictures=f'  <div class="pair">{pictures}\n  </div>' if pictures else "",
        ),
        warnings=warning_list(warnings),
    )
    write_page(page, path)


def _summary(drift: Drift, model_name: str) -> str:
    return f"""<dl class="summary">
      <dt>Model</dt><dd>{in_html(model_name)}</dd>
      <dt>Digest</dt><dd><code>{in_html(drift.model)}</code></dd>
      <dt>Compared with</dt><dd>{in_html(drift.compared_with)}</dd>
      <dt>Size</dt><dd>{count_of(drift.documents, "document")};
        {drift.without_result:,} more have no result</dd>
    </dl><p>{in_html(conclusion(drift))}</p>"""


def _cards(drift: Drift) -> str:
    shown = [one for one in drift.measures if one.verdict is Verdict.DRIFTED]
    if not shown:
        return card("Drift", "none found", conclusion(drift))
    return "".join(_card(one) for one in shown)


def _card(measure: DriftMeasure) -> str:
    changed = most_changed(measure)
    assert changed, "what has drifted was compared"
    value = f"{percent(changed.before)} → {percent(changed.now)}"
    title = f"{TITLES[measure.subject].capitalize()}: {changed.name}"
    return card(title, value, explanation(measure))


def _row(measure: DriftMeasure) -> str:
    changed = most_changed(measure)
    shares = (percent(changed.before), percent(changed.now)) if changed else (NOTHING, NOTHING)
    verdict = VERDICTS[measure.verdict]
    why = explanation(measure)
    cells = (
        changed.name if changed else NOTHING,
        *shares,
        NOTHING if measure.psi is None else f"{measure.psi:.2f}",
        NOTHING if measure.chance is None else odds(measure.chance),
    )
    said = "".join(f"<td>{in_html(cell)}</td>" for cell in cells)
    return f"""
      <tr><th scope="row">{in_html(TITLES[measure.subject])}</th>{said}
        <td class="count">{f"{measure.pages:,}" if measure.pages else NOTHING}</td>
        <td>{in_html(f"{verdict}: {why}" if why else verdict)}</td></tr>"""


def _section(measure: DriftMeasure, svg: str) -> str:
    subject = measure.subject.value
    return f"""
    <section aria-labelledby="{subject}">
      <h2 id="{subject}">{in_html(TITLES[measure.subject].capitalize())}:
        {in_html(VERDICTS[measure.verdict])}</h2>
      <p>{in_html(_sizes(measure))}</p>
      {picture(svg, "")}
    </section>"""


def _sizes(measure: DriftMeasure) -> str:
    return (
        f"{count_of(measure.pages_before, 'page')} then, worth {measure.witnesses_before:,.0f} "
        f"independent ones; {count_of(measure.pages, 'page')} now, worth {measure.witnesses:,.0f}."
    )
