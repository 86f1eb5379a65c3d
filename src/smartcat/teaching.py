"""What to label next: the order in which segments teach the model most.

It is made of manifests alone: of how sure a model was, and of the words that it leaned on.
What was tried beside it, and what each is worth: docs/what-to-label-next.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.models import AbstentionReason, DocumentManifest, Segment

SPREAD = 500
"""So many segments are chosen with an eye on those before them. Who has labelled as many should
train anew, which changes the order of all others."""

_HARDLY = 1e-9
"""Distances below it are those of copies."""

Vectors = NDArray[np.float64]


class SegmentPlace(NamedTuple):
    """A segment of a document.

    Attributes:
        document_id: The document, as its manifest has it.
        segment: Its 0-based position among the segments of the manifest.
    """

    document_id: str
    segment: int


class _Candidate(NamedTuple):
    """A segment, and the words that its pages were judged by."""

    place: SegmentPlace
    segment: Segment
    words: frozenset[str]


def teaching_order(manifests: Iterable[DocumentManifest]) -> list[SegmentPlace]:
    """Order segments so that those which teach the model most come first, and copies last.

    It is BADGE (Ash, Zhang, Krishnamurthy, Langford and Agarwal, 2020, Deep batch active learning
    by diverse, uncertain gradient lower bounds) on what manifests hold: each segment is the
    gradient that its most probable label would give, of which the three largest probabilities and
    the words of evidence are known, and k-means++ (Arthur and Vassilvitskii, 2007) chooses
    segments whose gradients are long and far from those chosen before. A draw, and not the
    farthest each time: the farthest are the oddest. Segments that look like no known class count as
    being as doubtful as can be; those with nothing to be labelled by, blank ones say, come last.

    Args:
        manifests: Results of one model; those of a document that failed have no segments.

    Returns:
        All segments. The order is the same for the same manifests, in whatever order they come.
    """
    candidates = sorted(_candidates(manifests), key=lambda one: one.place)
    words = _Words([one.words for one in candidates])
    chosen, distances = _draw(_errors(candidates), words, np.random.default_rng(0))
    left = np.setdiff1d(np.arange(len(candidates)), chosen)
    ranked = left[np.argsort(-distances[left], kind="stable")]
    return [candidates[index].place for index in (*chosen, *ranked.tolist())]


def _candidates(manifests: Iterable[DocumentManifest]) -> Iterator[_Candidate]:
    for manifest in manifests:
        evidence = {page.page_index: page.prediction.evidence for page in manifest.pages}
        for number, segment in enumerate(manifest.segments):
            pages = range(segment.first_page, segment.last_page + 1)
            words = frozenset(word.casefold() for page in pages for word in evidence.get(page, ()))
            yield _Candidate(SegmentPlace(manifest.document_id, number), segment, words)


def _errors(candidates: Sequence[_Candidate]) -> Vectors:
    """What the most probable label, if it is right, would correct: candidates by labels."""
    predictions = [one.segment.prediction for one in candidates]
    names = sorted({entry.label for one in predictions for entry in one.top})
    columns = {name: number for number, name in enumerate(names)}
    errors = np.zeros((len(predictions), len(columns) + 1))
    for row, prediction in zip(errors, predictions, strict=True):
        if prediction.reason is AbstentionReason.UNKNOWN_KIND:
            row[-1] = 1  # its probabilities are those of labels that it has none of
        elif prediction.top:
            for entry in prediction.top:
                row[columns[entry.label]] = entry.confidence
            row[columns[prediction.top[0].label]] -= 1
    return errors


class _Words:
    """Which candidates have which words; those without any are alike."""

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self._words = [of_one or {""} for of_one in words]
        self._counts = np.array([len(of_one) for of_one in self._words])
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, of_one in enumerate(self._words):
            for word in of_one:
                self._rows[word].append(row)

    def alike(self, row: int) -> Vectors:
        """The cosine of one and each other."""
        rows = [other for word in self._words[row] for other in self._rows[word]]
        shared = np.bincount(rows, minlength=self._counts.size)
        return np.asarray(shared / np.sqrt(self._counts * self._counts[row]))


def _draw(errors: Vectors, words: _Words, dice: np.random.Generator) -> tuple[list[int], Vectors]:
    """Draw by k-means++, with what the model is sure of for the first centre.

    Returns:
        The drawn ones in order, and how far the others are from the nearest of them, squared.
    """
    lengths = (errors**2).sum(axis=1)
    distances = lengths.copy()
    chosen: list[int] = []
    while len(chosen) < SPREAD and distances.any():
        sums = np.cumsum(distances)
        drawn = int(np.searchsorted(sums, dice.random() * sums[-1], side="right"))
        products = (errors @ errors[drawn]) * words.alike(drawn)
        distances = np.minimum(distances, lengths + lengths[drawn] - 2 * products)
        distances[distances < _HARDLY] = 0
        distances[drawn] = 0
        chosen.append(drawn)
    return chosen, distances
