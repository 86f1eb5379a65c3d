"""Documents that were sorted, wherever their results are."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from smartcat.blocks import StoredPages
from smartcat.bundle import ModelBundle
from smartcat.cli.batch.options import find_run
from smartcat.drift import SortedDocument
from smartcat.errors import AccessDeniedError, ResultUnreadableError, RunNotFoundError, UsageError
from smartcat.locations import printable
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest
from smartcat.plan.run_files import load_run
from smartcat.runs.at_once import at_once
from smartcat.runs.documents import load_documents
from smartcat.store import FolderStore, ObjectStore, open_store
from smartcat.store.layout import documents_prefix


class SortedDocuments:
    """The documents of a run, or of a place with manifests.

    Attributes:
        without_result: How many had none, when all were taken.
    """

    def __init__(self, name: str, results: str, bundle: ModelBundle) -> None:
        self._name = name
        self._results = results
        self._bundle = bundle
        self.taken = self.without_result = 0

    def __iter__(self) -> Iterator[SortedDocument]:
        """Take one by one those that have a result.

        Raises:
            UsageError: One was sorted by another model.
            RunNotFoundError: There is no such run, and nothing of that name with manifests.
            ResultUnreadableError: A manifest is none.
        """
        for document in _documents(self._name, self._results):
            if document is None or document.manifest.status == "failed":
                self.without_result += 1
                continue
            self._check(document.manifest)
            self.taken += 1
            yield document
        if not self.taken:
            raise RunNotFoundError(
                f"{printable(self._name)} has no results to look at yet; name a run that has, or a "
                "folder with manifests"
            )

    def _check(self, manifest: DocumentManifest) -> None:
        if manifest.model.sha256 != self._bundle.digest:
            raise UsageError(
                f"{printable(self._name)} was sorted by the model {printable(manifest.model.name)} "
                f"({manifest.model.sha256[:12]}), not by {self._bundle.name} "
                f"({self._bundle.digest[:12]}); name that one with --model"
            )


def _documents(name: str, results: str) -> Iterator[SortedDocument | None]:
    path = Path(name)
    if (path / documents_prefix()).is_dir():
        folder = FolderStore(path)
        yield from _stored(folder, sorted(folder.names(documents_prefix())))
    elif path.exists():
        files = sorted([*path.glob("*.json"), *path.glob("*.jsonl")]) if path.is_dir() else [path]
        for file in files:
            yield from map(SortedDocument, _manifests(file))
    else:
        store = open_store(results)
        run_id = load_run(store, find_run(store, name)).run_id
        yield from _stored(store, (one.document_id for one in load_documents(store, run_id)))


def _stored(store: ObjectStore, names: Iterable[str]) -> Iterator[SortedDocument | None]:
    for _, document in at_once(partial(_find, store), names):
        yield document


def _find(store: ObjectStore, document_id: str) -> SortedDocument | None:
    manifest = find_manifest(store, document_id)
    if manifest is None:
        return None
    blocks = StoredPages.look(store, document_id).blocks()
    return SortedDocument(manifest, [page for block in blocks for page in block.pages])


def _manifests(file: Path) -> Iterator[DocumentManifest]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise AccessDeniedError(f"cannot read {file}: {error.strerror}") from error
    for text in data.splitlines() if file.suffix == ".jsonl" else [data]:
        if not text.strip():
            continue
        try:
            yield DocumentManifest.model_validate_json(text, extra="ignore")
        except ValidationError:
            raise ResultUnreadableError(
                f"{file} holds no manifests, or those of a newer SmartCat: name a folder of "
                "results, or a file that smartcat-batch results wrote"
            ) from None
