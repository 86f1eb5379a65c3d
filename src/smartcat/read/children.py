"""Start child processes, each at the end of a pipe, that end with whoever has started them."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple
from weakref import WeakSet

from smartcat.parent import end_with_parent


class _Family:
    """What a process knows of its children.

    Attributes:
        starting: Held while one is started: other threads may start theirs.
        connections: This process's ends of all pipes.
    """

    def __init__(self) -> None:
        self.starting = threading.Lock()
        self.connections: WeakSet[Connection] = WeakSet()

    def leave(self) -> None:
        """Begin anew in a child that was forked: it may start children itself.

        It has the ends of all pipes as well and must close them, or neither end of a pipe that it
        has nothing to do with would hear that the other is gone. The lock was held meanwhile.
        """
        for inherited in list(self.connections):
            inherited.close()
        self.starting = threading.Lock()


_FAMILY = _Family()


class Child(NamedTuple):
    """A child process, and this end of the pipe to it."""

    process: BaseProcess
    connection: Connection


def start_child(
    target: Callable[..., None],
    *args: object,
    daemon: bool = True,
    ended_by: signal.Signals = signal.SIGKILL,
) -> Child:
    """Start a child process.

    Args:
        target: What it does; it is given its end of the pipe first.
        args: What it is given besides.
        daemon: Whether it ends with the caller in any case, and starts none itself.
        ended_by: What the kernel sends it when the caller is gone.
    """
    with _FAMILY.starting:
        connection, far_end = multiprocessing.Pipe()
        _FAMILY.connections.add(connection)
        process = _process((far_end, _parent_pid(), ended_by, target, args), daemon=daemon)
        process.start()
        far_end.close()
    return Child(process, connection)


def _process(args: tuple[object, ...], *, daemon: bool) -> BaseProcess:
    # Forking is cheap, and safe as the parent has a single thread; it is not on macOS.
    if sys.platform == "linux":
        process: BaseProcess = multiprocessing.get_context("fork").Process(
            target=_run, args=args, daemon=daemon
        )
    else:
        process = multiprocessing.get_context("spawn").Process(
            target=_run, args=args, daemon=daemon
        )
    return process


def _parent_pid() -> int | None:
    """Say whose end a child is to share; the kernel takes a thread for the parent of a process.

    A thread may end before what it has started is over. A child of such a thread ends when it hears
    no more from this process.
    """
    is_main = threading.current_thread() is threading.main_thread()
    return os.getpid() if is_main else None


def _run(
    connection: Connection,
    parent_pid: int | None,
    ended_by: signal.Signals,
    target: Callable[..., None],
    args: tuple[object, ...],
) -> None:
    _FAMILY.leave()
    if parent_pid is not None:
        end_with_parent(ended_by, parent_pid)
    target(connection, *args)
