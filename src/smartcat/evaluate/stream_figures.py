"""Figures on boundaries and whole documents."""

from collections.abc import Sequence

import numpy as np

from smartcat import metrics
from smartcat.evaluate.rounding import rounded, rounded_if_any
from smartcat.evaluate.stream_result import BoundaryBin, BoundaryFigures, StreamFigures
from smartcat.evaluate.stream_table import StreamTable


def boundary_figures(table: StreamTable) -> BoundaryFigures:
    """Measure where documents were said to begin."""
    true, found = table.true_begins, table.found_begins
    counts = metrics.boundary_counts(true[table.is_decision], found[table.is_decision])
    scored = table.is_decision & ~np.isnan(table.confidences)
    confidences, begins = table.confidences[scored], true[scored]
    return BoundaryFigures(
        pairs=counts.pairs,
        true=counts.found + counts.missed,
        found=counts.found + counts.invented,
        accuracy=rounded(counts.accuracy or 0.0),
        precision=rounded_if_any(counts.precision),
        recall=rounded_if_any(counts.recall),
        f1=rounded_if_any(counts.f1),
        kappa=rounded_if_any(counts.kappa),
        scored=len(confidences),
        ece=rounded_if_any(metrics.boundary_ece(confidences, begins)),
        reliability=tuple(
            BoundaryBin(
                confidence=rounded(part.confidence),
                boundaries=rounded(part.accuracy),
                pairs=part.pages,
            )
            for part in metrics.confidence_bins(confidences, begins)
        ),
    )


def stream_figures(table: StreamTable) -> StreamFigures:
    """Measure whether whole documents were found."""
    overlaps = metrics.Overlaps.of(table.documents, table.segments)
    exact = overlaps.exact()
    quality = metrics.panoptic_quality(overlaps)
    cut, mixed = overlaps.cut_documents, overlaps.mixed_segments
    classed = [number for number, label in enumerate(table.document_labels) if label is not None]
    right = [number for number in classed if number in exact and _has_class(table, number, exact)]
    in_order = [number for number in right if number not in table.shuffled_documents]
    unordered = _share(len(right), len(classed))
    return StreamFigures(
        streams=table.streams,
        streams_exact=rounded(_exact_streams(table, exact) / table.streams),
        documents=len(cut),
        segments=len(mixed),
        documents_exact=rounded(len(exact) / len(cut)),
        documents_exact_with_class=unordered,
        documents_cut=int(cut.sum()),
        over_segmentation=rounded(cut.mean()),
        segments_mixed=int(mixed.sum()),
        under_segmentation=rounded(mixed.mean()),
        page_accuracy=_page_accuracy(table),
        split_accuracy_unordered=unordered,
        split_accuracy_ordered=_share(len(in_order), len(classed)),
        panoptic_quality=rounded(quality.quality),
        segmentation_quality=rounded_if_any(quality.segmentation),
        recognition_quality=rounded(quality.recognition),
    )


def _has_class(table: StreamTable, document: int, exact: dict[int, int]) -> bool:
    return table.document_labels[document] == table.segment_labels[exact[document]]


def _exact_streams(table: StreamTable, exact: dict[int, int]) -> int:
    whole = np.array([number in exact for number in range(len(table.document_labels))])
    wrong = np.unique(table.stream_numbers[~whole[table.documents]])
    return table.streams - len(wrong)


def _page_accuracy(table: StreamTable) -> float | None:
    given = [table.segment_labels[number] for number in table.segments.tolist()]
    right: Sequence[bool] = [
        page.label == label
        for page, label in zip(table.pages, given, strict=True)
        if page.label is not None
    ]
    return _share(sum(right), len(right))


def _share(part: int, whole: int) -> float | None:
    return rounded(part / whole) if whole else None
