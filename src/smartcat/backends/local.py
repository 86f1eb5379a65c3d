"""The local backend: shards in processes of this machine, over a results folder.

A coordinator process of its own sees a run through, so that whoever submitted it may leave. It
keeps nothing in memory that matters: which shards are done is read from the store, so it may be
killed and started again at any time, and several may work side by side, each on its own run.
"""

import fcntl
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smartcat.plan.cost import Container
from smartcat.plan.sizing import LOCAL_SHARD_S, Capacity
from smartcat.store import FolderStore, ObjectNotFoundError
from smartcat.store.layout import log_key, run_key

_LOCK = "coordinator.lock"
_LOG = "coordinator.log"
_MODE = 0o644


@dataclass(frozen=True)
class LocalBackend:
    """Starts and ends coordinators.

    Attributes:
        store: The results folder.
        workers: How many shards are done at once.
        look_again_s: How long to wait before looking again how far a run is.
    """

    store: FolderStore
    workers: int
    look_again_s: float = 0.5

    @property
    def capacity(self) -> Capacity:
        """What there is to do a run with: a core for each worker."""
        return Capacity(self.workers, LOCAL_SHARD_S, 1)

    def start(self, run_id: str) -> None:
        """Start a coordinator that outlives this process, unless the run has one.

        It is started with a lock that it holds as long as it lives, so there is never a second one.
        """
        lock = os.open(self._lock(run_id), os.O_RDWR | os.O_CREAT, _MODE)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.set_inheritable(lock, True)
            pid = self._spawn(run_id)
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(pid).encode(), 0)
        except BlockingIOError:
            return
        finally:
            os.close(lock)

    def _spawn(self, run_id: str) -> int:
        log = self.store.path(run_key(run_id, _LOG))
        command = [sys.executable, "-m", "smartcat.backends.coordinator"]
        return os.posix_spawn(
            sys.executable,
            [*command, self.store.uri, run_id, str(self.workers)],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _MODE),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )

    def is_alive(self, run_id: str) -> bool:
        """Whether a coordinator is at work on a run."""
        return self._holder(run_id) is not None

    def stop(self, run_id: str) -> None:
        """End the coordinator of a run, and with it its workers; what they stored stands."""
        holder = self._holder(run_id)
        if holder:
            with suppress(ProcessLookupError):
                os.kill(holder, signal.SIGTERM)

    def logs(self, run_id: str, shards: Iterable[int]) -> Iterator[tuple[int, str]]:
        """What the workers of some shards said: shard and text, for those that said anything."""
        for shard in shards:
            with suppress(ObjectNotFoundError):
                text = self.store.get(log_key(run_id, shard)).decode(errors="replace").strip()
                if text:
                    yield shard, text

    def settle(self, _run_id: str) -> None:
        """Do nothing: the coordinator has stored it."""

    def container_of(self, _run_id: str) -> Container | None:
        """What the workers of a run are paid for: nothing, on this machine."""
        return None

    def _lock(self, run_id: str) -> Path:
        return self.store.path(run_key(run_id, _LOCK))

    def _holder(self, run_id: str) -> int | None:
        """The process that holds the lock of a run; 0 if it is just being started."""
        try:
            with self._lock(run_id).open("r") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return int(file.read() or 0)
        except FileNotFoundError:
            return None
        return None
