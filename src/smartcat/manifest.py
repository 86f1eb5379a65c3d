"""The manifest stage: sum up what came of a document, identify it, store it once."""

import hashlib
import json
import socket
from datetime import datetime

from pydantic import ValidationError

from smartcat.errors import ResultUnreadableError, SmartCatError
from smartcat.models import DocumentManifest, Execution, Failure, Route, Settings
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import manifest_key

_ID_LENGTH = 32
"""Hex digits of a document id: 128 bits, as many as a UUID."""


def derive_document_id(key: str, content: str, model: str, settings: Settings) -> str:
    """Derive the identity of a result from all that it depends on.

    Args:
        key: The document's key; its bucket, if it has one, stands before it.
        content: Digest or version of its bytes; empty where they could not be read.
        model: Digest of the model bundle.
        settings: The settings that change the result.
    """
    facts = [key, content, model, dict(settings)]
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def failure_of(error: SmartCatError) -> Failure:
    """Describe an error for a manifest."""
    return Failure(error=type(error).__name__, exit_code=int(error.exit_code), message=str(error))


def execution_of(
    place: str, started_at: datetime, cpu_s: float, route: Route | None = None
) -> Execution:
    """Describe this run: all that may differ when the same input is processed again."""
    return Execution(
        path=place,
        host=socket.gethostname(),
        started_at=started_at,
        cpu_s=round(cpu_s, 3),
        route=route,
    )


def manifest_json(manifest: DocumentManifest) -> str:
    """Serialise a manifest as it is stored."""
    return manifest.model_dump_json(indent=2) + "\n"


def store_manifest(store: ObjectStore, manifest: DocumentManifest) -> None:
    """Write a manifest unless its result is there already: a result is written once.

    A failure is no result to keep: more time or another machine may mend it, so it is replaced.

    Raises:
        ConfigurationError: The store is none.
        AccessDeniedError: It cannot be written.
        StorageError: It did not answer, or is full.
    """
    key = manifest_key(manifest.document_id)
    data = manifest_json(manifest).encode()
    if store.put_if_absent(key, data):
        return
    there = store.head(key)
    if there is not None and load_manifest(store, manifest.document_id).status == "failed":
        store.replace(key, data, there.version)


def load_manifest(store: ObjectStore, document_id: str) -> DocumentManifest:
    """Read a manifest; what a newer SmartCat says in it besides is passed over.

    Nothing is made from a manifest, and none is written again, so that nothing is lost with it.
    Instructions and page blocks are read strictly: docs/formats.md.

    Raises:
        ObjectNotFoundError: There is none.
        ResultUnreadableError: It is damaged, or of another version.
    """
    data = store.get(manifest_key(document_id))
    try:
        return DocumentManifest.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        raise ResultUnreadableError(
            f"the manifest of document {document_id} in {store.uri} is damaged, or of a newer "
            "SmartCat: upgrade SmartCat, or remove it and process the document again"
        ) from error


def find_manifest(store: ObjectStore, document_id: str) -> DocumentManifest | None:
    """Read a manifest, if there is one."""
    try:
        return load_manifest(store, document_id)
    except ObjectNotFoundError:
        return None


def is_done(store: ObjectStore, document_id: str) -> bool:
    """Whether there is a result; a failure is none."""
    manifest = find_manifest(store, document_id)
    return manifest is not None and manifest.status == "done"
