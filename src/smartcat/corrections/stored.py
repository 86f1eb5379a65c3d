"""Corrections in a results store: each stays, the latest stands."""

from typing import NamedTuple

from pydantic import ValidationError

from smartcat.errors import ResultUnreadableError
from smartcat.models import Correction
from smartcat.store import ObjectStore
from smartcat.store.layout import correction_key, corrections_prefix


class StoredCorrection(NamedTuple):
    """A correction and its place among those of its document.

    Attributes:
        number: How many corrections of the document there are, this one among them.
        correction: What the person said.
    """

    number: int
    correction: Correction


def find_correction(store: ObjectStore, document_id: str) -> StoredCorrection | None:
    """Read the latest correction of a document, if there is one.

    Raises:
        ResultUnreadableError: It is damaged, or of a newer version.
    """
    keys = _keys(store, document_id)
    if not keys:
        return None
    return StoredCorrection(len(keys), _load(store, document_id, keys[-1]))


def stored_corrections(store: ObjectStore, document_id: str) -> list[StoredCorrection]:
    """Read all corrections of a document, the latest one last.

    Raises:
        ResultUnreadableError: One is damaged, or of a newer version.
    """
    return [
        StoredCorrection(number, _load(store, document_id, key))
        for number, key in enumerate(_keys(store, document_id), start=1)
    ]


def store_correction(store: ObjectStore, correction: Correction, seen: int) -> bool:
    """Store a correction as the latest of its document.

    Args:
        store: Where to.
        correction: What a person says.
        seen: How many corrections of the document the person knew of; 0 for none.

    Returns:
        Whether it was stored: not if somebody else has corrected the document meanwhile.
    """
    key = correction_key(correction.document_id, seen + 1)
    return store.put_if_absent(key, correction.model_dump_json(indent=2).encode())


def _keys(store: ObjectStore, document_id: str) -> list[str]:
    return [stored.key for stored in store.list(corrections_prefix(document_id))]


def _load(store: ObjectStore, document_id: str, key: str) -> Correction:
    try:
        return Correction.model_validate_json(store.get(key))
    except ValidationError as error:
        raise ResultUnreadableError(
            f"a correction of document {document_id} in {store.uri} is damaged, or of a newer "
            f"SmartCat: upgrade SmartCat, or remove {key}"
        ) from error
