"""Where things lie: ``file:///…`` on this machine, ``s3://bucket/key`` in a bucket.

Keys in ``s3://`` URIs stand there as they are: nothing is percent-encoded, as in the AWS command
line. Paths in ``file://`` URIs are percent-encoded bytes, because they need not be Unicode.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from smartcat.errors import UsageError

S3 = "s3://"
FILE = "file://"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_BUCKET = re.compile(r"[A-Za-z0-9._-]{1,255}")
"""What botocore lets pass for the name of a bucket; old ones have capitals and underscores."""

_SIGNED = re.compile(
    r"\?(?=.*\b(?:X-Amz-(?:Signature|Credential|Security-Token)|Signature)=).*",
    re.IGNORECASE | re.DOTALL,
)
"""What lets anybody in who knows a presigned URL (Amazon S3 API Reference, Authenticating requests:
using query parameters)."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates but for those that stand for bytes which are not UTF-8 (PEP 383)."""


class S3Location(NamedTuple):
    """An object in a bucket, or all of them whose keys begin alike; printed, it is safe to show.

    Attributes:
        bucket: The bucket's name, or the alias of an access point.
        key: The object's key, or the prefix; empty for a whole bucket.
    """

    bucket: str
    key: str = ""

    @classmethod
    def parse(cls, uri: str) -> "S3Location":
        """Take ``s3://bucket/key`` apart; not with urllib, which loses ``#``, ``?`` and newlines.

        Raises:
            UsageError: It names no bucket, or is not Unicode.
        """
        bucket, _, key = uri.removeprefix(S3).partition("/")
        if not uri.startswith(S3) or not _BUCKET.fullmatch(bucket) or _SURROGATE.search(key):
            raise UsageError(
                f"{printable(uri)} names nothing in a bucket; write s3://bucket/prefix, in UTF-8"
            )
        return cls(bucket, key)

    @property
    def uri(self) -> str:
        """``s3://bucket/key``, to the letter."""
        return f"{S3}{self.bucket}/{self.key}" if self.key else f"{S3}{self.bucket}"

    def __str__(self) -> str:
        return printable(self.uri)


def is_s3(name: str) -> bool:
    """Tell whether a name is one of a bucket or of something in it."""
    return name.startswith(S3)


def path_of(name: str) -> Path:
    """Return the path that a name stands for: ``file:///…`` or a path.

    Raises:
        UsageError: No file can be called so, or it is a URI of another kind or another machine.
    """
    is_uri = name.startswith(f"{FILE}/")
    if name and not _NO_BYTE.search(name) and (is_uri or not _SCHEME.match(name)):
        path = unquote_to_bytes(os.fsencode(name.removeprefix(FILE))) if is_uri else name
        if "\0" not in os.fsdecode(path):
            return Path(os.fsdecode(path))
    raise UsageError(f"'{printable(name)}' cannot be opened; name a path or s3://bucket/prefix")


def escaped(path: str) -> str:
    """Return a path as Unicode: bytes of it that are none are escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def printable(name: str) -> str:
    """Return a name that is safe to print: nothing steers the terminal, no URL is a key to it."""
    name = _SIGNED.sub("?…", name)
    return name if name.isprintable() else name.encode("unicode_escape").decode()
