"""See a run through on this machine.

``python -m smartcat.backends.coordinator STORE RUN WORKERS``
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn, Self

from smartcat.backends.giving_up import End, give_up
from smartcat.errors import AccessDeniedError, ExitCode, SmartCatError
from smartcat.logs import bug_report, last_message
from smartcat.parent import end_with_parent
from smartcat.plan.run_files import load_run
from smartcat.runs.status import pending_shards
from smartcat.store import FolderStore, open_store
from smartcat.store.layout import log_key, run_uri
from smartcat.worker import INDEX_VARIABLE, RUN_VARIABLE

MOST_ATTEMPTS = 10
"""As many as AWS Batch allows. What an attempt stored is not done again by the next."""


def main() -> NoReturn:
    """Do all shards of a run that are not done."""
    root, run_id, workers = sys.argv[1:]
    store = open_store(root)
    assert isinstance(store, FolderStore), "the local backend works over a folder"
    signal.signal(signal.SIGTERM, _stop)
    try:
        with _scratch(run_id) as scratch, Crew(store, run_id, scratch) as crew:
            crew.work(pending_shards(store, load_run(store, run_id)), int(workers))
    except SmartCatError as error:
        sys.stderr.write(f"smartcat: {error}\n")
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - as in `smartcat.cli.main`
        sys.stderr.write(f"smartcat: {bug_report(error)}")
        sys.exit(ExitCode.BUG)
    sys.exit(ExitCode.OK)


@dataclass
class Crew:
    """Worker processes, a shard each."""

    store: FolderStore
    run_id: str
    scratch: Path
    attempts: Counter[int] = field(default_factory=Counter)
    running: dict[int, tuple[int, subprocess.Popen[bytes]]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers; they drop the page that they read, and no more."""
        for _shard, process in self.running.values():
            process.terminate()
        for _shard, process in self.running.values():
            process.wait()

    def work(self, shards: Iterable[int], workers: int) -> None:
        """Do shards, so many at once; each is tried again where that may help."""
        pending = deque(shards)
        while pending or self.running:
            while pending and len(self.running) < workers:
                self._start(pending.popleft())
            shard, code = self._next_end()
            if code != ExitCode.OK and self._may_go_better(shard, code):
                pending.append(shard)
            elif code != ExitCode.OK:
                self._give_up(shard, code)

    def _start(self, shard: int) -> None:
        self.attempts[shard] += 1
        told = {
            RUN_VARIABLE: run_uri(self.store.uri, self.run_id),
            INDEX_VARIABLE: str(shard),
            "TMPDIR": str(self.scratch),
        }
        log = self._log(shard)
        log.parent.mkdir(exist_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "smartcat.worker"],
                # A lost coordinator leaves no workers behind. It has a single thread.
                preexec_fn=partial(end_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509
                env={**os.environ, **told},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self.running[process.pid] = (shard, process)

    def _log(self, shard: int) -> Path:
        return self.store.path(log_key(self.run_id, shard))

    def _next_end(self) -> tuple[int, int]:
        """Wait until a worker ends; its shard and exit code, negative if a signal ended it."""
        pid, status = os.wait()
        shard, process = self.running.pop(pid)
        process.returncode = os.waitstatus_to_exitcode(status)  # so that it is not waited for
        return shard, process.returncode

    def _may_go_better(self, shard: int, code: int) -> bool:
        is_transient = code < 0 or code // 10 == ExitCode.TRANSIENT // 10
        return is_transient and self.attempts[shard] < MOST_ATTEMPTS

    def _give_up(self, shard: int, code: int) -> None:
        why = last_message(self._log(shard).read_text(errors="replace"))
        give_up(self.store, self.run_id, {shard: End(code, why)})


@contextmanager
def _scratch(run_id: str) -> Iterator[Path]:
    """Make a folder for what workers write while they are at work, and leave nothing of it.

    Workers that are killed leave files behind; if the coordinator was, too, the next one of the
    run finds them by the name of the folder.
    """
    folder = Path(tempfile.gettempdir()) / f"smartcat-{run_id}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise AccessDeniedError(f"{folder} is somebody else's; set TMPDIR to another folder")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(_number: int, _frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # workers are ended in peace
    sys.exit(ExitCode.INTERRUPTED_WORK)


if __name__ == "__main__":
    main()
