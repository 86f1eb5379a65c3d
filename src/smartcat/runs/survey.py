"""Foretell what documents in buckets take: some are fetched and looked at, the others by size.

Fetching all documents would take as long as doing the work. Those of a kind, as told by the ends of
their names, have about as many pages to a byte, so a sample tells of all (ratio estimation:
Cochran, Sampling Techniques, 3rd edition, 1977, chapter 6).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from smartcat.errors import SmartCatError
from smartcat.models import PlannedDocument
from smartcat.plan.predictor import Predictor
from smartcat.read import DocumentProbe, Reader
from smartcat.read.sampling import spaced
from smartcat.runs.looking import looked_at

_SAMPLE = 24
"""Documents of a kind that are looked at: totals of paperwork were foretold to a tenth by them."""
_KINDS = 8
"""Kinds that have a sample of their own; the rest have one together."""
_REST = "the rest"


@dataclass(frozen=True)
class _Rates:
    """What documents of a kind have to a byte."""

    pages: float
    ocr_pages: float
    predicted_s: float


_UNSEEN = _Rates(pages=1e-5, ocr_pages=1e-5, predicted_s=1e-5)
"""Where no document of a kind could be looked at: a page for 100 kB, as scanners write them, and a
second of OCR for a page."""


class Survey:
    """What is known of documents by looking at some of them.

    Args:
        reader: Looks at documents.
        predictor: Says what they take.
        folder: Where documents are fetched to for as long as they are looked at.
        looked: Told after each document that was looked at.
    """

    def __init__(
        self,
        reader: Reader,
        predictor: Predictor,
        folder: Path,
        looked: Callable[[], None] = lambda: None,
    ) -> None:
        self._reader = reader
        self._predictor = predictor
        self._folder = folder
        self._looked = looked

    def look_at(self, documents: Iterable[PlannedDocument]) -> Iterator[PlannedDocument]:
        """Fetch and look at documents; what cannot be opened is left as it is, for its worker."""
        for document, probe in looked_at(documents, self._reader, self._folder):
            self._looked()
            if isinstance(probe, SmartCatError):
                yield document
            else:
                yield foreseen(document, probe, self._predictor)

    def by_size(self, documents: Iterable[PlannedDocument]) -> Iterator[PlannedDocument]:
        """Foretell what documents take by their size and a sample; gone through three times."""
        kinds = _kinds_of(documents)
        sample = {one.document_id: one for one in self._sample(documents, kinds)}
        rates = {
            kind: _rates_of(one for one in sample.values() if _kind_of(one, kinds) == kind)
            for kind in kinds
        }
        for document in documents:
            seen = sample.get(document.document_id, document)
            is_known = seen.page_count is not None
            yield seen if is_known else _expected(document, rates[_kind_of(document, kinds)])

    def _sample(
        self, documents: Iterable[PlannedDocument], kinds: Counter[str]
    ) -> Iterator[PlannedDocument]:
        """Look at some documents of each kind, evenly spaced."""
        chosen = {kind: set(spaced(range(count), _SAMPLE)) for kind, count in kinds.items()}
        seen: Counter[str] = Counter()
        sample: list[PlannedDocument] = []
        for document in documents:
            kind = _kind_of(document, kinds)
            if seen[kind] in chosen[kind]:
                sample.append(document)
            seen[kind] += 1
        return self.look_at(sample)


def foreseen(
    document: PlannedDocument, probe: DocumentProbe, predictor: Predictor
) -> PlannedDocument:
    """Note what a document is expected to take that was looked at."""
    wanted = len(predictor.options.wanted(probe.page_count))
    told = {
        "page_count": probe.page_count,
        "pages": float(wanted),
        "ocr_pages": probe.ocr_pages * (wanted / probe.page_count),
        "predicted_s": predictor.document_s(probe),
    }
    return document.model_copy(update=told)


def _kinds_of(documents: Iterable[PlannedDocument]) -> Counter[str]:
    """How many documents there are of each of the most frequent kinds, and of the rest."""
    all_kinds = Counter(_suffix(document) for document in documents)
    kinds = Counter(dict(all_kinds.most_common(_KINDS)))
    if rest := all_kinds.total() - kinds.total():
        kinds[_REST] = rest
    return kinds


def _kind_of(document: PlannedDocument, kinds: Counter[str]) -> str:
    suffix = _suffix(document)
    return suffix if suffix in kinds else _REST


def _suffix(document: PlannedDocument) -> str:
    return PurePosixPath(document.key).suffix.lower()


def _rates_of(documents: Iterable[PlannedDocument]) -> _Rates:
    """What the documents of a sample that could be opened have to a byte, all together."""
    opened = [one for one in documents if one.page_count is not None]
    size_bytes = sum(one.size_bytes or 0 for one in opened)
    if not size_bytes:
        return _UNSEEN
    return _Rates(
        pages=sum(one.pages or 0.0 for one in opened) / size_bytes,
        ocr_pages=sum(one.ocr_pages or 0.0 for one in opened) / size_bytes,
        predicted_s=sum(one.predicted_s for one in opened) / size_bytes,
    )


def guessed(document: PlannedDocument) -> PlannedDocument:
    """Note what a document is expected to take of which nothing but its size is known."""
    return _expected(document, _UNSEEN)


def _expected(document: PlannedDocument, rates: _Rates) -> PlannedDocument:
    pages = max(rates.pages * (document.size_bytes or 0), 1.0)
    told = {
        "pages": pages,
        "ocr_pages": pages * rates.ocr_pages / rates.pages,
        "predicted_s": pages * rates.predicted_s / rates.pages,
    }
    return document.model_copy(update=told)
