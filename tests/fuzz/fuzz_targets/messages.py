"""Any JSON as a manifest, or as what processes and runs say to each other.

The first byte chooses which. What is accepted must come out as it went in. Few bytes make JSON of
the right form, so they are also put into a right message, in place of one of its values, which the
second byte chooses.
"""

import gzip
import json
from collections.abc import Iterator
from typing import Any, cast

from pydantic import ValidationError

from fuzz_targets.right_messages import RIGHT, Form
from smartcat.blocks import StoredPages
from smartcat.errors import SmartCatError, StorageError
from smartcat.read.messages import Refusal
from smartcat.store import ObjectStore

_PLACE = "here"


def run(data: bytes) -> None:
    """Read a message, a message with something planted in it, and a stored block."""
    if not data:
        return
    (form, right), text = RIGHT[data[0] % len(RIGHT)], data[1:]
    _read(form, text)
    if text:
        _read(form, _planted(right, text[0], text[1:]))
    _read_block(text)
    _read_block(gzip.compress(text, compresslevel=1, mtime=0))


def _planted(right: bytes, place: int, text: bytes) -> bytes:
    """Put text in place of a value, however deep that is."""
    told = json.loads(right)
    values = list(_values(told))
    parent, key = values[place % len(values)]
    parent[key] = _PLACE
    return json.dumps(told).encode().replace(json.dumps(_PLACE).encode(), text, 1)


def _values(told: Any) -> Iterator[tuple[Any, Any]]:
    """Where each value is: its parent, and its key or index there."""
    keys = range(len(told)) if isinstance(told, list) else told if isinstance(told, dict) else ()
    for key in keys:
        yield told, key
        yield from _values(told[key])


def _read(form: Form, message: bytes) -> None:
    try:
        told = form.validate_json(message)
    except ValidationError:
        return
    assert form.validate_json(form.dump_json(told)) == told
    if isinstance(told, Refusal):
        assert isinstance(told.as_error(), SmartCatError)


def _read_block(data: bytes) -> None:
    try:
        list(StoredPages(cast("ObjectStore", _OneObject(data)), ("block",)).blocks())
    except StorageError:
        return


class _OneObject:
    """A store that has the same object under every key."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def get(self, _key: str) -> bytes:
        return self._data
