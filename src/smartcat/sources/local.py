"""Documents on this machine."""

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from smartcat.errors import AccessDeniedError, UsageError
from smartcat.locations import escaped
from smartcat.models import DocumentRef, SourceDocument


def local_documents(paths: Iterable[Path]) -> Iterator[DocumentRef]:
    """Yield files, and all files below folders, in a stable order; hidden files are passed over.

    A document's key is its name below the folder that was named, so that the same folder gives
    the same results wherever it lies. Of the folders that are being read the names are held.

    Raises:
        UsageError: A folder has no files.
        AccessDeniedError: A folder cannot be read.
    """
    for path in paths:
        # Unlike Path.is_dir, this takes a folder that may not be entered for something to report.
        if os.path.isdir(path):  # noqa: PTH112
            yield from _documents_below(path)
        else:
            yield DocumentRef(key=path_key(path.relative_to(path.parent)), path=path)


def source_of(document: DocumentRef) -> SourceDocument:
    """Describe a file as a document of a run; whether it is there is found out when it is read."""
    try:
        size_bytes = document.path.stat().st_size
    except OSError:
        size_bytes = None
    location = document.path.absolute().as_uri()
    return SourceDocument(key=document.key, location=location, size_bytes=size_bytes)


def path_key(path: Path) -> str:
    """Return the key for a path, in which bytes that are not Unicode are escaped."""
    return escaped(path.as_posix())


def _documents_below(root: Path) -> Iterator[DocumentRef]:
    is_empty = True
    for path in _files(root):
        is_empty = False
        yield DocumentRef(key=path_key(path.relative_to(root)), path=path)
    if is_empty:
        raise UsageError(f"there are no files in the folder {root}")


def _files(root: Path) -> Iterator[Path]:
    """Yield files below a folder by name; folders that are linked to are passed over.

    A folder whose path is too long to be opened is yielded like a file: to read it fails, so that
    it is told that there is something.
    """
    open_folders = [_entries(root, f"the folder {root}")]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif entry.is_dir(follow_symlinks=False):
            try:
                open_folders.append(_entries(Path(entry), f"a folder below {root}"))
            except _TooLongError:
                yield Path(entry)
        elif not os.path.isdir(entry):  # noqa: PTH112 - as above
            yield Path(entry)


class _TooLongError(Exception):
    """The path of a folder is longer than the system takes."""


def _entries(folder: Path, place: str) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _TooLongError from error
        raise AccessDeniedError(
            f"cannot read {place}: {error.strerror}; allow it to be read, or name files one by one"
        ) from error
    return iter(sorted(shown, key=lambda entry: entry.name))
