"""What `smartcat train` learns from: a dataset, corrections, or both."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartcat.cli.complaints import complain
from smartcat.cli.datasets import tell_left_out
from smartcat.errors import CorrectionsError, UsageError

if TYPE_CHECKING:
    from smartcat.bundle import LearnedCorrections
    from smartcat.dataset import CorrectedRows, DatasetRow


class Lessons(NamedTuple):
    """What is learned from.

    Attributes:
        rows: The pages and what they are.
        corrections: What is recorded of the corrections among it; absent if there are none.
    """

    rows: "Sequence[DatasetRow]"
    corrections: "LearnedCorrections | None"


@contextmanager
def lessons_of(
    dataset: Path | None, corrections: Path | None, documents: Path | None, results: str | None
) -> Iterator[Lessons]:
    """Load what is to be learned; documents of buckets are there until this ends.

    Raises:
        UsageError: It is not said where the corrected documents are.
        DatasetError: The dataset is malformed.
        CorrectionsError: The corrections are malformed, or teach nothing and there is no dataset.
    """
    from smartcat.dataset import joined, load_dataset, without_rare_classes

    rows = load_dataset(dataset) if dataset is not None else []
    if corrections is None:
        yield Lessons(rows, None)
        return
    if documents is None and results is None:
        raise UsageError("say where the corrected documents are, with --documents or --results")
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        corrected = _corrected(corrections, documents, results, Path(scratch))
        if not corrected.rows and not rows:
            raise CorrectionsError(
                "the corrections teach nothing: nothing was checked, or no document is there"
            )
        taught, rare = without_rare_classes(rows, corrected.rows)
        for label in rare:
            complain(f"warning: class {label!r} is in one document only: not learned yet")
        yield Lessons(joined(rows, taught), _recorded(corrections, corrected))


def _corrected(
    path: Path, documents: Path | None, results: str | None, scratch: Path
) -> "CorrectedRows":
    from smartcat.corrections import DocumentFinder, load_corrections
    from smartcat.dataset import corrected_rows
    from smartcat.store import open_store

    store = open_store(results) if results is not None else None
    finder = DocumentFinder(documents, store, scratch)
    corrected = corrected_rows(load_corrections(path), finder.find)
    tell_left_out(corrected.left_out)
    return corrected


def _recorded(path: Path, corrected: "CorrectedRows") -> "LearnedCorrections | None":
    """Say how much people had to do with it: how many of them, and not who."""
    from smartcat.bundle import LearnedCorrections
    from smartcat.sources.contents import digest_and_size

    if not corrected.corrections:
        return None
    return LearnedCorrections(
        sha256=digest_and_size(path)[0],
        documents=len({row.document for row in corrected.rows}),
        pages=len(corrected.rows),
        people=len({one.by for one in corrected.corrections}),
        latest=max(one.at for one in corrected.corrections),
    )
