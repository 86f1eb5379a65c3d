"""Documents that people drop, and the bucket in which they lie."""

import errno
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from botocore.exceptions import ClientError

from world.faults import Fault
from world.process import Process

BUCKET = "documents-of-people"
MOST_INLINE_BYTES = 20_000
_BROKEN = b"%PDF-1.7\nand nothing more"
_WORDINGS = (
    "Invoice, net amount, value added tax, total due within thirty days",
    "Dear Madam, thank you for your letter about the mortgage. Yours sincerely",
    "Payslip for May, gross pay, income tax, net pay, employer",
)


class Kind(StrEnum):
    """What sort of document it is."""

    TEXT = "text"
    BULKY = "bulky"
    """A text that is too large to be fetched by a function."""
    BROKEN = "broken"
    BULKY_BROKEN = "bulky and broken"


@dataclass(frozen=True)
class Upload:
    """A document that was dropped.

    Attributes:
        key: Its key in the bucket.
        data: Its bytes.
    """

    key: str
    data: bytes

    @property
    def etag(self) -> str:
        """What S3 calls these bytes."""
        return hashlib.md5(self.data).hexdigest()

    @property
    def event(self) -> str:
        """What EventBridge says of it."""
        entry = {"key": self.key, "size": len(self.data), "etag": self.etag}
        detail = {"bucket": {"name": BUCKET}, "object": entry, "reason": "PutObject"}
        return json.dumps({"detail-type": "Object Created", "source": "aws.s3", "detail": detail})


def upload_of(key: str, kind: Kind, pages: int, revision: int = 0) -> Upload:
    """Write a document; each of its pages begins with words that no other page has."""
    bulk = b" " * MOST_INLINE_BYTES if kind in {Kind.BULKY, Kind.BULKY_BROKEN} else b""
    if kind in {Kind.BROKEN, Kind.BULKY_BROKEN}:
        return Upload(key, _BROKEN + b"%d" % revision + bulk)
    texts = (
        f"{key} {revision} {page}\n{_WORDINGS[(page // 3 + pages) % len(_WORDINGS)]}\n"
        for page in range(pages)
    )
    return Upload(key, "\f".join(texts).encode() + bulk)


@dataclass
class DocumentsBucket:
    """Keeps documents by key."""

    uploads: dict[str, Upload] = field(default_factory=dict)


class _Full(io.BytesIO):
    """A body for which there is no room."""

    def iter_chunks(self, _size: int) -> Iterator[bytes]:
        raise OSError(errno.ENOSPC, "No space left on device")


class _Body(io.BytesIO):
    """A body as botocore gives it."""

    def iter_chunks(self, size: int) -> Iterator[bytes]:
        yield from iter(lambda: self.read(size), b"")


@dataclass(frozen=True)
class DocumentsClient:
    """A client of S3, as far as documents are fetched with it."""

    bucket: DocumentsBucket
    process: Process

    def get_object(self, *, Bucket: str, Key: str, IfMatch: str) -> dict[str, Any]:  # noqa: N803 - the names of S3
        assert Bucket == BUCKET
        return self.process.ask(
            lambda: self._found(Key, IfMatch),
            lambda: _said("SlowDown", 503),
            {Fault.DISK_FULL: lambda: {"Body": _Full()}},
        )

    def _found(self, key: str, etag: str) -> dict[str, Any]:
        upload = self.bucket.uploads.get(key)
        if upload is None:
            raise _said("NoSuchKey", 404)
        if etag != f'"{upload.etag}"':
            raise _said("PreconditionFailed", 412)
        return {"Body": _Body(upload.data)}


def _said(code: str, status: int) -> ClientError:
    told = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(told, "GetObject")  # type: ignore[arg-type,unused-ignore]
