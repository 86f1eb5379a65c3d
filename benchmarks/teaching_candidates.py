"""Orders in which pages can be labelled: the one that ships, and what was tried beside it.

Each is given what is not labelled and how many pages are wanted, and returns their places.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from teaching_models import SCHEMA, Chosen, Material, manifests

from smartcat.bundle import ModelBundle
from smartcat.models import DocumentManifest
from smartcat.teaching import teaching_order

_COLUMNS = 4096
_MARGIN_POOL = 3
"""Batches are chosen among so many times as many of the most doubtful pages."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Pool:
    """What is not labelled, as an order may look at it.

    Attributes:
        material: All pages.
        model: What was learned so far.
        labelled: Of which pages.
        rest: Pages that are not labelled; copies are the same page.
        dice: For orders that draw.
    """

    material: Material
    model: ModelBundle
    labelled: Chosen
    rest: Chosen
    dice: np.random.Generator

    @cached_property
    def manifests(self) -> Sequence[DocumentManifest]:
        """What serving says of them."""
        return manifests(self.material, self.model, self.rest.tolist())

    @cached_property
    def top(self) -> NDArray[np.float64]:
        """The three largest probabilities of each page."""
        tops = [one.segments[0].prediction.top for one in self.manifests]
        return np.array([[entry.confidence for entry in top] for top in tops])

    @property
    def doubts(self) -> NDArray[np.float64]:
        """One less what the most probable label has over the next: 1 if both are as probable."""
        return 1 - (self.top[:, 0] - self.top[:, 1])

    @cached_property
    def words(self) -> Vectors:
        """Words of each page as a vector of length one, the rare ones longest."""
        return _word_vectors(self.material, self.rest)

    @cached_property
    def known_words(self) -> Vectors:
        """Those of the labelled pages."""
        return _word_vectors(self.material, self.labelled)


Order = Callable[[Pool, int], Chosen]


def _word_vectors(material: Material, chosen: Chosen) -> Vectors:
    vectors = np.zeros((len(chosen), _COLUMNS), dtype=np.float32)
    for row, index in enumerate(chosen.tolist()):
        buckets = material.buckets[index]
        vectors[row, buckets[buckets >> SCHEMA.bucket_bits == 0] % _COLUMNS] = 1
    vectors *= np.log((1 + len(chosen)) / (1 + vectors.sum(axis=0)))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny))


def by_chance(pool: Pool, wanted: int) -> Chosen:
    """Any page: what labelling a heap from the top comes to."""
    return pool.dice.permutation(len(pool.rest))[:wanted]


def least_confidence(pool: Pool, wanted: int) -> Chosen:
    """The lowest confidence first (Lewis and Gale, 1994)."""
    return np.argsort(pool.top[:, 0], kind="stable")[:wanted]


def margin(pool: Pool, wanted: int) -> Chosen:
    """The smallest lead of the most probable label first (Scheffer and others, 2001)."""
    return np.argsort(-pool.doubts, kind="stable")[:wanted]


def shipped(pool: Pool, wanted: int) -> Chosen:
    """What `smartcat.teaching` says."""
    return np.array([int(one.document_id) for one in teaching_order(pool.manifests)[:wanted]])


def farthest(pool: Pool, wanted: int) -> Chosen:
    """The page that is least like any labelled one, and so on (k-center: Sener, Savarese, 2018)."""
    return _spread(
        np.ones(len(pool.rest)), pool.words, _distances(pool.words, pool.known_words), wanted
    )


def doubtful_and_new(pool: Pool, wanted: int) -> Chosen:
    """Doubt times distance from those chosen (Carbonell and Goldstein, 1998)."""
    return _spread(pool.doubts, pool.words, np.ones(len(pool.rest)), wanted)


def dense_doubtful_and_new(pool: Pool, wanted: int) -> Chosen:
    """The same, times how like its ten nearest a page is (Settles and Craven, 2008)."""
    alike = np.sort(pool.words @ pool.words.T, axis=1)[:, -11:-1].mean(axis=1)
    return _spread(pool.doubts * alike, pool.words, np.ones(len(pool.rest)), wanted)


def stand_for_doubtful(pool: Pool, wanted: int) -> Chosen:
    """Pages that stand for the most doubtful ones (facility location: Wei and others, 2015)."""
    among = np.argsort(-pool.doubts, kind="stable")[: _MARGIN_POOL * wanted]
    alike = np.maximum(pool.words[among] @ pool.words[among].T, 0)
    covered = np.zeros(len(among), dtype=np.float32)
    chosen: list[int] = []
    for _ in range(min(wanted, len(among))):
        gains = np.maximum(alike - covered[:, None], 0).sum(axis=0)
        gains[chosen] = -1
        chosen.append(int(gains.argmax()))
        covered = np.maximum(covered, alike[:, chosen[-1]])
    return among[chosen]


def drawn_by_doubt(pool: Pool, wanted: int) -> Chosen:
    """Drawn, the doubtful ones more often; no look at what pages say."""
    weights = pool.doubts**2 + np.finfo(float).eps
    return pool.dice.choice(len(weights), wanted, replace=False, p=weights / weights.sum())


def _spread(
    worth: NDArray[np.float64], words: Vectors, distances: NDArray[np.float64], wanted: int
) -> Chosen:
    """Take the largest product of worth and distance from what was taken, again and again."""
    chosen: list[int] = []
    for _ in range(min(wanted, len(worth))):
        products = worth * distances
        products[chosen] = -1
        chosen.append(int(products.argmax()))
        distances = np.minimum(distances, 1 - words @ words[chosen[-1]])
    return np.array(chosen)


def _distances(words: Vectors, others: Vectors) -> NDArray[np.float64]:
    return np.asarray(1 - (words @ others.T).max(axis=1), dtype=np.float64)


MAIN: dict[str, Order] = {
    "random": by_chance,
    "least confidence": least_confidence,
    "margin": margin,
    "teaching": shipped,
}
OTHERS: dict[str, Order] = {
    "drawn by doubt": drawn_by_doubt,
    "doubt x distance": doubtful_and_new,
    "doubt x distance x density": dense_doubtful_and_new,
    "stand for doubtful": stand_for_doubtful,
    "farthest": farthest,
}
