"""The sections of the report, each where there is something to show; this needs matplotlib."""

from smartcat.evaluate.plots import draw_boundary_reliability, draw_pictures
from smartcat.evaluate.report_elements import fill, picture
from smartcat.evaluate.report_parts import class_table, mix_up_table
from smartcat.evaluate.report_streams import boundary_tables, breakdown_section
from smartcat.evaluate.result import Evaluation, PageEvaluation
from smartcat.evaluate.stream_result import BoundaryFigures, StreamFigures


def sections(evaluation: Evaluation) -> str:
    """Lay out all sections between the headline and the warnings."""
    parts = []
    if isinstance(evaluation, PageEvaluation):
        parts.append(_pages(evaluation))
    if evaluation.boundaries and evaluation.streams:
        parts.append(_boundaries(evaluation.boundaries, evaluation.streams))
    if evaluation.by:
        parts.append(breakdown_section(evaluation.by))
    return "\n".join(parts)


def _pages(evaluation: PageEvaluation) -> str:
    pictures = draw_pictures(evaluation)
    return fill(
        "report_pages.html",
        confusion=picture(pictures.confusion, "There are no classes."),
        mix_ups=mix_up_table(evaluation.confusion),
        review=picture(pictures.review, "No page is wrong: there is nothing to catch."),
        reliability=picture(pictures.reliability, "No page was scored."),
        classes=class_table(evaluation.classes),
    )


def _boundaries(boundaries: BoundaryFigures, streams: StreamFigures) -> str:
    drawn = draw_boundary_reliability(boundaries)
    return fill(
        "report_boundaries.html",
        tables=boundary_tables(boundaries, streams),
        reliability=picture(drawn, "No place was scored."),
    )
