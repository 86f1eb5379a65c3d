"""The main figures for each value of a column of ``labels.csv``."""

from collections.abc import Iterable, Sequence

import numpy as np

from smartcat import metrics
from smartcat.dataset import LabelledPage
from smartcat.evaluate.page_figures import JudgedPage
from smartcat.evaluate.rounding import rounded, rounded_if_any
from smartcat.evaluate.stream_result import Breakdown, PartFigures
from smartcat.evaluate.stream_table import StreamTable


def break_down(
    column: str,
    pages: Iterable[LabelledPage],
    judged: Sequence[JudgedPage],
    table: StreamTable | None,
) -> Breakdown:
    """Measure the parts of a dataset.

    A decision belongs to the part of its page, a document to that of its first page.

    Args:
        column: Whose values make the parts.
        pages: All pages of the dataset.
        judged: Those with a label that are not blank.
        table: The streams that can be cut; absent if there are none.
    """
    right: dict[str, list[bool]] = {}
    for page in judged:
        right.setdefault(page.page.facts.get(column, ""), []).append(page.is_right)
    parts = _Parts(column, table) if table else None
    values = sorted({page.facts.get(column, "") for page in pages})
    return Breakdown(
        column=column,
        values={value: _part(right.get(value, []), parts, value) for value in values},
    )


class _Parts:
    """The streams that can be cut, by value."""

    def __init__(self, column: str, table: StreamTable) -> None:
        values = [page.facts.get(column, "") for page in table.pages]
        self._numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        self._of_page = np.array([self._numbers[value] for value in values])
        self._of_document = self._of_page[table.first_pages]
        exact = metrics.Overlaps.of(table.documents, table.segments).exact()
        self._exact = np.array([number in exact for number in range(len(self._of_document))])
        self._table = table

    def boundaries(self, value: str) -> metrics.BoundaryCounts:
        """Count decisions at the pages of a value."""
        here = self._table.is_decision & (self._of_page == self._numbers.get(value, -1))
        return metrics.boundary_counts(
            self._table.true_begins[here], self._table.found_begins[here]
        )

    def exact(self, value: str) -> Sequence[bool]:
        """Tell of each document that begins with a value whether it was found."""
        found: list[bool] = self._exact[self._of_document == self._numbers.get(value, -1)].tolist()
        return found


def _part(right: Sequence[bool], parts: _Parts | None, value: str) -> PartFigures:
    counts = parts.boundaries(value) if parts else metrics.BoundaryCounts(0, 0, 0, 0)
    exact = parts.exact(value) if parts else []
    return PartFigures(
        pages=len(right),
        accuracy=_share(right),
        pairs=counts.pairs,
        precision=rounded_if_any(counts.precision),
        recall=rounded_if_any(counts.recall),
        f1=rounded_if_any(counts.f1),
        documents=len(exact),
        documents_exact=_share(exact),
    )


def _share(true: Sequence[bool]) -> float | None:
    return rounded(sum(true) / len(true)) if true else None
