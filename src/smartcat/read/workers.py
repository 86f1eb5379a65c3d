"""Child processes that serve requests and can be ended from outside.

Rendering and recognising untrusted files may hang, crash or eat all memory inside C code that no
exception reaches. Here it costs the request, never the caller: each child has a limit on CPU time
for a request and on memory, set in the kernel, and a limit on wall time, kept by the parent.

Why not a pool from the standard library or PyPI: those that can end a running child share locks
between processes, which need /dev/shm, and AWS Lambda has none. Pipes work everywhere.
"""

import os
import resource
import selectors
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple, Self

from smartcat.loading import loading
from smartcat.read.channel import Channel, read_message, write_message
from smartcat.read.children import start_child
from smartcat.read.options import ReadLimits

Server = Callable[[bytes], bytes]
"""Answers one request; lives in a child, may keep state between requests."""

_WALL_FACTOR = 3
"""A request may take this many times its CPU seconds on the clock: neighbours are noisy."""
_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM)
"""What a request does not bring upon itself: memory is short, or somebody ends processes."""
_PATIENCE_S = 0.005
"""So long requests wait for the children that are at work. A page with a text layer takes less, and
where one child reads all of them, fonts are parsed once."""
_GOING_S = 2.0
"""How long a child that closed its pipe is waited for, to see how it ended: it need not end."""


class WorkerEndedError(Exception):
    """The child that served a request is gone; the message says why."""


class _Setting(NamedTuple):
    """What a child is given: how to serve, what it may use, where its temporary files go."""

    make_server: Callable[[], Server]
    limits: ReadLimits
    scratch: str


