"""The parts of the report page on boundaries and on parts of the dataset, as HTML."""

from smartcat.evaluate.figure_rows import FigureKind, FigureRow, boundary_rows, stream_rows
from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report_elements import NOTHING, PAGES, card, table
from smartcat.evaluate.report_facts import count_of, percent
from smartcat.evaluate.result import Evaluation
from smartcat.evaluate.stream_result import BoundaryFigures, Breakdown, PartFigures, StreamFigures


def stream_cards(evaluation: Evaluation) -> str:
    """Show the headline figures of streams; empty if none were measured."""
    boundaries, streams = evaluation.boundaries, evaluation.streams
    if boundaries is None or streams is None:
        return ""
    return card(
        "Boundaries decided rightly",
        percent(boundaries.accuracy),
        f"Of {count_of(boundaries.pairs, 'place')} where a document could begin",
    ) + card(
        "Documents exactly right",
        percent(streams.documents_exact),
        f"Of {count_of(streams.documents, 'document')}: all their pages, and no other",
    )


def boundary_tables(boundaries: BoundaryFigures, streams: StreamFigures) -> str:
    """Show all figures of streams, with a few words on each."""
    columns = ("Figure", "Value", "What it says")
    return table("Where documents begin", columns, _rows(boundary_rows(boundaries))) + table(
        "Whole documents", columns, _rows(stream_rows(streams))
    )


def _rows(rows: list[FigureRow]) -> str:
    return "".join(
        f"""
      <tr><th scope="row">{in_html(row.name)}</th><td class="share">{_value(row)}</td>
        <td>{in_html(row.meaning)}</td></tr>"""
        for row in rows
    )


def _value(row: FigureRow) -> str:
    if row.value is None:
        return NOTHING
    if row.kind is FigureKind.COUNT:
        return f"{row.value:,}"
    return percent(row.value) if row.kind is FigureKind.SHARE else f"{row.value:.3f}"


def breakdown_section(breakdown: Breakdown) -> str:
    """Show the main figures for each value of a column."""
    rows = "".join(_part_row(value, part) for value, part in breakdown.values.items())
    columns = (
        breakdown.column,
        PAGES,
        "Accuracy",
        "Decisions",
        "Cuts that are right",
        "Boundaries found",
        "F1",
        "Documents",
        "Exactly right",
    )
    return f"""<section aria-labelledby="by">
    <h2 id="by">By {in_html(breakdown.column)}</h2>
    <p>A boundary belongs to the part of its page, a document to that of its first page.</p>
    {table("Main figures of each part", columns, rows)}
  </section>"""


def _part_row(value: str, part: PartFigures) -> str:
    cuts = "".join(_share(share) for share in (part.precision, part.recall, part.f1))
    return f"""
      <tr><th scope="row" class="label">{in_html(value or NOTHING)}</th>
        <td class="count">{part.pages:,}</td>{_share(part.accuracy)}
        <td class="count">{part.pairs:,}</td>{cuts}
        <td class="count">{part.documents:,}</td>{_share(part.documents_exact)}</tr>"""


def _share(share: float | None) -> str:
    return f'<td class="share">{NOTHING if share is None else percent(share)}</td>'
