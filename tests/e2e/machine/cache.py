"""Where the slow parts are kept from run to run: images, and the emulator's packages."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine.waiting import until

CACHE_VARIABLE = "SMARTCAT_E2E_CACHE"
_OTHERS_END_WITHIN_S = 1800


@contextmanager
def cache_folder() -> Iterator[Path]:
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
        yield folder


def digest_of(*parts: str | bytes) -> str:
    """Name something by all that it is made of."""
    told = hashlib.sha256()
    for part in parts:
        told.update(part.encode() if isinstance(part, str) else part)
        told.update(b"\0")
    return told.hexdigest()[:16]
