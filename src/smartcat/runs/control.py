"""Cancel runs, and take them up again."""

from smartcat.finalise import Finaliser
from smartcat.plan.run_files import load_run, load_shard
from smartcat.runs.documents import forget_document, load_documents
from smartcat.runs.status import CANCELLED, DocumentState, document_states, shard_reports
from smartcat.store import ObjectStore
from smartcat.store.layout import manifest_key, run_key, shard_key


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
    failed = {
        one.document_id
        for one in document_states(store, run_id)
        if one.state is DocumentState.FAILED
    }
    for document_id in failed:
        forget_document(store, document_id)
    done = {report.shard for report in shard_reports(store, run) if report.failure is None}
    reopened = 0
    for shard in range(len(run.shards)):
        items = load_shard(store, run, shard)
        if shard in done and not any(item.document.document_id in failed for item in items):
            continue
        store.delete(shard_key(run_id, shard))
        reopened += 1
    return reopened


def reconcile_run(store: ObjectStore, run_id: str, finaliser: Finaliser) -> int:
    """Finalise documents whose pages all stand and whose manifest was lost.

    Returns:
        How many manifests were written.
    """
    healed = 0
    for document in load_documents(store, run_id):
        if store.head(manifest_key(document.document_id)) is None:
            healed += finaliser.finalise(document.document_id) is not None
    return healed
