"""What contenders say of a document and of its pages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Labels; a page or a document that got none is wrong.

    Attributes:
        document: Of the document as a whole.
        pages: Of each page; absent where the contender knows whole documents only.
        read_shares: How much was read of each page that was recognised, 0 to 1; empty where the
            contender does not tell.
    """

    document: str | None
    pages: tuple[str | None, ...] | None
    read_shares: tuple[float, ...] = ()


def pooled(pages: Sequence[Mapping[str, float]]) -> str:
    """Return the label of a document from its pages' log-probabilities: the largest sum."""
    sums: Counter[str] = Counter()
    for page in pages:
        sums.update(page)
    return best(sums)


def best(logs: Mapping[str, float]) -> str:
    """Return the most probable label."""
    return max(sorted(logs), key=lambda label: logs[label])
