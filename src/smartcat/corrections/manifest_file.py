"""Files with manifests in them, as `smartcat classify` writes them."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from smartcat.errors import AccessDeniedError, ResultUnreadableError
from smartcat.locations import printable
from smartcat.models import DocumentManifest

_MANIFESTS: TypeAdapter[list[DocumentManifest]] = TypeAdapter(list[DocumentManifest])


def load_manifests(path: Path) -> Iterator[DocumentManifest]:
    """Read the manifests of a file: one, an array of them, or one a line.

    Raises:
        AccessDeniedError: The file cannot be read.
        ResultUnreadableError: It is none of these, or of a newer version.
    """
    try:
        data = path.read_bytes().strip()
    except OSError as error:
        raise AccessDeniedError(
            f"cannot read manifests from {printable(str(path))}: {error.strerror}"
        ) from error
    try:
        yield from _parsed(data)
    except ValidationError:  # what it says has text of documents in it
        raise ResultUnreadableError(
            f"{printable(str(path))} has no manifests in it, or some of a newer SmartCat: name "
            "files that smartcat classify wrote, or a folder with results"
        ) from None


def _parsed(data: bytes) -> list[DocumentManifest]:
    if data.startswith(b"["):
        return _MANIFESTS.validate_json(data, extra="ignore")
    try:
        return [DocumentManifest.model_validate_json(data, extra="ignore")]
    except ValidationError:
        lines = data.splitlines()
        if len(lines) == 1:
            raise
        return [DocumentManifest.model_validate_json(line, extra="ignore") for line in lines]
