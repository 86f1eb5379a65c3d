"""Which results a name means: those of a run, of a results folder, or of files with manifests."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from smartcat.errors import RunNotFoundError
from smartcat.plan.run_files import load_run
from smartcat.plan.run_manifest import RUN_ID
from smartcat.runs.documents import load_documents
from smartcat.runs.finding import LAST, find_run
from smartcat.store import FolderStore, ObjectStore, open_store
from smartcat.store.layout import documents_prefix


class StoredResults(NamedTuple):
    """Results in a store.

    Attributes:
        store: Where they are.
        document_ids: Of which documents; some may have none yet.
    """

    store: ObjectStore
    document_ids: Iterable[str]


def find_results(name: str, results: str) -> StoredResults | list[Path]:
    """Say which results a name means.

    Args:
        name: A run, or ``last``; a results folder; a file with manifests, or a folder of such.
            ``./last`` is a file.
        results: Where results of runs are.

    Returns:
        Results in a store, or the files that manifests are in.

    Raises:
        RunNotFoundError: There is no such run.
    """
    path = Path(name)
    if name != LAST and (path / documents_prefix()).is_dir():
        return all_results(FolderStore(path))
    if name == LAST or re.fullmatch(RUN_ID, name):
        try:
            return run_results(open_store(results), name)
        except RunNotFoundError as error:
            if not path.exists():
                raise
            raise RunNotFoundError(f"{error}; if what lies here is meant, say ./{name}") from error
    return sorted([*path.glob("*.json"), *path.glob("*.jsonl")]) if path.is_dir() else [path]


def run_results(store: ObjectStore, name: str) -> StoredResults:
    """The results of a run.

    Raises:
        RunNotFoundError: There is no such run.
    """
    run_id = load_run(store, find_run(store, name)).run_id
    return StoredResults(store, (one.document_id for one in load_documents(store, run_id)))


def all_results(store: ObjectStore) -> StoredResults:
    """All results of a store, by the ids of the documents."""
    return StoredResults(store, sorted(store.names(documents_prefix())))
