"""What tells the bytes of a document from others, and how to ask a bucket for just these."""

import hashlib
import os
from pathlib import Path

_VERSION = "version:"
_ETAG = "etag:"


def etag_content(etag: str) -> str:
    """Write an ETag, with its quotes as S3 gives it, as a `SourceDocument.content`."""
    return _ETAG + etag.strip('"')


def version_request(content: str | None) -> dict[str, str]:
    """Ask for a version, if one is known; there is no other way to get an older one."""
    if content and content.startswith(_VERSION):
        return {"VersionId": content.removeprefix(_VERSION)}
    return {}


def exact_request(content: str | None) -> dict[str, str]:
    """Ask for these bytes and no others, as far as they are known."""
    if content and content.startswith(_ETAG):
        return {"IfMatch": f'"{content.removeprefix(_ETAG)}"'}
    return version_request(content)


def digest_and_size(path: Path) -> tuple[str, int]:
    """SHA-256 of a file, and its size in bytes.

    What the system makes up is said to be empty, and is taken to be: a read of /proc/kmsg, to which
    a document may be a link, does not end.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        size_bytes = os.fstat(file.fileno()).st_size
        digest = hashlib.file_digest(file, "sha256") if size_bytes else hashlib.sha256()
    return digest.hexdigest(), size_bytes