class _Worker:
    def __init__(self, setting: _Setting) -> None:
        self.process, self.connection = start_child(_serve, setting)
        self.channel = Channel(self.connection, setting.limits.memory_bytes)
        self.ticket: int | None = None
        self.request = b""
        self.has_served = False
        self.started_at = 0.0

    @property
    def awaited(self) -> int:
        """What its pipe is watched for."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self.channel.is_sending else 0)

    def end(self) -> None:
        """Kill the child with all that it has started, which may outlive it."""
        with suppress(ProcessLookupError):  # it is gone, or not yet the leader of its own group
            os.killpg(self.process.pid or 0, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()
        with suppress(ValueError):  # another thread was just told that it has ended
            self.process.close()


class Workers:
    """A few child processes, started when there is work, replaced when they end.

    Requests are given in with `submit` and asked for with `result`, in any order.
    """

    def __init__(self, make_server: Callable[[], Server], count: int, limits: ReadLimits) -> None:
        """Start nothing yet.

        Args:
            make_server: Called once in each child.
            count: How many children at most.
            limits: What one request may use.
        """
        self._scratch = tempfile.TemporaryDirectory(prefix="smartcat-")
        self._setting = _Setting(make_server, limits, self._scratch.name)
        self._count = count
        self._limits = limits
        self._workers: list[_Worker] = []
        self._pending: deque[tuple[int, bytes]] = deque()
        self._results: dict[int, bytes | WorkerEndedError] = {}
        self._tickets = 0
        self._tried_again: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, request: bytes, *, first: bool = False) -> int:
        """Queue a request, at the front if ``first``, and return its ticket."""
        self._tickets += 1
        put = self._pending.appendleft if first else self._pending.append
        put((self._tickets, request))
        self._assign()
        return self._tickets

    def result(self, ticket: int) -> bytes:
        """Wait for the answer to a request.

        Raises:
            WorkerEndedError: The request used up its limits, or crashed its child.
        """
        while ticket not in self._results:
            self._pump()
        result = self._results.pop(ticket)
        self._tried_again.discard(ticket)
        if isinstance(result, WorkerEndedError):
            raise result
        return result

    def close(self) -> None:
        """End all children, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._pending.clear()
        self._scratch.cleanup()

    def _assign(self) -> None:
        while self._pending and (worker := self._idle_worker()):
            ticket, request = self._pending.popleft()
            worker.ticket, worker.request = ticket, request
            worker.started_at = time.monotonic()
            try:
                worker.channel.begin(request)
            except OSError:
                worker.process.join(_GOING_S)
                if worker.has_served:  # it died while idle, which is not this request's fault
                    self._put_back(worker)
                elif self._was_killed(worker):
                    self._try_again(worker)
                else:
                    self._lose(worker, "no reading process can be started")

    def _idle_worker(self) -> _Worker | None:
        if time.monotonic() < self._spreads_at():
            return None
        for worker in self._workers:
            if worker.ticket is None:
                return worker
        if len(self._workers) == self._count:
            return None
        worker = _Worker(self._setting)
        self._workers.append(worker)
        return worker

    def _spreads_at(self) -> float:
        """When another child is put to work, beside those that are."""
        busy = (worker.started_at for worker in self._workers if worker.ticket is not None)
        return max(busy, default=0.0) + _PATIENCE_S

    def _pump(self) -> None:
        busy = [worker for worker in self._workers if worker.ticket is not None]
        longest_s = self._limits.page_cpu_s * _WALL_FACTOR
        until = min(worker.started_at for worker in busy) + longest_s
        if self._pending and len(busy) < self._count:
            until = min(until, self._spreads_at())
        for worker in _ready(busy, max(0.0, until - time.monotonic())):
            self._collect(worker)
        overdue = time.monotonic() - longest_s
        for worker in busy:
            if worker.ticket is not None and worker.started_at <= overdue:
                self._lose(worker, f"took more than {longest_s} s")
        self._assign()

    def _collect(self, worker: _Worker) -> None:
        try:
            worker.channel.go_on()
            answer = worker.channel.receive()
        except ValueError:
            self._lose(worker, "got too long an answer from its reading process")
        except (EOFError, OSError):
            worker.process.join(_GOING_S)
            if self._was_killed(worker):
                self._try_again(worker)
            else:
                self._lose(worker, self._post_mortem(worker.process.exitcode))
        else:
            if answer is not None:
                worker.has_served = True
                self._finish(worker, answer)

    def _finish(self, worker: _Worker, result: bytes | WorkerEndedError) -> None:
        if worker.ticket is not None:
            self._results[worker.ticket] = result
        worker.ticket = None

    def _was_killed(self, worker: _Worker) -> bool:
        """Whether a child was killed from outside, and its request was not tried again yet."""
        is_first = worker.ticket not in self._tried_again
        return is_first and worker.process.exitcode in _FROM_OUTSIDE

    def _try_again(self, worker: _Worker) -> None:
        """Give the request of a child that was killed to another, once."""
        assert worker.ticket is not None
        self._tried_again.add(worker.ticket)
        self._put_back(worker)

    def _put_back(self, worker: _Worker) -> None:
        """Give the request of a child that is gone to another."""
        assert worker.ticket is not None
        self._pending.appendleft((worker.ticket, worker.request))
        self._dismiss(worker)

    def _lose(self, worker: _Worker, reason: str) -> None:
        self._finish(worker, WorkerEndedError(reason))
        self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _post_mortem(self, exit_code: int | None) -> str:
        if exit_code == -signal.SIGXCPU:
            return f"took more than {self._limits.page_cpu_s} s of CPU time"
        if exit_code is not None and exit_code < 0:
            return f"crashed the reading process ({signal.Signals(-exit_code).name})"
        return "ended the reading process"


def _ready(workers: Sequence[_Worker], timeout_s: float) -> Iterator[_Worker]:
    """Wait until there is something to do with some of them."""
    with selectors.PollSelector() as selector:
        for worker in workers:
            selector.register(worker.channel, worker.awaited, worker)
        for key, _events in selector.select(timeout_s):
            yield key.data


def _serve(connection: Connection, setting: _Setting) -> None:
    _isolate(setting)
    with loading():
        server = setting.make_server()
    while True:
        try:
            request = read_message(connection)
        except EOFError:
            return
        _allow_cpu(setting.limits.page_cpu_s)
        write_message(connection, server(request))


def _isolate(setting: _Setting) -> None:
    os.setsid()  # a process group of its own, so that what it starts ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # C libraries print what they dislike, at times with parts of the document in it.
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    tempfile.tempdir = setting.scratch
    _lower_limit(resource.RLIMIT_CORE, 0)
    _lower_limit(resource.RLIMIT_AS, setting.limits.memory_bytes)


def _allow_cpu(cpu_s: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower_limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_s)


def _lower_limit(kind: int, soft: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
