"""Where the slow parts are kept from run to run: images, and the emulator's packages."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine.waiting import until

CACHE_VARIABLE = "SMARTCAT_E2E_CACHE"
_OTHERS_END_WITHIN_S = 1800


@dataclass(frozen=True)
class Cache:
    """A folder that nobody else uses at this time.

    Attributes:
        folder: Its path.
        lock: The file that says so for as long as any process has it open.
    """

    folder: Path
    lock: int


@contextmanager
def cache_folder() -> Iterator[Cache]:
    """Have the cache to oneself; others wait meanwhile, as an engine works on it alone."""
    folder = Path(os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache" / "smartcat-e2e")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:

        def is_ours() -> bool:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        until(f"nobody else uses {folder}", is_ours, _OTHERS_END_WITHIN_S)
        yield Cache(folder, lock.fileno())


def digest_of(*parts: str | bytes) -> str:
    """Name something by all that it is made of."""
    told = hashlib.sha256()
    for part in parts:
        told.update(part.encode() if isinstance(part, str) else part)
        told.update(b"\0")
    return told.hexdigest()[:16]
