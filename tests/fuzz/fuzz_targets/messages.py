"""Any JSON as a manifest, or as what processes and runs say to each other.

The first byte chooses which. What is accepted must come out as it went in.
"""

import gzip
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from smartcat.blocks import StoredPages
from smartcat.errors import SmartCatError, StorageError
from smartcat.models import DocumentManifest, PageBlock, ShardReport, WorkItem
from smartcat.plan.run_manifest import RunManifest
from smartcat.read.messages import REPLY, REQUEST, Refusal
from smartcat.split.messages import REPLY as SPLIT_REPLY
from smartcat.split.messages import WriteRequest

_FORMS: tuple[TypeAdapter[Any], ...] = (
    REQUEST,
    REPLY,
    TypeAdapter(DocumentManifest),
    TypeAdapter(PageBlock),
    TypeAdapter(ShardReport),
    TypeAdapter(WorkItem),
    TypeAdapter(RunManifest),
    SPLIT_REPLY,
    TypeAdapter(WriteRequest),
)


def run(data: bytes) -> None:
    """Read a message, and a stored block."""
    if not data:
        return
    form, text = _FORMS[data[0] % len(_FORMS)], data[1:]
    try:
        told = form.validate_json(text)
    except ValidationError:
        pass
    else:
        _check(form, told)
    _read_block(text)
    _read_block(gzip.compress(text, compresslevel=1, mtime=0))


def _check(form: TypeAdapter[Any], told: object) -> None:
    assert form.validate_json(form.dump_json(told)) == told
    if isinstance(told, Refusal):
        assert isinstance(told.as_error(), SmartCatError)


def _read_block(data: bytes) -> None:
    try:
        list(StoredPages(_OneObject(data), ("block",)).blocks())
    except StorageError:
        return


class _OneObject:
    """A store that has one object under every key."""

    uri = "file:///nowhere"

    def __init__(self, data: bytes) -> None:
        self._data = data

    def get(self, key: str) -> bytes:
        del key
        return self._data

    def names(self, prefix: str) -> Iterator[str]:
        raise NotImplementedError(prefix)
