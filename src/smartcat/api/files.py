"""Places that are written to: looked at before time is spent on what goes there."""

import os
import tempfile
from pathlib import Path

from smartcat.errors import AccessDeniedError


def check_output_file(path: Path) -> None:
    """Make sure that a file can be written before time is spent on what goes into it.

    Raises:
        AccessDeniedError: It cannot.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise AccessDeniedError(f"cannot write {path}: {error.strerror}; name another") from error
    if path.is_dir():
        raise AccessDeniedError(f"cannot write {path}: it is a folder; name a file in it")


def check_output_folder(folder: Path) -> None:
    """Make sure that a folder can be written before time is spent; it is not made yet.

    Raises:
        AccessDeniedError: It cannot.
    """
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise AccessDeniedError(f"cannot write to {folder}; name another folder with --out")
