"""Draw pages for threads.

Processes that draw are forked when one of them ended, which must not happen beside threads: a lock
that a thread holds would stay locked in the child for ever. So each lane is a process of one thread
with one process that draws; lanes are started before the first thread.
"""

import signal
import sys
import threading
from collections import deque
from multiprocessing.connection import Connection
from typing import Self

from pydantic import ValidationError

from smartcat.read.children import Child, start_child
from smartcat.read.options import ReadLimits
from smartcat.review.picture_messages import DRAWN, Drawn, NoPicture, PictureRequest
from smartcat.review.pictures import Artist

_PATIENCE_S = 5.0
"""So long a lane may take to end what it has started."""


class Lanes:
    """A few processes; a thread that wants a page drawn waits for one that is idle."""

    def __init__(self, count: int, limits: ReadLimits | None = None) -> None:
        """Start them; there may not be any threads yet.

        Args:
            count: How many.
            limits: What drawing a page may use.
        """
        self._children: list[Child] = []
        self._idle: deque[Connection] = deque()
        self._idle_count = threading.Semaphore(0)
        for _ in range(count):
            self._start(limits or ReadLimits())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def draw(self, request: PictureRequest) -> Drawn:
        """Draw a page, or say why not; for any thread."""
        self._idle_count.acquire()
        lane = self._idle.popleft()
        try:
            lane.send_bytes(request.model_dump_json().encode())
            return DRAWN.validate_json(lane.recv_bytes())
        except (EOFError, OSError, ValidationError):
            return NoPicture(reason="the process that draws has ended; start again")
        finally:
            self._put_back(lane)

    def close(self) -> None:
        """End all of them, whatever they do."""
        for process, _ in self._children:
            process.terminate()
        for process, connection in self._children:
            process.join(_PATIENCE_S)
            process.kill()
            process.join()
            connection.close()

    def _put_back(self, lane: Connection) -> None:
        self._idle.append(lane)
        self._idle_count.release()

    def _start(self, limits: ReadLimits) -> None:
        child = start_child(_run, limits, daemon=False, ended_by=signal.SIGTERM)
        self._children.append(child)
        self._put_back(child.connection)


def _run(connection: Connection, limits: ReadLimits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # by way of all ``finally``
    with Artist(limits) as artist:
        while True:
            try:
                connection.send_bytes(artist.answer(connection.recv_bytes()))
            except (EOFError, OSError):
                return
