"""Sort a page stream: classify each page ─► segment the stream. What every face has in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartcat.classify import Classifier
from smartcat.models import ModelIdentity, Page, PageResult, Segment
from smartcat.segment import segment


@dataclass(frozen=True)
class SortedStream:
    """A page stream, sorted.

    Attributes:
        pages: What is known of each page, in order.
        segments: Its documents, in order.
    """

    pages: tuple[PageResult, ...]
    segments: tuple[Segment, ...]


class Sorter:
    """Sorts page streams with one model."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier

    @property
    def identity(self) -> ModelIdentity:
        """Which model decides."""
        return self._classifier.identity

    def sort(self, pages: Iterable[Page]) -> SortedStream:
        """Sort a page stream; pages are taken one by one, as they come.

        Args:
            pages: All pages of the stream, in order, with ascending page indexes.
        """
        results = tuple(self._results(pages))
        return SortedStream(results, segment(results))

    def _results(self, pages: Iterable[Page]) -> Iterator[PageResult]:
        for page in pages:
            yield PageResult(
                page_index=page.page_index,
                prediction=self._classifier.predict(page),
                is_blank=page.layout is not None and page.layout.is_blank,
                text_source=page.text_source,
                ocr_confidence=page.ocr_confidence,
                width_pt=round(page.width_pt, 1),
                height_pt=round(page.height_pt, 1),
                orientation=page.orientation,
                failure=page.failure,
            )
