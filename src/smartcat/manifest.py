"""The manifest stage: sum up what came of a document, identify it, store it once."""

import hashlib
import json
import os
import socket
import tempfile
from datetime import datetime
from pathlib import Path

from smartcat.errors import AccessDeniedError, ConfigurationError, SmartCatError
from smartcat.models import DocumentManifest, Execution, Failure, Settings

_ID_LENGTH = 32
"""Hex digits of a document id: 128 bits, as many as a UUID."""


def document_id(key: str, content: str, model: str, settings: Settings) -> str:
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


def execution_of(path: Path, started_at: datetime, cpu_s: float) -> Execution:
    """Describe this run: all that may differ when the same input is processed again."""
    return Execution(
        path=str(path).encode("utf-8", "backslashreplace").decode(),
        host=socket.gethostname(),
        started_at=started_at,
        cpu_s=round(cpu_s, 3),
    )


def manifest_json(manifest: DocumentManifest) -> str:
    """Serialise a manifest as it is stored."""
    return manifest.model_dump_json(indent=2) + "\n"


def manifest_path(directory: Path, manifest: DocumentManifest) -> Path:
    """Return the place of a manifest in a results folder."""
    return directory / "documents" / manifest.document_id / "manifest.json"


def store_manifest(directory: Path, manifest: DocumentManifest) -> Path:
    """Write a manifest unless its result is there already: a result is written once.

    A failure is no result to keep: more time or another machine may mend it, so it is replaced.

    Args:
        directory: A results folder; made where it is missing.
        manifest: What to write.

    Returns:
        Where the manifest is.

    Raises:
        ConfigurationError: The folder cannot be written.
    """
    path = manifest_path(directory, manifest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if _has_failed(path):
            path.unlink()
        _put_once(path, manifest_json(manifest).encode())
    except PermissionError as error:
        raise AccessDeniedError(
            f"cannot write to {directory}: {error.strerror}; name another folder with --out"
        ) from error
    except OSError as error:
        raise ConfigurationError(f"cannot write to {directory}: {error.strerror}") from error
    return path


def _has_failed(path: Path) -> bool:
    if not path.exists():
        return False
    return DocumentManifest.model_validate_json(path.read_bytes()).status == "failed"


def _put_once(path: Path, data: bytes) -> None:
    """Write beside, then link: the whole file appears at once, and only the first one does."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as file:
        file.write(data)
        file.flush()
        Path(file.name).chmod(0o644)
        try:
            os.link(file.name, path)
        except FileExistsError:
            return
