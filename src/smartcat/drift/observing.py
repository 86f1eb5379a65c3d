"""What documents that were sorted look like."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smartcat.bundle import ModelBundle
from smartcat.bundle.usual import (
    CONFIDENCE_EDGES,
    NEW_WORD_EDGES,
    OCR_EDGES,
    in_ranges,
    known_words,
    new_word_share,
    words_of,
)
from smartcat.drift.tallies import KNOWN, RANGES, UNKNOWN, Subject, Tallies, Tally
from smartcat.features import extract
from smartcat.metrics import witnesses
from smartcat.models import AbstentionReason, DocumentManifest, Page, PageResult

_EDGES = {
    Subject.CONFIDENCE: CONFIDENCE_EDGES,
    Subject.NEW_WORDS: NEW_WORD_EDGES,
    Subject.OCR_CONFIDENCE: OCR_EDGES,
}
_CLASSIFIED = "classified"


class SortedDocument(NamedTuple):
    """A document with a result.

    Attributes:
        manifest: The result.
        pages: Its pages as they were read; none where nobody kept them.
    """

    manifest: DocumentManifest
    pages: Sequence[Page] = ()


class Fact(NamedTuple):
    """What is said of a page under one subject: the name of a range, or a number."""

    subject: Subject
    value: str | float


def observe(documents: Iterable[SortedDocument], bundle: ModelBundle) -> Tallies:
    """Count the pages of documents.

    Args:
        documents: All sorted by this model; taken one by one.
        bundle: The model.
    """
    facts = Observer(bundle).facts
    return tally(map(facts, documents))


def tally(documents: Iterable[Sequence[Fact]]) -> Tallies:
    """Count the facts of documents."""
    values: dict[Subject, list[str | float]] = defaultdict(list)
    sizes: dict[Subject, list[int]] = defaultdict(list)
    for facts in documents:
        for fact in facts:
            values[fact.subject].append(fact.value)
        for subject, size in Counter(fact.subject for fact in facts).items():
            sizes[subject].append(size)
    return {
        subject: Tally(_counted(subject, values[subject]), witnesses(sizes[subject]))
        for subject in Subject
        if subject in values
    }


class Observer:
    """Says of documents what counts; it knows which words a model knows."""

    def __init__(self, bundle: ModelBundle) -> None:
        self._schema = bundle.metadata.features
        self._known = known_words(bundle.classes, self._schema) if bundle.classes else None

    def facts(self, document: SortedDocument) -> list[Fact]:
        """What is said of each page of a document, under each subject that it tells of."""
        return [*_facts(document.manifest), *self._new_words(document.pages)]

    def _new_words(self, pages: Iterable[Page]) -> Iterator[Fact]:
        if self._known is None:
            return
        for page in pages:
            words = words_of(extract(page, self._schema), self._schema)
            share = new_word_share(words, self._known)
            if share is not None:
                yield Fact(Subject.NEW_WORDS, share)


def _facts(manifest: DocumentManifest) -> Iterator[Fact]:
    for page in manifest.pages:
        yield Fact(Subject.OUTCOMES, page.prediction.reason or _CLASSIFIED)
        yield from _guess(page)
        if page.ocr_confidence is not None:
            yield Fact(Subject.OCR_CONFIDENCE, page.ocr_confidence)


def _guess(page: PageResult) -> Iterator[Fact]:
    guess = page.prediction.best_guess
    if guess is None:
        return
    is_unknown = page.prediction.reason is AbstentionReason.UNKNOWN_KIND
    yield Fact(Subject.UNKNOWN_KINDS, UNKNOWN if is_unknown else KNOWN)
    yield Fact(Subject.CONFIDENCE, guess.confidence)
    if not is_unknown:
        yield Fact(Subject.CLASSES, guess.label)


def _counted(subject: Subject, values: Sequence[str | float]) -> dict[str, float]:
    if subject in _EDGES:
        counts = in_ranges(values, _EDGES[subject])
        return dict(zip(RANGES[subject], counts, strict=True))
    return dict(sorted(Counter(map(str, values)).items()))
