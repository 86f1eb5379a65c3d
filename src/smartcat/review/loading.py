"""Which results are looked at: those of a run, of a results folder, or manifests one by one."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from smartcat.corrections import StoredCorrection, find_correction
from smartcat.errors import RunNotFoundError
from smartcat.locations import printable
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest
from smartcat.runs.at_once import at_once
from smartcat.runs.naming import StoredResults
from smartcat.store import ObjectStore


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


def load_results(found: StoredResults) -> Results:
    """Read results, and what people said of them; by the names of the documents.

    Raises:
        RunNotFoundError: There are none.
        ResultUnreadableError: What is stored is damaged, or of a newer version.
    """
    results = _load(found.store, found.document_ids)
    if not results.manifests:
        raise RunNotFoundError(
            f"no document of this has a result yet in {printable(found.store.uri)}; wait for some, "
            "or name results that smartcat classify --out or smartcat-batch made"
        )
    results.manifests.sort(key=lambda manifest: manifest.source.key)
    return results


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


def latest_corrections(
    store: ObjectStore, manifests: Sequence[DocumentManifest]
) -> dict[str, StoredCorrection]:
    """Read what people said of documents so far."""
    ids = (one.document_id for one in manifests)
    asked = at_once(partial(find_correction, store), ids)
    return {document_id: said for document_id, said in asked if said is not None}
