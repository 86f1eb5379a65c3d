from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from smartcat.dataset import Dataset, LabelledPage, LeftOut
from smartcat.errors import DatasetError
from smartcat.evaluate import Evaluation, PageEvaluation, evaluate
from smartcat.evaluate.stream_result import BoundaryFigures, StreamFigures
from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    ModelIdentity,
    Page,
    PageResult,
    Prediction,
    Segment,
)
from smartcat.sorting import SortedStream


def said(label: str | None) -> Prediction:
    """A class that was given with a confidence of 0.9; without one, the page is blank."""
    if label is None:
        return Abstained(reason=AbstentionReason.BLANK)
    top = (LabelProbability(label=label, confidence=0.9),)
    return Classified(label=label, confidence=0.9, top=top)


@dataclass(frozen=True)
class FakeSorter:
    """Does what the text of each page says: ``label``, then ``|`` if a segment begins, then p.

    A segment has the class of its first page; the first page of a stream always begins one.

    Attributes:
        streams: The page indexes of each stream that was sorted.
    """

    identity: ModelIdentity = field(default=ModelIdentity(sha256="0123", name="fake"))
    streams: list[list[int]] = field(default_factory=list)

    def sort(self, pages: Iterable[Page]) -> SortedStream:
        pages = list(pages)
        self.streams.append([page.page_index for page in pages])
        starts = [page.page_index for page in pages if not page.page_index or "|" in page.text]
        ends = [start - 1 for start in starts[1:]] + [len(pages) - 1]
        return SortedStream(
            pages=tuple(map(_result, pages)),
            segments=tuple(
                Segment(
                    first_page=start,
                    last_page=end,
                    prediction=said(_label(pages[start])),
                    needs_review=False,
                )
                for start, end in zip(starts, ends, strict=True)
            ),
        )


def _label(page: Page) -> str | None:
    return page.text.partition(" ")[0].strip("|") or None


def _result(page: Page) -> PageResult:
    probability = page.text.partition(" ")[2]
    return PageResult(
        page_index=page.page_index,
        prediction=said(_label(page)),
        boundary_confidence=float(probability) if probability else None,
        is_blank=_label(page) is None,
        text_source=page.text_source,
        ocr_confidence=None,
        width_pt=0,
        height_pt=0,
        orientation=0,
        failure=None,
    )


def page(
    text: str,
    document: str,
    label: str | None = None,
    *,
    stream: str = "s",
    facts: Mapping[str, str] | None = None,
    tells_document: bool = True,
) -> LabelledPage:
    """A page that says what `FakeSorter` is to make of it."""
    return LabelledPage(
        page=Page(page_index=7, text=text),
        label=label,
        document=document,
        stream=stream,
        origin=stream,
        tells_document=tells_document,
        facts=facts or {},
    )


def measured(
    *pages: LabelledPage, threshold: float | None = 0.5, by: str | None = None
) -> Evaluation:
    return evaluate(
        Dataset(pages, (LeftOut("one", "file 1 of 9", " was left out"),)),
        FakeSorter(),
        threshold=threshold,
        by=by,
    )


def boundaries_of(evaluation: Evaluation) -> BoundaryFigures:
    assert evaluation.boundaries
    return evaluation.boundaries


def streams_of(evaluation: Evaluation) -> StreamFigures:
    assert evaluation.streams
    return evaluation.streams


PACKET = (
    # Found: d1 exactly, d2 with a wrong class; d3 is cut in two, and its end holds d4.
    page("bill", "d1", "bill"),
    page("bill 0.1", "d1", "bill"),
    page("|letter 0.9", "d2", "bill"),
    page("|letter 0.9", "d3", "letter"),
    page("", "d3", "letter"),
    page("|letter 0.6", "d3", "letter"),
    page("letter 0.4", "d4", "letter"),
)
"""Decisions: 2 boundaries found, 1 missed (d4), 1 invented (in d3), 2 pages rightly joined."""


