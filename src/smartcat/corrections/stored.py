"""Corrections in a results store: each stays, the latest stands."""

import re
from typing import NamedTuple

from pydantic import ValidationError

from smartcat.errors import ResultUnreadableError
from smartcat.models import Correction
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import correction_key, corrections_prefix

_NAME = re.compile(r"([0-9]{6,})\.json")


class StoredCorrection(NamedTuple):
    """A correction and its place among those of its document.

    Attributes:
        number: Which of the document's corrections it is; they count from 1.
        correction: What the person said.
    """

    number: int
    correction: Correction


def find_correction(store: ObjectStore, document_id: str) -> StoredCorrection | None:
    """Read the latest correction of a document, if there is one.

    Raises:
        ResultUnreadableError: It is damaged, or of a newer version.
    """
    numbers = _numbers(store, document_id)
    return _load(store, document_id, numbers[-1]) if numbers else None


def stored_corrections(store: ObjectStore, document_id: str) -> list[StoredCorrection]:
    """Read all corrections of a document, the latest one last.

    Raises:
        ResultUnreadableError: One is damaged, or of a newer version.
    """
    return [_load(store, document_id, number) for number in _numbers(store, document_id)]


def store_correction(store: ObjectStore, correction: Correction, seen: int) -> bool:
    """Store a correction as the latest of its document.

    Args:
        store: Where to.
        correction: What a person says.
        seen: The number of the last correction that the person knew of; 0 for none.

    Returns:
        Whether it was stored: not if somebody else has corrected the document meanwhile.
    """
    key = correction_key(correction.document_id, seen + 1)
    return store.put_if_absent(key, correction.model_dump_json(indent=2).encode())


def _numbers(store: ObjectStore, document_id: str) -> list[int]:
    """Which corrections there are; some may be missing, where somebody removed damaged ones."""
    prefix = corrections_prefix(document_id)
    names = (stored.key.removeprefix(prefix) for stored in store.list(prefix))
    return [int(found[1]) for name in names if (found := _NAME.fullmatch(name))]


def _load(store: ObjectStore, document_id: str, number: int) -> StoredCorrection:
    key = correction_key(document_id, number)
    try:
        return StoredCorrection(number, Correction.model_validate_json(store.get(key)))
    except (ValidationError, ObjectNotFoundError) as error:
        raise ResultUnreadableError(
            f"a correction of document {document_id} in {store.uri} is damaged, or of a newer "
            f"SmartCat: upgrade SmartCat, or remove {key}"
        ) from error
