"""What the workers of a run said of one document."""

import json
from collections.abc import Collection, Iterator

from smartcat.errors import DocumentNotFoundError
from smartcat.locations import printable
from smartcat.plan.run_files import load_shards
from smartcat.plan.run_manifest import RunManifest
from smartcat.runs.documents import RunDocument, load_documents
from smartcat.store import ObjectStore

DOCUMENT_FIELD = "document_id"
"""The field of a line of JSON that says which document it is about."""


def find_documents(store: ObjectStore, run_id: str, name: str) -> list[RunDocument]:
    """Find documents of a run; several have the same key where several folders were submitted.

    Args:
        store: Where the run is.
        run_id: Which run.
        name: The key or the document id.

    Raises:
        RunNotFoundError: There is no such run.
        DocumentNotFoundError: It has no such document.
    """
    documents = load_documents(store, run_id)
    found = [one for one in documents if name in {one.key, one.document_id}]
    if not found:
        raise DocumentNotFoundError(
            f"run {run_id} has no document '{printable(name)}'; name it as results and status do, "
            "or by its document id"
        )
    return found


def shards_with(store: ObjectStore, run: RunManifest, document_ids: Collection[str]) -> list[int]:
    """Find the shards that have work on some documents; those with a result before have none.

    Raises:
        RunNotFoundError: The items of the run are not there.
    """
    return [
        shard
        for shard, items in enumerate(load_shards(store, run))
        if any(item.document.document_id in document_ids for item in items)
    ]


def lines_about(text: str, document_ids: Collection[str]) -> Iterator[str]:
    """Leave out the lines that are about other documents; some are about none, and stay.

    Args:
        text: What a worker said: lines of JSON, and others of programs and libraries.
        document_ids: The documents.
    """
    for line in text.splitlines():
        if _subject(line) in {None, *document_ids}:
            yield line


def _subject(line: str) -> str | None:
    """Which document a line is about, if it says so."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    subject = told.get(DOCUMENT_FIELD) if isinstance(told, dict) else None
    return subject if isinstance(subject, str) else None
