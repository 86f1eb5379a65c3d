"""Which results are looked at: those of a run, of a results folder, or manifests one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from smartcat.corrections import StoredCorrection, find_correction
from smartcat.errors import AccessDeniedError, ResultUnreadableError, RunNotFoundError
from smartcat.locations import printable
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest
from smartcat.plan.run_files import load_run
from smartcat.plan.run_manifest import RUN_ID
from smartcat.runs.at_once import at_once
from smartcat.runs.documents import load_documents
from smartcat.store import ObjectStore
from smartcat.store.layout import documents_prefix

LAST = "last"
"""The run that was submitted last."""


class Results(NamedTuple):
    """What is looked at.

    Attributes:
        manifests: The results, in order.
        stored: What people said of them before, by document id.
        missing: How many documents have no result yet.
    """

    manifests: list[DocumentManifest]
    stored: dict[str, StoredCorrection]
    missing: int = 0

    def joined(self, other: "Results") -> "Results":
        """These and others; a document that is in both comes once."""
        known = {one.document_id for one in self.manifests}
        more = [one for one in other.manifests if one.document_id not in known]
        return Results(
            self.manifests + more, self.stored | other.stored, self.missing + other.missing
        )


def names_run(name: str) -> bool:
    """Whether a name is one of a run, rather than of a file: ``./last`` is a file."""
    return name == LAST or re.fullmatch(RUN_ID, name) is not None


def load_run_results(store: ObjectStore, run_id: str) -> Results:
    """Read what came out of a run, and what people said of it.

    Raises:
        RunNotFoundError: There is no such run.
        ResultUnreadableError: What is stored is damaged, or of a newer version.
    """
    run = load_run(store, run_id)
    return _load(store, (one.document_id for one in load_documents(store, run.run_id)))


def load_all_results(store: ObjectStore) -> Results:
    """Read all results of a store, by the names of the documents.

    Raises:
        RunNotFoundError: There are none.
        ResultUnreadableError: What is stored is damaged, or of a newer version.
    """
    results = _load(store, sorted(store.names(documents_prefix())))
    if not results.manifests:
        raise RunNotFoundError(
            f"there are no results in {printable(store.uri)}; name a folder that has "
            "documents/…/manifest.json, as smartcat classify --out makes it"
        )
    results.manifests.sort(key=lambda manifest: manifest.source.key)
    return results


def load_manifest_file(path: Path) -> DocumentManifest:
    """Read a manifest from a file.

    Raises:
        AccessDeniedError: It cannot be read.
        ResultUnreadableError: It is none, or of a newer version.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        told = f"cannot read {printable(str(path))}: {error.strerror}; name a manifest.json"
        raise AccessDeniedError(told) from error
    try:
        return DocumentManifest.model_validate_json(data, extra="ignore")
    except ValidationError:  # what it says has text of the document in it
        raise ResultUnreadableError(
            f"{printable(str(path))} is no manifest, or one of a newer SmartCat; "
            "name a manifest.json, or a folder with results"
        ) from None


def load_labels(manifests: Sequence[DocumentManifest]) -> tuple[str, ...]:
    """The classes of the starter model, if that has sorted any of this."""
    from smartcat.bundle import load_bundle, starter_bundle_path

    starter = load_bundle(starter_bundle_path())
    if starter.metadata.classes and starter.digest in {one.model.sha256 for one in manifests}:
        return starter.metadata.classes.labels
    return ()


def _load(store: ObjectStore, document_ids: Iterable[str]) -> Results:
    results = Results([], {})
    missing = 0
    for document_id, (manifest, said) in at_once(partial(_ask, store), document_ids):
        if manifest is None:
            missing += 1
            continue
        results.manifests.append(manifest)
        if said is not None:
            results.stored[document_id] = said
    return results._replace(missing=missing)


def _ask(
    store: ObjectStore, document_id: str
) -> tuple[DocumentManifest | None, StoredCorrection | None]:
    manifest = find_manifest(store, document_id)
    return manifest, find_correction(store, document_id) if manifest else None


def stored_corrections(
    store: ObjectStore, manifests: Sequence[DocumentManifest]
) -> dict[str, StoredCorrection]:
    """Read what people said of documents so far."""
    ids = (one.document_id for one in manifests)
    return dict(_found(at_once(partial(find_correction, store), ids)))


def _found(
    asked: Iterable[tuple[str, StoredCorrection | None]],
) -> Iterator[tuple[str, StoredCorrection]]:
    for document_id, said in asked:
        if said is not None:
            yield document_id, said
