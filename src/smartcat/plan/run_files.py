"""Write what a run is to do, and read it: the manifest whole, the items a shard at a time.

``items.jsonl.gz`` is one gzip member after another, one for each shard, with a work item a line.
So it is a gzip file that any program unpacks, and a worker reads no more than its own shard.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import ValidationError

from smartcat.errors import RunError, RunNotFoundError, ShardNotFoundError
from smartcat.models import PlannedDocument, Shard, WorkItem
from smartcat.plan.packing import pack
from smartcat.plan.run_manifest import RUN_ID, RunManifest, RunTerms, RunTotals, ShardRange
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import RUN_MANIFEST, open_run_key, run_key

_ITEMS = "items.jsonl.gz"
_GZIP = 16 + zlib.MAX_WBITS
"""With a header of gzip (zlib manual, inflateInit2)."""


def write_run(
    store: ObjectStore, terms: RunTerms, documents: Iterable[PlannedDocument], shard_s: float
) -> RunManifest:
    """Pack documents into shards and write a run; its manifest comes last and makes it one.

    Args:
        store: Where to.
        terms: How the documents are to be processed.
        documents: The documents, in order; asked for once, and not kept.
        shard_s: CPU seconds that a shard should be predicted to take at most.

    Raises:
        RunError: There is a run of this name.
        SmartCatError: The store cannot be written.
    """
    packed = _packed_run(terms, documents, shard_s)
    note_open_run(store, terms.run_id)
    _write_once(store, terms.run_id, _ITEMS, b"".join(packed.members))
    run = packed.manifest(_ranges(packed.members))
    _write_once(store, run.run_id, RUN_MANIFEST, _written(run))
    return run


def join_run(
    store: ObjectStore, terms: RunTerms, documents: Iterable[PlannedDocument], shard_s: float
) -> RunManifest:
    """Write a run unless somebody does, or did; all who write a run of this name mean the same one.

    They may do so at the same moment, and expect the same pages to take differently long. Whose
    items come first, these are the items of the run, whoever writes its manifest; and nobody
    removes them, or a manifest might tell where shards lie in items that are no more.

    Args:
        store: Where to.
        terms: How the documents are to be processed.
        documents: The documents, in order; asked for once, and not kept.
        shard_s: CPU seconds that a shard should be predicted to take at most.

    Returns:
        The run that is stored now.

    Raises:
        SmartCatError: The store cannot be read or written.
    """
    packed = _packed_run(terms, documents, shard_s)
    note_open_run(store, terms.run_id)
    key, items = run_key(terms.run_id, _ITEMS), b"".join(packed.members)
    if not store.put_if_absent(key, items):
        items = store.get(key)
    run = packed.manifest(_ranges(_members(items)))
    if store.put_if_absent(run_key(run.run_id, RUN_MANIFEST), _written(run)):
        return run
    return load_run(store, run.run_id)


def note_open_run(store: ObjectStore, run_id: str) -> None:
    """Write down that a run goes on, and since when."""
    store.put(open_run_key(run_id), datetime.now(UTC).isoformat().encode())


def is_planned(store: ObjectStore, run_id: str) -> bool:
    """Whether there is such a run."""
    return store.head(run_key(run_id, RUN_MANIFEST)) is not None


def load_run(store: ObjectStore, run_id: str) -> RunManifest:
    """Read what a run is to do.

    Raises:
        RunNotFoundError: There is no such run, or its manifest is none.
        SmartCatError: The store cannot be read.
    """
    missing = RunNotFoundError(
        f"there is no run {run_id!r} in {store.uri}; look for its name under runs/ there"
    )
    if not re.fullmatch(RUN_ID, run_id):  # it becomes part of a path
        raise missing
    try:
        return RunManifest.model_validate_json(store.get(run_key(run_id, RUN_MANIFEST)))
    except ObjectNotFoundError:
        raise missing from None
    except ValidationError as error:
        raise _unreadable(run_id, RUN_MANIFEST) from error


def load_shard(store: ObjectStore, run: RunManifest, index: int) -> tuple[WorkItem, ...]:
    """Read the work items of a shard, and of no other.

    Raises:
        ShardNotFoundError: The run has no shard of this index.
        RunNotFoundError: The items are not there, or not to be read.
        SmartCatError: The store cannot be read.
    """
    if not 0 <= index < len(run.shards):
        raise ShardNotFoundError(
            f"run {run.run_id} has {len(run.shards)} shards, and none of index {index}; "
            "start as many workers as it has shards"
        )
    place = run.shards[index]
    try:
        data = store.get_range(run_key(run.run_id, _ITEMS), place.offset, place.size_bytes)
    except ObjectNotFoundError as error:
        raise _unreadable(run.run_id, _ITEMS) from error
    return _items(run, data, place)


def predicted_shards(store: ObjectStore, run: RunManifest) -> list[float]:
    """Read the CPU seconds that each shard is expected to take, without the start of a worker.

    Raises:
        RunNotFoundError: The items are not there, or not to be read.
        SmartCatError: The store cannot be read.
    """
    return [sum(item.predicted_s for item in items) for items in load_shards(store, run)]


def load_shards(store: ObjectStore, run: RunManifest) -> Iterator[tuple[WorkItem, ...]]:
    """Read the work items of all shards, in one go: a shard at a time is a request each.

    Raises:
        RunNotFoundError: The items are not there, or not to be read.
        SmartCatError: The store cannot be read.
    """
    try:
        data = store.get(run_key(run.run_id, _ITEMS))
    except ObjectNotFoundError as error:
        raise _unreadable(run.run_id, _ITEMS) from error
    for place in run.shards:
        yield _items(run, data[place.offset : place.offset + place.size_bytes], place)


class _Tally:
    """Adds up documents as they pass."""

    def __init__(self) -> None:
        self.totals = RunTotals()

    def counted(self, documents: Iterable[PlannedDocument]) -> Iterator[PlannedDocument]:
        for document in documents:
            self.totals = self.totals.plus(document)
            yield document


class _Packed(NamedTuple):
    """A run that is to be written."""

    terms: RunTerms
    totals: RunTotals
    members: list[bytes]

    def manifest(self, shards: Iterable[ShardRange]) -> RunManifest:
        return RunManifest(**dict(self.terms), **dict(self.totals), shards=tuple(shards))


def _packed_run(terms: RunTerms, documents: Iterable[PlannedDocument], shard_s: float) -> _Packed:
    tally = _Tally()
    shards = pack(tally.counted(documents), shard_s, terms.read.wanted)
    members = [_packed(shard) for shard in shards]
    return _Packed(terms, tally.totals, members)


def _ranges(members: Iterable[bytes]) -> Iterator[ShardRange]:
    """Say where each member lies."""
    offset = 0
    for member in members:
        yield ShardRange(offset, len(member))
        offset += len(member)


def _members(items: bytes) -> Iterator[bytes]:
    """Part items into their members, as they were written."""
    while items:
        unpacking = zlib.decompressobj(_GZIP)
        unpacking.decompress(items)
        size_bytes = len(items) - len(unpacking.unused_data)
        yield items[:size_bytes]
        items = items[size_bytes:]


def _packed(shard: Shard) -> bytes:
    lines = "".join(f"{item.model_dump_json(exclude_none=True)}\n" for item in shard.items)
    return gzip.compress(lines.encode(), mtime=0)


def _written(run: RunManifest) -> bytes:
    return run.model_dump_json(indent=2).encode() + b"\n"


def _items(run: RunManifest, data: bytes, place: ShardRange) -> tuple[WorkItem, ...]:
    try:
        lines = _unpacked(data, place.size_bytes).splitlines()
        return tuple(WorkItem.model_validate_json(line) for line in lines)
    except (gzip.BadGzipFile, EOFError, zlib.error, ValidationError) as error:
        raise _unreadable(run.run_id, _ITEMS) from error


def _unpacked(data: bytes, size_bytes: int) -> bytes:
    if len(data) < size_bytes:  # gzip finds no fault with none at all
        raise EOFError(f"{len(data)} bytes of {size_bytes}")
    return gzip.decompress(data)


def _write_once(store: ObjectStore, run_id: str, name: str, data: bytes) -> None:
    if not store.put_if_absent(run_key(run_id, name), data):
        raise RunError(f"there is a run {run_id} in {store.uri} already; start again for another")


def _unreadable(run_id: str, name: str) -> RunNotFoundError:
    return RunNotFoundError(
        f"{name} of run {run_id} is missing, damaged or of another version of SmartCat; "
        "start the run anew"
    )
