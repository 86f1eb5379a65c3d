"""Bring documents to where they are read; those in buckets while others are read."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, Self

from smartcat.errors import DocumentTooLargeError, SmartCatError, StorageError
from smartcat.models import ItemDocument
from smartcat.read import ReadLimits
from smartcat.read.messages import Refusal
from smartcat.read.workers import Server, WorkerEndedError, Workers
from smartcat.sources import fetch

_LIMITS = ReadLimits(page_cpu_s=600)
"""CPU seconds of a download, and three times as many on the clock: 4 GiB come at 3 MB a second."""
_REFUSED = b"{"
"""What the answer begins with if it is a refusal; paths are absolute."""


@dataclass(frozen=True)
class Fetching:
    """A document on its way.

    Attributes:
        document: Which.
        ticket: Of its download; absent for a document of this machine.
    """

    document: ItemDocument
    ticket: int | None


class DocumentFetcher(Protocol):
    """Brings documents to this machine."""

    def begin(self, document: ItemDocument) -> Fetching:
        """Let it begin."""
        ...

    def end(self, fetching: Fetching) -> Path:
        """Wait for a document; returns where it lies, or raises why not."""
        ...

    def release(self, path: Path) -> None:
        """Let go of a document that was read."""
        ...


class Fetcher:
    """Fetches documents; what it downloads is done by a process of its own.

    Args:
        folder: Where downloads are written; what is left there is the caller's to remove.
        max_bytes: Larger documents are not downloaded.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._process = Workers(partial(_make_server, folder), 1, _LIMITS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close()

    def begin(self, document: ItemDocument) -> Fetching:
        """Let a download begin as soon as those before it are done."""
        if document.path is not None or self._is_too_large(document):
            return Fetching(document, None)
        return Fetching(document, self._process.submit(document.model_dump_json().encode()))

    def end(self, fetching: Fetching) -> Path:
        """Wait for a document; returns where it lies.

        Raises:
            DocumentTooLargeError: It is over the limit.
            DocumentError: It is gone, was replaced, or cannot be read.
            AccessDeniedError: It may not be read.
            StorageError: The bucket does not answer, or the disk is full.
        """
        if self._is_too_large(fetching.document):
            raise DocumentTooLargeError(
                f"{fetching.document.size_bytes} bytes are over the limit of {self._max_bytes}"
            )
        if fetching.ticket is None:
            return fetch(fetching.document, self._folder)
        try:
            answer = self._process.result(fetching.ticket)
        except WorkerEndedError as error:
            raise StorageError(f"fetching it {error}") from error
        if answer.startswith(_REFUSED):
            raise Refusal.model_validate_json(answer).as_error()
        return Path(os.fsdecode(answer))

    def _is_too_large(self, document: ItemDocument) -> bool:
        return document.path is None and (document.size_bytes or 0) > self._max_bytes

    def release(self, path: Path) -> None:
        """Remove a file that was downloaded; others are left alone."""
        if path.parent == self._folder:
            path.unlink(missing_ok=True)


def _make_server(folder: Path) -> Server:
    from smartcat.aws import s3_client

    client = s3_client()

    def serve(request: bytes) -> bytes:
        document = ItemDocument.model_validate_json(request)
        try:
            return bytes(fetch(document, folder, client))
        except SmartCatError as error:
            return Refusal.of(error).model_dump_json().encode()

    return serve
