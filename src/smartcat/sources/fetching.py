"""Bring a document to this machine."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from smartcat.aws import S3Client, receive, s3_client
from smartcat.errors import (
    AccessDeniedError,
    DocumentChangedError,
    DocumentNotFoundError,
    SmartCatError,
    StorageError,
    UnreadableDocumentError,
)
from smartcat.locations import S3Location, is_s3
from smartcat.models import SourceDocument
from smartcat.sources.contents import digest_and_size, exact_request
from smartcat.sources.refusals import reading

_CHUNK_BYTES = 1024 * 1024


def fetch(document: SourceDocument, folder: Path, client: S3Client | None = None) -> Path:
    """Return where a document lies on this machine, after a download if it lies in a bucket.

    It is what was listed, to the byte, as far as its content is known. A download has a name of
    its own, because keys are no names to trust, and only this user may read it; who called
    removes it.

    Args:
        document: The document; one of this machine is not copied.
        folder: Where downloads are written.
        client: Asks S3; made here if absent, which takes longer than fetching a small document.

    Raises:
        DocumentNotFoundError: It is gone.
        DocumentChangedError: It was replaced since it was listed.
        UnreadableDocumentError: It is archived, or the system does not give it.
        AccessDeniedError: It may not be read, or the folder not be written.
        ConfigurationError: A setting is wrong.
        StorageError: The bucket does not answer, or the folder is full.
    """
    if document.path is not None:
        return _unchanged(document.path, document.content)
    place = S3Location.parse(document.location)
    request = {"Bucket": place.bucket, "Key": place.key, **exact_request(document.content)}
    asked = client or s3_client()
    with _new_file(folder) as path, reading(place):
        receive(lambda: asked.get_object(**request), lambda body: _save(body, path))
    return path


def fetch_recorded(place: str, key: str, folder: Path) -> Path:
    """Return where a document lies on this machine, by the place that its manifest tells.

    Whether it is there, and still what it was, is for the caller to see.

    Args:
        place: A path, or ``s3://bucket/key``.
        key: The document's key.
        folder: Where downloads are written; who called removes them.

    Raises:
        SmartCatError: It lies in a bucket and cannot be had: as `fetch`.
    """
    if not is_s3(place):
        return Path(place)
    return fetch(SourceDocument(key=key, location=place), folder)


def _unchanged(path: Path, sha256: str | None) -> Path:
    if sha256 is None:
        return path
    try:
        now, _ = digest_and_size(path)
    except FileNotFoundError:
        raise DocumentNotFoundError("there is no such file") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    if now != sha256:
        raise DocumentChangedError("it changed since it was listed; submit it again")
    return path


def _save(body: Any, path: Path) -> None:
    with path.open("wb") as file:
        for chunk in body.iter_chunks(_CHUNK_BYTES):
            file.write(chunk)


@contextmanager
def _new_file(folder: Path) -> Iterator[Path]:
    """Make a file, and remove it if it cannot be filled."""
    path = None
    try:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="document-")
        path = Path(name)
        os.close(descriptor)
        yield path
    except BaseException as error:
        if path:
            path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        told = f"cannot keep a document in {folder}: {error.strerror}"
        raise _refusal(told, error) from error


def _refusal(told: str, error: OSError) -> SmartCatError:
    if isinstance(error, PermissionError):
        return AccessDeniedError(f"{told}; allow it, or name another folder")
    return StorageError(f"{told}; make room there, then start again")
