"""Write what a run is to do, and read it: the manifest whole, the items a shard at a time.

``items.jsonl.gz`` is one gzip member after another, one for each shard, with a work item a line.
So it is a gzip file that any program unpacks, and a worker reads no more than its own shard.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pydantic import ValidationError

from smartcat.errors import RunError, RunNotFoundError, ShardNotFoundError
from smartcat.models import PlannedDocument, Shard, WorkItem
from smartcat.plan.packing import pack
from smartcat.plan.run_manifest import RUN_ID, RunManifest, RunTerms, RunTotals, ShardRange
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import RUN_MANIFEST, open_run_key, run_key

_ITEMS = "items.jsonl.gz"


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
    tally = _Tally()
    shards: list[ShardRange] = []
    items = io.BytesIO()
    for shard in pack(tally.counted(documents), shard_s, terms.read.wanted):
        member = _packed(shard)
        shards.append(ShardRange(items.tell(), len(member)))
        items.write(member)
    run = RunManifest(**dict(terms), **dict(tally.totals), shards=tuple(shards))
    note_open_run(store, run.run_id)
    _write_once(store, run.run_id, _ITEMS, items.getvalue())
    _write_once(store, run.run_id, RUN_MANIFEST, run.model_dump_json(indent=2).encode() + b"\n")
    return run


def note_open_run(store: ObjectStore, run_id: str) -> None:
    """Write down that a run goes on, and since when."""
    store.put(open_run_key(run_id), datetime.now(UTC).isoformat().encode())


def is_planned(store: ObjectStore, run_id: str) -> bool:
    """Whether there is such a run."""
    return store.head(run_key(run_id, RUN_MANIFEST)) is not None


def withdraw_unfinished(store: ObjectStore, run_id: str) -> None:
    """Remove what somebody left who was about to write a run that nobody else writes."""
    if not is_planned(store, run_id):
        store.delete(run_key(run_id, _ITEMS))


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


def _packed(shard: Shard) -> bytes:
    lines = "".join(f"{item.model_dump_json(exclude_none=True)}\n" for item in shard.items)
    return gzip.compress(lines.encode(), mtime=0)


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