def test_decisions_are_counted_at_all_pages_but_the_first() -> None:
    figures = boundaries_of(measured(*PACKET))
    assert (figures.pairs, figures.true, figures.found) == (6, 3, 3)
    assert figures.accuracy == pytest.approx(4 / 6, abs=1e-4)
    assert (figures.precision, figures.recall, figures.f1) == (0.6667, 0.6667, 0.6667)
    assert figures.kappa == pytest.approx((4 / 6 - 0.5) / (1 - 0.5), abs=1e-4)


def test_blank_pages_are_decisions_but_were_not_scored() -> None:
    figures = boundaries_of(measured(*PACKET))
    assert figures.scored == 5
    assert [(one.confidence, one.boundaries, one.pairs) for one in figures.reliability] == [
        (0.1, 0.0, 1),
        (0.4, 1.0, 1),
        (0.6, 0.0, 1),
        (0.9, 1.0, 2),
    ]
    assert figures.ece == pytest.approx((0.1 + 0.6 + 0.6 + 2 * 0.1) / 5)


def test_documents_are_compared_with_segments() -> None:
    figures = streams_of(measured(*PACKET))
    assert (figures.streams, figures.documents, figures.segments) == (1, 4, 4)
    assert (figures.documents_exact, figures.documents_exact_with_class) == (0.5, 0.25)
    assert figures.split_accuracy_unordered == figures.split_accuracy_ordered == 0.25
    assert (figures.documents_cut, figures.over_segmentation) == (1, 0.25)
    assert (figures.segments_mixed, figures.under_segmentation) == (1, 0.25)
    assert figures.page_accuracy == pytest.approx(6 / 7, abs=1e-4)
    assert figures.streams_exact == 0
    # Matched: d1 and d2 wholly, d3 by 2 of 3 pages; the last segment and d4 share just half.
    assert figures.recognition_quality == pytest.approx(3 / 4)
    assert figures.segmentation_quality == pytest.approx((1 + 1 + 2 / 3) / 3, abs=1e-4)


def test_figures_of_pages_stand_beside_them() -> None:
    evaluation = measured(*PACKET)
    assert isinstance(evaluation, PageEvaluation)
    assert (evaluation.pages, evaluation.blank) == (6, 1)
    assert evaluation.accuracy == pytest.approx(5 / 6, abs=1e-4)
    assert evaluation.warnings == ("one was left out",)
    assert "accuracy" in evaluation.model_dump()


def test_a_stream_is_sorted_as_one_wherever_its_pages_lie() -> None:
    first = [page("bill", "d", stream="a"), page("|bill", "e", stream="a")]
    second = [page("bill", "d", stream="b"), page("bill", "d", stream="b")]
    sorter = FakeSorter()
    in_turns = (first[0], second[0], second[1], first[1])
    evaluation = evaluate(Dataset(in_turns, ()), sorter, threshold=0.5)
    assert sorter.streams == [[0, 1], [0, 1]]
    assert evaluation == measured(*first, *second).model_copy(update={"warnings": ()})
    assert streams_of(evaluation).documents == 3
    assert boundaries_of(evaluation).accuracy == streams_of(evaluation).documents_exact == 1


def test_pages_without_labels_are_measured_where_documents_are_known() -> None:
    evaluation = measured(page("bill", "d"), page("|bill", "e"), threshold=None)
    assert not isinstance(evaluation, PageEvaluation)
    assert "accuracy" not in evaluation.model_dump()
    assert boundaries_of(evaluation).accuracy == 1
    assert streams_of(evaluation).documents_exact == 1
    assert streams_of(evaluation).documents_exact_with_class is None
    assert streams_of(evaluation).page_accuracy is None


def test_a_model_without_classes_is_measured_on_labelled_pages() -> None:
    assert not isinstance(measured(*PACKET, threshold=None), PageEvaluation)


