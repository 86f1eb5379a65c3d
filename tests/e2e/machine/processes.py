"""Programs that are started for tests, and ended by their process id, whatever happens."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from smartcat.parent import end_with_parent

_PATIENCE_S = 60


class ProgramEndedError(Exception):
    """A program that should run has ended; the message has the end of its log."""


class Program:
    """A program that runs in the background.

    Args:
        process: It.
        log: What it says.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self._process = process
        self.log = log

    def check(self) -> None:
        """Make sure that it runs."""
        if self._process.poll() is not None:
            last = self.log.read_text(errors="replace")[-2000:]
            raise ProgramEndedError(f"{self._process.args!r} has ended:\n{last}")


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    environment: Mapping[str, str] | None = None,
    kept: Sequence[int] = (),
) -> Iterator[Program]:
    """Run a program in the background, and end it.

    It also ends if this process is killed, and is not interrupted where this one is by Ctrl-C:
    there is something to be cleared away with its help.

    Args:
        command: The program and its arguments.
        log: Where its output goes.
        environment: Variables besides those of this process.
        kept: Files that it keeps open.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
            pass_fds=kept,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509
        )
    try:
        yield Program(process, log)
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
