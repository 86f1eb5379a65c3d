"""The records of a results store: appended, never changed; the newest is in force."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from smartcat.errors import ResultUnreadableError, TransientError
from smartcat.promotion.record import Promotion
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import promotion_key, promotions_prefix

_NAME = re.compile(r"[0-9]+\.json")


def promotions(store: ObjectStore) -> list[Promotion]:
    """Read all records, the newest one last.

    Raises:
        ResultUnreadableError: One is damaged, or of a newer version.
        AccessDeniedError: The store refuses.
        StorageError: It does not answer.
    """
    return [_load(store, key) for key in _keys(store)]


def in_force(store: ObjectStore) -> Promotion | None:
    """Read the newest record, if there is any: it says which model is in force.

    Raises:
        ResultUnreadableError: It is damaged, or of a newer version.
        AccessDeniedError: The store refuses.
        StorageError: It does not answer.
    """
    newest = max(_keys(store), default=None)
    return None if newest is None else _load(store, newest)


def append(store: ObjectStore, record: Promotion) -> None:
    """Write a record, as the newest one.

    Raises:
        TransientError: Somebody else has written it meanwhile.
        AccessDeniedError: The store refuses.
        StorageError: It does not answer.
    """
    data = record.model_dump_json(indent=2) + "\n"
    if not store.put_if_absent(promotion_key(record.number), data.encode()):
        raise TransientError(
            f"somebody else has changed meanwhile which model is in force in {store.uri}; look at "
            "smartcat model list, then start again"
        )


def _keys(store: ObjectStore) -> Iterator[str]:
    prefix = promotions_prefix()
    for stored in store.list(prefix):
        if _NAME.fullmatch(stored.key.removeprefix(prefix)):
            yield stored.key


def _load(store: ObjectStore, key: str) -> Promotion:
    try:
        return Promotion.model_validate_json(store.get(key))
    except (ValidationError, ObjectNotFoundError) as error:
        raise ResultUnreadableError(
            f"{key} in {store.uri} says which model was put in force, and is damaged or of a newer "
            "SmartCat: upgrade SmartCat, or name a model with --model"
        ) from error
