"""Apply a file of corrections: each line for itself, so that a bad one costs itself alone."""

import re
from collections.abc import Callable
from pathlib import Path

from smartcat.corrections.applying import AppliedCorrection, apply_correction
from smartcat.corrections.file import correction_lines, parse_correction
from smartcat.errors import CorrectionsError, ResultUnreadableError
from smartcat.models import DocumentManifest, Noun
from smartcat.store import ObjectStore

_ID = re.compile("[0-9a-f]{32}")
"""An id becomes part of a key, so nothing that looks otherwise is looked for."""


class RefusedLine(Noun):
    """A line that changed nothing.

    Attributes:
        line: Which one; they count from 1.
        reason: Why, and what to do.
    """

    line: int
    reason: str


class AppliedCorrections(Noun):
    """What came of a file of corrections.

    Attributes:
        applied: What is stored, in the order of the lines.
        refused: The other lines.
    """

    applied: tuple[AppliedCorrection, ...]
    refused: tuple[RefusedLine, ...]


def apply_corrections(
    path: Path, store: ObjectStore, find: Callable[[str], DocumentManifest | None]
) -> AppliedCorrections:
    """Apply all corrections of a file that fit.

    Args:
        path: The file, with a correction a line.
        store: Where corrections and corrected results are stored.
        find: Gives the manifest of a document by its id, if there is one.

    Raises:
        AccessDeniedError: The file cannot be read, or the store not be written.
        CorrectionsError: The file has no lines.
        StorageError: The store does not answer.
    """
    applied, refused = [], []
    for number, line in correction_lines(path):
        try:
            applied.append(_apply(line, store, find))
        except (CorrectionsError, ResultUnreadableError) as error:
            refused.append(RefusedLine(line=number, reason=str(error)))
    if not applied and not refused:
        raise CorrectionsError(f"{path} has no corrections: export some from a review page")
    return AppliedCorrections(applied=tuple(applied), refused=tuple(refused))


def _apply(
    line: bytes, store: ObjectStore, find: Callable[[str], DocumentManifest | None]
) -> AppliedCorrection:
    correction = parse_correction(line)
    name = correction.document_id
    manifest = find(name) if _ID.fullmatch(name) else None
    if manifest is None:
        raise CorrectionsError(
            "it is of a document that has no result here: name the place where it was sorted"
        )
    return apply_correction(store, correction, manifest)
