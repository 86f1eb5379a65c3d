"""What is written on the way to a result: nobody else may read it, and nothing of it stays.

After SIGKILL of a command and all its children a folder `smartcat-…` stays below TMPDIR, which only
this user may enter; SECURITY.md says who removes it.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartcat.models import SourceDocument
from smartcat.read import ReadLimits
from smartcat.read.workers import Workers
from smartcat.sources import fetch

MakeScan = Callable[..., Path]
PATIENCE_S = 60.0
PROGRAM = "from smartcat.cli import main; main()"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)  # it was looked up before
    return folder


@pytest.fixture
def command(
    scratch: Path, make_scan: MakeScan, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that recognises pages for some seconds, and has begun to."""
    scan = make_scan(*["Thank you for your letter about the mortgage. " * 25] * 4)
    arguments = ["classify", str(scan), "--jobs", "1", "--ocr", "pytesseract"]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments], stdout=said, stderr=said
        )
    await_(lambda: any(scratch.glob("*/*")))
    yield process
    process.kill()
    process.wait()


def await_(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_nobody_else_may_read_it(command: subprocess.Popen[bytes], scratch: Path) -> None:
    del command
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in scratch.iterdir()]
    assert modes == [0o700]


def test_nothing_stays_of_a_command_that_is_told_to_end(
    command: subprocess.Popen[bytes], scratch: Path
) -> None:
    command.send_signal(signal.SIGTERM)
    assert command.wait(PATIENCE_S) == 128 + signal.SIGTERM
    assert list(scratch.iterdir()) == []


def test_nothing_stays_of_a_reading_process_that_is_killed(
    command: subprocess.Popen[bytes], scratch: Path
) -> None:
    [reader] = children(command.pid)
    os.kill(reader, signal.SIGKILL)
    assert command.wait(PATIENCE_S) == 0, "the page that it read is lost, and no more"
    assert list(scratch.iterdir()) == []


def test_after_all_is_killed_nobody_else_may_read_what_stays(
    command: subprocess.Popen[bytes], scratch: Path
) -> None:
    readers = children(command.pid)
    command.kill()
    command.wait()
    await_(lambda: all(map(has_ended, readers)))
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in scratch.iterdir()] == [0o700]


def test_what_a_reading_process_leaves_goes_with_the_others(scratch: Path) -> None:
    with Workers(lambda: leave_a_file, 1, ReadLimits()) as workers:
        path = Path(os.fsdecode(workers.result(workers.submit(b""))))
        assert path.parent.parent == scratch
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(scratch.iterdir()) == []


def leave_a_file(_request: bytes) -> bytes:
    import tempfile

    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    return os.fsencode(name)


def test_a_download_is_readable_by_nobody_else(tmp_path: Path) -> None:
    class Client:
        def get_object(self, **_: object) -> dict[str, object]:
            return {"Body": Body()}

    class Body:
        def iter_chunks(self, _size: int) -> Iterator[bytes]:
            yield b"text"

        def close(self) -> None:
            pass

    umask = os.umask(0)
    try:
        path = fetch(SourceDocument(key="a", location="s3://scans/a"), tmp_path, Client())
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
