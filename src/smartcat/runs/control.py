"""Cancel runs, and take them up again."""

from collections.abc import Iterator

from smartcat.claims import withdraw
from smartcat.errors import RunError
from smartcat.finalise import Finaliser
from smartcat.models import ItemDocument
from smartcat.plan.run_files import load_run, load_shard, load_shards
from smartcat.plan.run_manifest import RunManifest
from smartcat.runs.at_once import at_once
from smartcat.runs.conclusion import conclude_run, reopen
from smartcat.runs.documents import forget_document, load_documents
from smartcat.runs.status import DocumentState, document_states, shard_reports
from smartcat.store import ObjectStore
from smartcat.store.layout import CANCELLED, document_of, manifest_key, run_key, shard_key


def cancel_run(store: ObjectStore, run_id: str) -> None:
    """Say that a run is not to go on; what is done stands.

    Raises:
        RunNotFoundError: There is no such run.
    """
    store.put(run_key(load_run(store, run_id).run_id, CANCELLED), b"")


def reopen_run(store: ObjectStore, run_id: str) -> int:
    """Forget what failed, so that it is done again: documents, and the shards that have them.

    Returns:
        How many shards are to be done.

    Raises:
        RunNotFoundError: There is no such run.
    """
    run = load_run(store, run_id)
    store.delete(run_key(run_id, CANCELLED))
    reopen(store, run_id)
    failed = {
        one.document_id
        for one in document_states(store, run_id)
        if one.state is DocumentState.FAILED
    }
    for document_id in failed:
        forget_document(store, document_id)
    done = {report.shard for report in shard_reports(store, run) if report.failure is None}
    reopened = 0
    for shard, items in enumerate(load_shards(store, run)):
        if shard in done and not any(item.document.document_id in failed for item in items):
            continue
        store.delete(shard_key(run_id, shard))
        reopened += 1
    conclude_run(store, run)  # if there is nothing to do again
    return reopened


def reconcile_run(store: ObjectStore, run_id: str, finaliser: Finaliser) -> int:
    """Write the manifests that a run lacks, as far as that can be done without a worker.

    Documents whose pages all stand are finalised; those of shards that were given up are failed,
    with the reason.

    Returns:
        How many documents were finalised.
    """
    run = load_run(store, run_id)
    keys = (manifest_key(one.document_id) for one in load_documents(store, run_id))
    lost = {document_of(key) for key, there in at_once(store.head, keys) if there is None}
    healed = {one for one in lost if finaliser.finalise(one) is not None}
    lost -= healed
    for document, why in _given_up(store, run):
        if document.document_id in lost:  # its shards may be several
            finaliser.fail(document, RunError(why))
            withdraw(store, document.document_id, run_id)
            lost.remove(document.document_id)
    conclude_run(store, run)
    return len(healed)


def _given_up(store: ObjectStore, run: RunManifest) -> Iterator[tuple[ItemDocument, str]]:
    """Documents of shards that were given up, and why they were."""
    for report in shard_reports(store, run):
        if report.failure is not None:
            for item in load_shard(store, run, report.shard):
                yield item.document, report.failure.message
