"""What people checked, as rows of a dataset."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartcat.errors import CorrectionsError, UsageError

if TYPE_CHECKING:
    from smartcat.bundle import LearnedCorrections
    from smartcat.dataset import CorrectedRows, DatasetRow, LeftOut


class CorrectionsSource(NamedTuple):
    """Corrections, and where the documents are that they are of.

    Attributes:
        path: A file of corrections.
        documents: A folder with the documents.
        results: Results, which tell where the documents were.
    """

    path: Path
    documents: Path | None
    results: str | None


class Lessons(NamedTuple):
    """What is to be learned, before any page is read.

    Attributes:
        rows: The pages and what they are.
        left_out: What of the corrections teaches nothing, and why.
        corrections: What is recorded of the corrections among it; absent if there are none.
    """

    rows: "Sequence[DatasetRow]"
    left_out: "tuple[LeftOut, ...]"
    corrections: "LearnedCorrections | None"


def lessons_of(rows: "Sequence[DatasetRow]", source: CorrectionsSource, scratch: Path) -> Lessons:
    """Join a dataset and corrections; where both say something of a page, the corrections stand.

    Args:
        rows: Those of a dataset, or none.
        source: The corrections.
        scratch: A folder for documents that are fetched from buckets.

    Raises:
        UsageError: It is not said where the corrected documents are.
        CorrectionsError: They are malformed, or teach nothing and there is no dataset.
    """
    from smartcat.dataset import LeftOut, joined, without_rare_classes

    corrected = _corrected(source, scratch)
    if not corrected.rows and not rows:
        first = corrected.left_out[0] if corrected.left_out else None
        why = f"{first.position}{first.why}" if first else "no segment in them was checked"
        raise CorrectionsError(f"the corrections teach nothing: {why}")
    taught, rare = without_rare_classes(rows, corrected.rows)
    why = " is in one document only: not learned yet"
    left_out = [LeftOut(f"class {label!r}", "a class", why) for label in rare]
    return Lessons(
        joined(rows, taught), (*corrected.left_out, *left_out), _recorded(source.path, corrected)
    )


def _corrected(source: CorrectionsSource, scratch: Path) -> "CorrectedRows":
    from smartcat.corrections import DocumentFinder, load_corrections
    from smartcat.dataset import corrected_rows
    from smartcat.store import open_store

    if source.documents is None and source.results is None:
        raise UsageError("say where the corrected documents are, with --documents or --results")
    store = open_store(source.results) if source.results is not None else None
    finder = DocumentFinder(source.documents, store, scratch)
    return corrected_rows(load_corrections(source.path), finder.find)


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
