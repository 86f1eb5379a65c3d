"""Find the documents that the user named."""

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
    if not path.is_dir():
        yield DocumentRef(key=path.name, path=path)
        return
    try:
        files = sorted(file for file in path.rglob("*") if file.is_file())
    except PermissionError as error:
        raise AccessDeniedError(f"cannot read the folder {error.filename}") from error
    visible = [file for file in files if not _is_hidden(file.relative_to(path))]
    if not visible:
        raise UsageError(f"there are no files in the folder {path}")
    for file in visible:
        yield DocumentRef(key=file.relative_to(path).as_posix(), path=file)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
