"""Lists of documents: a CSV file with a column ``path``, or JSON lines with ``path`` or ``uri``."""

import csv
import json
import os.path
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from smartcat.errors import AccessDeniedError, UsageError
from smartcat.locations import S3Location, is_s3, path_of, printable
from smartcat.models import DocumentRef, SourceDocument
from smartcat.sources.local import path_key, source_of

_FIELDS = ("uri", "path")
_FIRST_LINE_CHARACTERS = 64 * 1024


def is_list(path: Path) -> bool:
    """Tell whether a file is a list of documents; others of these suffixes are documents."""
    try:
        if path.suffix.lower() not in {".csv", ".jsonl"} or not path.is_file():
            return False
        with _open(path) as file:
            first_line = file.readline(_FIRST_LINE_CHARACTERS)
    except OSError:  # who reads the document says why
        return False
    return _names_field(path, first_line)


_NOT_A_DOCUMENT = "what it names cannot be opened: name a path, or s3://bucket/key in UTF-8"
"""What that is stands in the list, and not in logs."""


def listed_documents(path: Path) -> Iterator[SourceDocument]:
    """Yield the documents that a list names, in its order.

    Paths are relative to the list, and so are keys; what does not lie below it has its whole path
    for a key, and what lies in a bucket its whole key. Whether a document is there, and how large
    it is in a bucket, is not looked up.

    Raises:
        UsageError: A line of the list is malformed.
        AccessDeniedError: The list cannot be read.
    """
    try:
        with _open(path) as file:
            yield from _documents(path, file)
    except OSError as error:
        raise AccessDeniedError(
            f"cannot read the list {path}: {error.strerror}; allow it to be read"
        ) from error


def _open(path: Path) -> TextIO:
    # Paths need not be Unicode, so that lists of paths need not be, either.
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _names_field(path: Path, first_line: str) -> bool:
    try:
        if _is_table(path):
            return "path" in next(csv.reader([first_line]), ())
        record = json.loads(first_line)
    except (csv.Error, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and any(field in record for field in _FIELDS)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _documents(path: Path, file: TextIO) -> Iterator[SourceDocument]:
    for line, name in _rows(path, file) if _is_table(path) else _records(path, file):
        if not isinstance(name, str) or not name:
            raise _malformed(path, line, "it names no document")
        try:
            document = _document(path.parent, name)
        except UsageError as error:
            raise _malformed(path, line, _NOT_A_DOCUMENT) from error
        yield document


def _rows(path: Path, file: TextIO) -> Iterator[tuple[int, object]]:
    rows = csv.DictReader(file)
    try:
        for row in rows:
            yield rows.line_num, row["path"]
    except csv.Error as error:
        raise _malformed(path, rows.reader.line_num, f"it is no CSV ({error})") from error


def _records(path: Path, file: TextIO) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _malformed(path, number, "it is no JSON") from error
        fields = record if isinstance(record, dict) else {}
        yield number, next((fields[field] for field in _FIELDS if field in fields), None)


def _malformed(path: Path, line: int, why: str) -> UsageError:
    return UsageError(f"{printable(str(path))}, line {line}: {why}; correct the line or drop it")


def _document(folder: Path, name: str) -> SourceDocument:
    if not is_s3(name):
        path = folder / path_of(name)
        return source_of(DocumentRef(key=_key(folder, path), path=path))
    place = S3Location.parse(name)
    if not place.key or place.key.endswith("/"):
        raise UsageError("it is a prefix, and no document")
    return SourceDocument(key=place.key, location=place.uri)


def _key(folder: Path, path: Path) -> str:
    """Name a path below the list's folder, or below the root: keys never climb."""
    root, whole = Path(os.path.abspath(folder)), Path(os.path.abspath(path))  # noqa: PTH100
    base = root if whole.is_relative_to(root) else Path(whole.anchor)
    return path_key(whole.relative_to(base))
