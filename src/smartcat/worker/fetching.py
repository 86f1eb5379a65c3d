"""Bring documents to where they are read."""

import hashlib
from pathlib import Path

from smartcat.errors import DocumentChangedError, DocumentNotFoundError, UnreadableDocumentError
from smartcat.locations import path_of
from smartcat.models import ItemDocument


def fetch(document: ItemDocument) -> Path:
    """Find a document on this machine, unless its bytes are others than when it was planned.

    Raises:
        DocumentNotFoundError: It is gone.
        DocumentChangedError: It has other bytes.
        UnreadableDocumentError: It cannot be read.
    """
    path = path_of(document.location)
    if not document.content:  # it could not be read when the run was planned, either
        return path
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise DocumentNotFoundError("there is no such file") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    if content != document.content:
        raise DocumentChangedError("it changed since the run was planned; submit it again")
    return path
