"""Find the documents that the user named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from smartcat.errors import AccessDeniedError, UsageError
from smartcat.models import DocumentRef


def find_documents(paths: Iterable[Path]) -> list[DocumentRef]:
    """List files, and all files below folders, in a stable order; hidden files are passed over.

    A document's key is its name below the folder that was named, so that the same folder gives
    the same results wherever it lies.

    Raises:
        UsageError: A folder has no files.
        AccessDeniedError: A folder cannot be read.
    """
    return [document for path in paths for document in _documents(path)]


def _documents(path: Path) -> Iterator[DocumentRef]:
    # Unlike Path.is_dir, this takes a folder that may not be entered for something to report on.
    if not os.path.isdir(path):  # noqa: PTH112
        yield _document(path, path.parent)
        return
    files = sorted(_files(path))
    if not files:
        raise UsageError(f"there are no files in the folder {path}")
    for file in files:
        yield _document(file, path)


def _files(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root, onerror=_refuse):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _refuse(error: OSError) -> None:
    raise AccessDeniedError(
        f"cannot read the folder {error.filename}: {error.strerror}; "
        "allow it to be read, or name files one by one"
    ) from error


def _document(path: Path, root: Path) -> DocumentRef:
    key = path.relative_to(root).as_posix()
    return DocumentRef(key=key.encode("utf-8", "backslashreplace").decode(), path=path)
