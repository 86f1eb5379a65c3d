"""What corrections teach: the pages that a person looked at, as rows of a dataset."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from smartcat.dataset.reading import LeftOut
from smartcat.dataset.rows import DatasetRow
from smartcat.errors import DocumentError
from smartcat.models import CorrectedSegment, Correction
from smartcat.sources.contents import digest_and_size

FEWEST_DOCUMENTS = 2
"""A class with fewer is not learned: there would be nothing to measure on."""


@dataclass(frozen=True)
class CorrectedRows:
    """What corrections teach.

    Attributes:
        rows: A row for each page that was checked, in the order in which pages belong.
        corrections: Those that the rows are from.
        left_out: Documents that are not there any more, or are others.
    """

    rows: tuple[DatasetRow, ...]
    corrections: tuple[Correction, ...]
    left_out: tuple[LeftOut, ...]


def corrected_rows(
    corrections: Iterable[Correction], find: Callable[[Correction], Path]
) -> CorrectedRows:
    """Make rows of all that a person checked; what nobody looked at teaches nothing.

    Args:
        corrections: What people said; of the same bytes the latest counts, whatever they were
            sorted by.
        find: Gives the file of a document; raises `DocumentError` if that is not to be had.
    """
    wanted = [one for one in _latest(corrections) if any(s.is_checked for s in one.segments)]
    rows: list[DatasetRow] = []
    used, left_out = [], []
    for number, correction in enumerate(wanted, start=1):
        try:
            path = find(correction)
        except DocumentError as error:
            position = f"corrected document {number} of {len(wanted)}"
            left_out.append(LeftOut(correction.key, position, f" is left out: {error}"))
            continue
        rows += _rows(correction, path)
        used.append(correction)
    return CorrectedRows(tuple(rows), tuple(used), tuple(left_out))


def _latest(corrections: Iterable[Correction]) -> list[Correction]:
    latest: dict[str, Correction] = {}
    for correction in corrections:
        content = correction.source_sha256 or correction.document_id
        if content not in latest or latest[content].at <= correction.at:
            latest[content] = correction
    return list(latest.values())


def _rows(correction: Correction, path: Path) -> Iterator[DatasetRow]:
    """Rows of each stretch of segments that were checked, as a stream of its own.

    Between stretches are pages that nobody looked at: those on both sides are no neighbours. Of a
    segment alone between such it is not known where it ends, so it teaches its class only.
    """
    name = f"correction {correction.document_id}"
    for start, stretch in _stretches(correction.segments):
        is_whole = len(stretch) == len(correction.segments)
        for number, segment in enumerate(stretch, start=start):
            for page in segment.pages:
                yield DatasetRow(
                    path=path,
                    page_index=page,
                    label=segment.label,
                    document=f"{name}, segment {number}",
                    stream=f"{name}, from segment {start}",
                    text_path=None,
                    key=correction.key,
                    tells_document=is_whole or len(stretch) > 1,
                )


def _stretches(
    segments: Sequence[CorrectedSegment],
) -> Iterator[tuple[int, Sequence[CorrectedSegment]]]:
    """Yield segments that follow each other and were all checked, with the place of the first."""
    start = 0
    for place, segment in enumerate(segments):
        if not segment.is_checked:
            if place > start:
                yield start, segments[start:place]
            start = place + 1
    if start < len(segments):
        yield start, segments[start:]


def joined(rows: Sequence[DatasetRow], corrected: Sequence[DatasetRow]) -> list[DatasetRow]:
    """Put rows of corrections behind those of a dataset; pages of both are taken from corrections.

    Pages are the same if their files are, to the byte. A document of the dataset that loses pages
    so is not whole any more, and its other pages teach their class only. A text that the dataset
    supplies for a page stays the page's text.
    """
    taken: dict[str, set[int]] = {}
    digests = {path: _digest(path) for path in {row.path for row in (*rows, *corrected)}}
    for row in corrected:
        taken.setdefault(digests[row.path], set()).add(row.page_index or 0)
    lost = [_without(row, taken.get(digests[row.path], set())) for row in rows]
    hurt = {
        (row.stream, row.document)
        for row, left in zip(rows, lost, strict=True)
        if left is None or left.without
    }
    kept = [
        replace(row, tells_document=row.tells_document and (row.stream, row.document) not in hurt)
        for row in lost
        if row is not None
    ]
    texts = {
        (digests[row.path], row.page_index): row.text_path
        for row, left in zip(rows, lost, strict=True)
        if left is None
    }
    supplied = [
        replace(row, text_path=texts.get((digests[row.path], row.page_index))) for row in corrected
    ]
    return [*kept, *supplied]


def _without(row: DatasetRow, pages: set[int]) -> DatasetRow | None:
    """A row without some pages; absent if it is of one of them alone."""
    if row.page_index is None:
        return replace(row, without=frozenset(pages))
    return None if row.page_index in pages else row


def _digest(path: Path) -> str:
    """The digest of a file; of one that cannot be read its path, which is like no digest."""
    try:
        return digest_and_size(path)[0]
    except OSError:
        return str(path)


def without_rare_classes(
    rows: Sequence[DatasetRow], corrected: Iterable[DatasetRow]
) -> tuple[list[DatasetRow], tuple[str, ...]]:
    """Take classes away that only corrections have, and in a single document.

    A person may have named a class that the model does not know yet. Until there are more documents
    of it, their pages teach where documents begin, and no class.

    Returns:
        The rows, and the classes that were taken away.
    """
    known = {row.label for row in rows}
    documents: dict[str, set[str]] = {}
    for row in corrected:
        if row.label is not None and row.label not in known:
            documents.setdefault(row.label, set()).add(row.document)
    rare = {label for label, named in documents.items() if len(named) < FEWEST_DOCUMENTS}
    kept = [replace(row, label=None) if row.label in rare else row for row in corrected]
    return kept, tuple(sorted(rare))
