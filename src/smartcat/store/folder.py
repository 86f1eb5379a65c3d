"""A folder as a results store: conditional writes by links and locks of the file system."""

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcat.errors import (
    AccessDeniedError,
    ConfigurationError,
    SmartCatError,
    StorageError,
)
from smartcat.store.protocol import ObjectNotFoundError, StoredObject

_PART = ".part"
_MODE = 0o644


class FolderStore:
    """Objects as files below a folder, which is made when the first one is written."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def uri(self) -> str:
        """The folder, as ``file:///…``."""
        return self._root.absolute().as_uri()

    def path(self, key: str) -> Path:
        """The file of an object."""
        return self._root / key

    def get(self, key: str) -> bytes:
        """Read an object; raises `ObjectNotFoundError` if there is none."""
        with _reading(self.path(key)):
            return self.path(key).read_bytes()

    def get_range(self, key: str, start: int, size_bytes: int) -> bytes:
        """Read a part of an object; raises `ObjectNotFoundError` if there is none."""
        with _reading(self.path(key)), self.path(key).open("rb") as file:
            file.seek(start)
            return file.read(size_bytes)

    def head(self, key: str) -> StoredObject | None:
        """Look whether there is an object."""
        try:
            with _reading(self.path(key)):
                return self._stored(self.path(key))
        except ObjectNotFoundError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Write an object, whatever is there."""
        with self._beside(key, data) as part:
            part.replace(self.path(key))

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one; whether it was written."""
        with self._beside(key, data) as part:
            try:
                os.link(part, self.path(key))
            except FileExistsError:
                return False
        return True

    def replace(self, key: str, data: bytes, version: str) -> bool:
        """Write an object if what is there is still of that version; whether it was written."""
        with self._beside(key, data) as part, self._locked():
            there = self.head(key)
            if there is None or there.version != version:
                return False
            part.replace(self.path(key))
        return True

    def delete(self, key: str) -> None:
        """Remove an object, if there is one."""
        with _writing(self._root):
            self.path(key).unlink(missing_ok=True)

    def names(self, prefix: str) -> Iterator[str]:
        """The next parts of keys that begin with a prefix, which ends with a slash, in no order."""
        path = self.path(prefix)
        with suppress(ObjectNotFoundError), _reading(path), os.scandir(path) as entries:
            yield from (entry.name for entry in entries if not entry.name.startswith("."))

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """All objects whose keys begin with a prefix, which ends with a slash, by key."""
        for folder, subfolders, names in os.walk(self.path(prefix)):
            subfolders.sort()
            for name in sorted(names):
                if not name.startswith("."):
                    stored = self.head((Path(folder) / name).relative_to(self._root).as_posix())
                    if stored is not None:  # it may be gone since the folder was read
                        yield stored

    def _stored(self, path: Path) -> StoredObject:
        status = path.stat()
        key = path.relative_to(self._root).as_posix()
        return StoredObject(key, status.st_size, f"{status.st_ino}-{status.st_mtime_ns}")

    @contextmanager
    def _beside(self, key: str, data: bytes) -> Iterator[Path]:
        """Write a file beside its place, and leave nothing there but what was moved."""
        path = self.path(key)
        with _writing(self._root):
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_PART)
            part = Path(name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                part.chmod(_MODE)
                yield part
            finally:
                part.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes out; the lock goes with the process, however that ends."""
        with (self._root / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Translate what the file system says to a reader."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ObjectNotFoundError(str(path)) from error
    except OSError as error:
        raise _refusal(f"cannot read {path}", error) from error


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Translate what the file system says to a writer."""
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise ConfigurationError(
            f"cannot write to {folder}: {error.strerror}; name a folder"
        ) from error
    except OSError as error:
        raise _refusal(f"cannot write to {folder}", error) from error


def _refusal(attempt: str, error: OSError) -> SmartCatError:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return AccessDeniedError(f"{attempt}: {error.strerror}; allow it, or name another folder")
    return StorageError(f"{attempt}: {error.strerror}; what was stored stands, so start again")