@pytest.mark.parametrize(
    "pages",
    [
        [page("bill", "d", "bill", stream="a"), page("bill", "e", "bill", stream="b")],
        [page("bill", "d", "bill"), page("bill", "d", "bill", tells_document=False)],
    ],
    ids=["streams of one page", "documents are not told"],
)
def test_where_there_is_nothing_to_cut_there_are_figures_of_pages_only(
    pages: list[LabelledPage],
) -> None:
    evaluation = measured(*pages)
    assert isinstance(evaluation, PageEvaluation)
    assert evaluation.accuracy == 1
    assert (evaluation.boundaries, evaluation.streams) == (None, None)


@pytest.mark.parametrize("label", [None, "bill"], ids=["no label", "a label, but blank"])
def test_nothing_to_measure_is_said(label: str | None) -> None:
    with pytest.raises(DatasetError, match="no page with a label and text, and no page stream"):
        measured(page("", "d", label))


def test_a_model_that_scores_no_boundaries_has_no_calibration() -> None:
    figures = boundaries_of(measured(page("bill", "d"), page("|bill", "e")))
    assert (figures.scored, figures.ece, figures.reliability) == (0, None, ())


def test_a_document_whose_pages_have_several_labels_has_no_class() -> None:
    pages = (page("bill", "d", "bill"), page("bill", "d", "letter"), page("|bill", "e", "bill"))
    figures = streams_of(measured(*pages))
    assert figures.documents_exact == figures.documents_exact_with_class == 1
    letter = page("|letter", "e", "bill")
    assert streams_of(measured(*pages[:2], letter)).documents_exact_with_class == 0


def test_pages_out_of_order_fail_the_ordered_figure_alone() -> None:
    pages = [
        page("|bill", document, "bill", facts={"document_page": number})
        if document + number in {"a2", "b1"}
        else page("bill", document, "bill", facts={"document_page": number})
        for document, number in ("a2", "a1", "b1", "b2")
    ]
    figures = streams_of(measured(*pages))
    assert (figures.split_accuracy_unordered, figures.split_accuracy_ordered) == (1, 0.5)


class LeavesOut(FakeSorter):
    """Leaves the second page out of all segments, as a separator sheet is."""

    def sort(self, pages: Iterable[Page]) -> SortedStream:
        found = super().sort(pages)
        return SortedStream(found.pages, tuple(s for s in found.segments if s.first_page != 1))


def test_a_page_outside_of_all_segments_is_one_of_its_own() -> None:
    pages = (page("bill", "d"), page("|sheet", "sheet"), page("|bill", "e"))
    evaluation = evaluate(Dataset(pages, ()), LeavesOut(), threshold=None)
    assert streams_of(evaluation).documents_exact == boundaries_of(evaluation).accuracy == 1


def test_parts_have_the_main_figures_of_their_pages() -> None:
    marks = ("x", "x", "x", "x", "y", "y", "")
    pages = [replace(one, facts={"hard": mark}) for one, mark in zip(PACKET, marks, strict=True)]
    by = measured(*pages, by="hard").by
    assert by
    assert by.column == "hard"
    assert list(by.values) == ["", "x", "y"]
    parts = by.values
    assert [part.pairs for part in parts.values()] == [1, 3, 2]
    assert [part.pages for part in parts.values()] == [1, 4, 1]
    assert (parts["x"].accuracy, parts["x"].f1, parts["y"].precision) == (0.75, 1, 0)
    assert (parts[""].recall, parts[""].precision) == (0, None)
    assert [part.documents for part in parts.values()] == [1, 3, 0]
    assert (parts["x"].documents_exact, parts["y"].documents_exact) == (0.6667, None)


def test_parts_of_single_pages_have_figures_of_pages_only() -> None:
    by = measured(page("bill", "d", "bill", facts={"hard": "x"}), by="hard").by
    assert by
    assert (by.values["x"].accuracy, by.values["x"].pairs, by.values["x"].documents) == (1, 0, 0)
