"""A file for what is read from files."""

import atexit
import tempfile
from functools import cache
from pathlib import Path


def written(data: bytes, name: str) -> Path:
    """Write bytes to a file of this process, which goes with it."""
    path = _folder() / name
    path.write_bytes(data)
    return path


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="smartcat-fuzz-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
