"""What a process of SmartCat finds around it, where its own code makes it by itself.

What it is handed needs none of this. These patches stand at the edge of the process: its children,
its threads, its clients of AWS, its signals.
"""

import errno
import logging
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from unittest.mock import patch

from world.faults import Fault
from world.process import Process
from world.reading import MakeWorkers

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")
_WRITE = Path.write_bytes
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)


class _InTurn:
    """An executor without threads, so that operations have an order."""

    def __init__(self, _threads: int) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        pass

    def submit(self, ask: Callable[[_Asked], _Answer], asked: _Asked) -> "Future[_Answer]":
        answer: Future[_Answer] = Future()
        try:
            answer.set_result(ask(asked))
        except Exception as error:  # noqa: BLE001 - whoever wants the answer is told
            answer.set_exception(error)
        return answer


@contextmanager
def surroundings(
    process: Process, make_workers: MakeWorkers, client: object, store: object, folder: Path
) -> Iterator[None]:
    """Surround a process, and leave this one as it was."""
    with ExitStack() as stack:
        for place in ("smartcat.read.reader.Workers", "smartcat.worker.fetching.Workers"):
            stack.enter_context(patch(place, make_workers))
        stack.enter_context(patch("smartcat.aws.s3_client", lambda: client))
        stack.enter_context(patch("smartcat.worker.entry.open_store", lambda _uri: store))
        stack.enter_context(patch("smartcat.runs.at_once.ThreadPoolExecutor", _InTurn))
        stack.enter_context(patch("pathlib.Path.write_bytes", _on_disk_of(process)))
        stack.enter_context(patch("time.sleep", process.spend))
        stack.enter_context(patch("tempfile.tempdir", str(folder)))
        stack.enter_context(patch.dict(os.environ))
        stack.enter_context(_signals())
        stack.enter_context(_logging())
        yield


def _on_disk_of(process: Process) -> Callable[[Path, bytes], int]:
    """Give what writes files, as long as there is room."""

    def full() -> Exception:
        return OSError(errno.ENOSPC, "No space left on device")

    def refuse() -> int:
        raise full()

    def write_as_planned(path: Path, data: bytes) -> int:
        return process.ask(lambda: _WRITE(path, data), full, {Fault.DISK_FULL: refuse})

    return write_as_planned


@contextmanager
def _signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)  # which would end this process
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _logging() -> Iterator[None]:
    logger = logging.getLogger("smartcat")
    before = logger.handlers, logger.level, logger.propagate
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before[0], before[2]
        logger.setLevel(before[1])
