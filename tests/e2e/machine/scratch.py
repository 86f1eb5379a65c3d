"""A folder for what is needed only while tests run; also cleared of what a killed run has left."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder(name: str) -> Iterator[Path]:
    """Make a folder with a short path, as sockets live in it.

    Args:
        name: The same for all that never run at the same time.
    """
    folder = Path(tempfile.gettempdir()) / f"smartcat-e2e-{name}"
    _clear(folder)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Remove a folder, and what the engine leaves mounted there, such as the host's network."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        place = Path(line.split()[4])
        if folder in place.parents:
            subprocess.run(["umount", place], check=True)
    if folder.exists():
        shutil.rmtree(folder)
