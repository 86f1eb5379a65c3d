"""How far a run is: read from what is stored, so it is true whatever was lost on the way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial

from smartcat.manifest import find_manifest
from smartcat.models import Noun, ShardReport
from smartcat.plan.run_files import load_run
from smartcat.plan.run_manifest import RunManifest
from smartcat.runs.at_once import at_once
from smartcat.runs.documents import RunDocument, load_documents
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import CANCELLED, run_key, shard_key, shard_of_key, shards_prefix


class RunState(StrEnum):
    """What a run is doing."""

    RUNNING = "running"
    """Workers are at work on it."""
    STOPPED = "stopped"
    """There is work to do, and nobody at work: `smartcat-batch wait` starts it again."""
    CANCELLED = "cancelled"
    """Somebody cancelled it before it was done."""
    DONE = "done"
    """All documents have a result, or a reason why not."""

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more by itself."""
        return self in {RunState.DONE, RunState.CANCELLED}


class DocumentState(StrEnum):
    """What came of a document so far."""

    DONE = "done"
    REUSED = "reused"
    FAILED = "failed"
    PENDING = "pending"


class DocumentStatus(Noun):
    """A document of a run, and what came of it.

    Attributes:
        document_id: Identity of its result.
        key: Its name.
        state: What came of it so far.
        needs_review: Whether a person must look at it; absent while it is pending.
        message: Why it failed; absent if it did not.
    """

    document_id: str
    key: str
    state: DocumentState
    needs_review: bool | None = None
    message: str | None = None


class RunStatus(Noun):
    """How far a run is.

    Attributes:
        run_id: Which run.
        state: What it is doing.
        documents: How many it has.
        done: Documents with a result of this run.
        reused: Documents whose result was there before.
        failed: Documents that failed, each with its reason in its manifest.
        pending: Documents without either.
        needs_review: Documents that a person must look at.
        shards: How many shards it has.
        shards_done: How many of them are done, or given up.
        shards_failed: Why shards were given up, one line each.
        predicted_s: CPU seconds that the run was expected to take.
        cpu_s: CPU seconds that reading took, of the shards that are done.
    """

    run_id: str
    state: RunState
    documents: int
    done: int
    reused: int
    failed: int
    pending: int
    needs_review: int
    shards: int
    shards_done: int
    shards_failed: tuple[str, ...]
    predicted_s: float
    cpu_s: float


def status_of(store: ObjectStore, run_id: str, *, is_alive: bool) -> RunStatus:
    """Find out how far a run is.

    Args:
        store: Where it is.
        run_id: Which run.
        is_alive: Whether its backend is at work on it.

    Raises:
        RunNotFoundError: There is no such run.
    """
    run = load_run(store, run_id)
    states = list(document_states(store, run_id))
    return summed_up(store, run, states, state_of(store, run, is_alive=is_alive))


def summed_up(
    store: ObjectStore, run: RunManifest, states: Sequence[DocumentStatus], state: RunState
) -> RunStatus:
    """Sum up what came of the documents of a run, and of its shards."""
    counts = Counter(one.state for one in states)
    reports = list(shard_reports(store, run))
    return RunStatus(
        run_id=run.run_id,
        state=state,
        documents=len(states),
        done=counts[DocumentState.DONE],
        reused=counts[DocumentState.REUSED],
        failed=counts[DocumentState.FAILED],
        pending=counts[DocumentState.PENDING],
        needs_review=sum(bool(one.needs_review) for one in states),
        shards=len(run.shards),
        shards_done=len(reports),
        shards_failed=tuple(
            f"shard {one.shard}: {one.failure.message}" for one in reports if one.failure
        ),
        predicted_s=round(run.predicted_s, 1),
        cpu_s=round(sum(report.cpu_s for report in reports), 3),
    )


def document_states(store: ObjectStore, run_id: str) -> Iterator[DocumentStatus]:
    """Look at each document of a run, in the order in which they were submitted."""
    documents = load_documents(store, run_id)
    for _, status in at_once(partial(document_status, store), documents):
        yield status


def document_status(store: ObjectStore, document: RunDocument) -> DocumentStatus:
    """Look at a document of a run."""
    status = DocumentStatus(
        document_id=document.document_id, key=document.key, state=DocumentState.PENDING
    )
    manifest = find_manifest(store, document.document_id)
    if manifest is None:
        return status
    done = DocumentState.REUSED if document.is_reused else DocumentState.DONE
    return status.model_copy(
        update={
            "state": DocumentState.FAILED if manifest.failure else done,
            "needs_review": manifest.needs_review,
            "message": manifest.failure.message if manifest.failure else None,
        }
    )


def shard_reports(store: ObjectStore, run: RunManifest) -> Iterator[ShardReport]:
    """The reports of shards that are done, or given up."""
    shards = (shard_of_key(stored.key) for stored in store.list(shards_prefix(run.run_id)))
    for _, report in at_once(partial(find_report, store, run.run_id), shards):
        if report is not None:  # else the run was taken up again meanwhile
            yield report


def find_report(store: ObjectStore, run_id: str, shard: int) -> ShardReport | None:
    """Read the report of a shard; absent until it is done, or given up."""
    try:
        return ShardReport.model_validate_json(store.get(shard_key(run_id, shard)), extra="ignore")
    except ObjectNotFoundError:
        return None


def pending_shards(store: ObjectStore, run: RunManifest) -> list[int]:
    """Shards that are neither done nor given up; no report is read for it."""
    reported = {shard_of_key(stored.key) for stored in store.list(shards_prefix(run.run_id))}
    return [shard for shard in range(len(run.shards)) if shard not in reported]


def is_cancelled(store: ObjectStore, run_id: str) -> bool:
    """Whether somebody said that a run is not to go on."""
    return store.head(run_key(run_id, CANCELLED)) is not None


def state_of(
    store: ObjectStore, run: RunManifest, *, is_alive: bool, pending: Sequence[int] | None = None
) -> RunState:
    """Find out what a run is doing, and no more: no manifest is read for it.

    Args:
        store: Where it is.
        run: Which run.
        is_alive: Whether its backend is at work on it.
        pending: Its shards that are neither done nor given up, if the caller knows them.
    """
    if not (pending_shards(store, run) if pending is None else pending):
        return RunState.DONE
    if is_cancelled(store, run.run_id):
        return RunState.CANCELLED
    return RunState.RUNNING if is_alive else RunState.STOPPED
