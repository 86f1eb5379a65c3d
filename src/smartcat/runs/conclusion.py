"""What came out of a run, for programs: written when the last of its shards is done."""

from smartcat.models import ShardReport
from smartcat.plan.run_files import note_open_run
from smartcat.plan.run_manifest import RunManifest
from smartcat.runs.status import (
    RunState,
    RunStatus,
    document_states,
    pending_shards,
    summed_up,
)
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import SUMMARY, open_run_key, run_key, shard_key

_RESULTS = "results.jsonl"


def conclude_shard(store: ObjectStore, run: RunManifest, report: ShardReport) -> None:
    """Store the report of a shard, and what came out of the run if it was the last one."""
    store.put(shard_key(run.run_id, report.shard), report.model_dump_json().encode())
    conclude_run(store, run)


def conclude_run(store: ObjectStore, run: RunManifest) -> None:
    """Write what came out of a run, if all of its shards are done or given up.

    Nothing rests on it: whoever needs to know how far a run is looks at what is stored. While
    documents lack a manifest the run stays open, or nobody would look for them.
    """
    if pending_shards(store, run):
        return
    states = list(document_states(store, run.run_id))
    lines = "".join(f"{one.model_dump_json()}\n" for one in states)
    store.put(run_key(run.run_id, _RESULTS), lines.encode())
    status = summed_up(store, run, states, RunState.DONE)
    store.put(run_key(run.run_id, SUMMARY), status.model_dump_json(indent=2).encode())
    if not status.pending:
        store.delete(open_run_key(run.run_id))


def reopen(store: ObjectStore, run_id: str) -> None:
    """Take back what came out of a run that goes on."""
    note_open_run(store, run_id)
    for name in (SUMMARY, _RESULTS):
        store.delete(run_key(run_id, name))


def is_concluded(store: ObjectStore, run_id: str) -> bool:
    """Whether a run ended."""
    return store.head(run_key(run_id, SUMMARY)) is not None


def load_summary(store: ObjectStore, run_id: str) -> RunStatus | None:
    """Read how a run ended; absent while it goes on."""
    try:
        return RunStatus.model_validate_json(store.get(run_key(run_id, SUMMARY)), extra="ignore")
    except ObjectNotFoundError:
        return None
