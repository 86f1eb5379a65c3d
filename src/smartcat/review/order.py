"""In which order people look at segments.

An order is a function of manifests alone: it gives every segment of every document once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from smartcat.models import DocumentManifest
from smartcat.teaching import teaching_order


class Place(NamedTuple):
    """Which segment of which document.

    Attributes:
        document: 0-based position among the manifests.
        segment: 0-based position among the segments of that manifest.
    """

    document: int
    segment: int


OrderOf = Callable[[Sequence[DocumentManifest]], Sequence[Place]]


class Order(StrEnum):
    """Orders that people can ask for."""

    DOUBT = "doubt"
    """What a person must look at, first."""
    STACK = "stack"
    """As they lie."""
    TEACHING = "teaching"
    """What teaches a model most, first, and copies of that last."""


def by_stack(manifests: Sequence[DocumentManifest]) -> list[Place]:
    """All segments as they lie, document after document."""
    return list(_places(manifests))


def by_doubt(manifests: Sequence[DocumentManifest]) -> list[Place]:
    """Segments that a person must look at, then the others; each of them as they lie."""
    return sorted(_places(manifests), key=lambda place: not _is_doubtful(manifests, place))


def by_teaching(manifests: Sequence[DocumentManifest]) -> list[Place]:
    """Segments by what a model would learn from them: `smartcat.teaching.teaching_order`."""
    documents = {one.document_id: number for number, one in enumerate(manifests)}
    return [Place(documents[one.document_id], one.segment) for one in teaching_order(manifests)]


ORDERS: Mapping[Order, OrderOf] = MappingProxyType(
    {Order.DOUBT: by_doubt, Order.STACK: by_stack, Order.TEACHING: by_teaching}
)
"""What each order does; another one is added here and to `Order`."""


def _places(manifests: Sequence[DocumentManifest]) -> Iterator[Place]:
    for document, manifest in enumerate(manifests):
        for segment in range(len(manifest.segments)):
            yield Place(document, segment)


def _is_doubtful(manifests: Sequence[DocumentManifest], place: Place) -> bool:
    return manifests[place.document].segments[place.segment].needs_review
