import faulthandler
import os
import signal
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcat.read.options import ReadLimits
from smartcat.read.workers import Server, WorkerEndedError, Workers

LIMITS = ReadLimits(page_cpu_s=1, memory_bytes=512 * 1024**2)


def spin() -> bytes:
    while True:
        pass


def sleep() -> bytes:
    time.sleep(600)
    return b""


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def be_killed() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def leave() -> bytes:
    os._exit(3)


def eat() -> bytes:
    return b"%d" % len(bytearray(2 * 1024**3))


def pid() -> bytes:
    return b"%d" % os.getpid()


def sockets() -> bytes:
    links = [str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.exists()]
    return b"%d" % sum(link.startswith("socket:") for link in links)


def pipe() -> int:
    """The child's end of its pipe to the parent."""
    (found,) = (
        int(entry.name)
        for entry in Path("/proc/self/fd").iterdir()
        if entry.is_symlink() and str(entry.readlink()).startswith("socket:")
    )
    return found


def begin_to_answer() -> bytes:
    """What a child does that was taken over: half a message, and then nothing."""
    os.write(pipe(), struct.pack("!Q", 100) + b"half of it")
    return sleep()


def begin_to_say_how_long() -> bytes:
    os.write(pipe(), struct.pack("!Q", 100)[:5])
    return sleep()


def answer_drop_by_drop() -> bytes:
    os.write(pipe(), struct.pack("!Q", 1_000_000))
    while True:
        os.write(pipe(), b"x")
        time.sleep(0.01)


def promise_too_much() -> bytes:
    os.write(pipe(), b"\xff" * 8)
    return sleep()


def hang_up() -> bytes:
    os.close(pipe())
    return sleep()


ACTIONS = {
    action.__name__: action
    for action in (
        *(spin, sleep, crash, be_killed, leave, eat, pid, sockets),
        *(begin_to_answer, begin_to_say_how_long, answer_drop_by_drop, promise_too_much, hang_up),
    )
}


def make_server() -> Server:
    """Do what the request names, count requests, or echo them."""
    faulthandler.disable()  # the crash is wanted
    served = 0

    def serve(request: bytes) -> bytes:
        nonlocal served
        served += 1
        if request == b"count":
            return b"%d" % served
        action = ACTIONS.get(request.decode())
        return action() if action else request

    return serve


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(make_server, 2, LIMITS) as workers:
        yield workers


def test_answers_come_to_the_requests_they_belong_to(workers: Workers) -> None:
    tickets = [workers.submit(b"%d" % number) for number in range(50)]
    assert [workers.result(ticket) for ticket in reversed(tickets)] == [
        b"%d" % number for number in reversed(range(50))
    ]


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (b"spin", r"took more than (1 s of CPU time|3 s)"),
        (b"sleep", "took more than 3 s"),
        (b"crash", "SIGSEGV"),
        (b"be_killed", "SIGKILL"),
        (b"leave", "ended the reading process"),
        (b"eat", "ended the reading process"),
        (b"begin_to_answer", "took more than 3 s"),
        (b"begin_to_say_how_long", "took more than 3 s"),
        (b"answer_drop_by_drop", "took more than 3 s"),
        (b"promise_too_much", "got too long an answer from its reading process"),
        (b"hang_up", "ended the reading process"),
    ],
)
def test_a_request_that_goes_wrong_costs_itself_alone(
    workers: Workers, request_: bytes, reason: str
) -> None:
    bad = workers.submit(request_)
    others = [workers.submit(b"%d" % number) for number in range(10)]
    with pytest.raises(WorkerEndedError, match=reason):
        workers.result(bad)
    assert [workers.result(ticket) for ticket in others] == [b"%d" % n for n in range(10)]


def test_a_child_that_takes_no_request_costs_that_request_alone() -> None:
    def make_deaf() -> Server:
        time.sleep(600)
        return make_server()

    with Workers(make_deaf, 1, LIMITS) as deaf:
        unheard = deaf.submit(b"x" * 10_000_000)  # more than a pipe holds
        with pytest.raises(WorkerEndedError, match="took more than 3 s"):
            deaf.result(unheard)


@pytest.mark.parametrize("size_bytes", [0, 1, 300_000, 1_000_000])
def test_messages_of_any_length_come_whole(workers: Workers, size_bytes: int) -> None:
    message = (b"0123456789" * (size_bytes // 10 + 1))[:size_bytes]
    assert workers.result(workers.submit(message)) == message


def test_a_first_request_overtakes_those_that_wait() -> None:
    with Workers(make_server, 1, LIMITS) as workers:
        tickets = [workers.submit(b"x") for _ in range(5)]
        overtaking = workers.submit(b"count", first=True)
        assert workers.result(overtaking) == b"2"
        assert [workers.result(ticket) for ticket in tickets] == [b"x"] * 5


def test_children_are_started_only_for_work() -> None:
    with Workers(make_server, 8, LIMITS) as workers:
        pids = {workers.result(workers.submit(b"pid")) for _ in range(5)}
        assert len(pids) == 1


def test_nothing_is_left_running_after_the_end() -> None:
    with Workers(make_server, 2, LIMITS) as workers:
        child = int(workers.result(workers.submit(b"pid")))
        workers.submit(b"sleep")
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_child_that_died_while_idle_costs_no_request(workers: Workers) -> None:
    child = int(workers.result(workers.submit(b"pid")))
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert workers.result(workers.submit(b"x")) == b"x"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_that_is_killed_at_work_costs_no_request(
    tmp_path: Path, end: signal.Signals
) -> None:
    killed = tmp_path / "killed"

    def make_killed_once() -> Server:
        def serve(request: bytes) -> bytes:
            if not killed.exists():
                killed.touch()
                os.kill(os.getpid(), end)
            return request

        return serve

    with Workers(make_killed_once, 1, LIMITS) as workers:
        tickets = [workers.submit(b"%d" % number) for number in range(3)]
        assert [workers.result(ticket) for ticket in tickets] == [b"0", b"1", b"2"]
    assert killed.exists()


def test_a_child_that_is_killed_while_it_starts_costs_no_request(tmp_path: Path) -> None:
    killed = tmp_path / "killed"

    def make_late() -> Server:
        if not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return make_server()

    with Workers(make_late, 1, LIMITS) as workers:
        assert workers.result(workers.submit(b"x")) == b"x"
    assert killed.exists()


def test_children_share_no_pipe_with_each_other(workers: Workers) -> None:
    tickets = [workers.submit(b"sleep"), workers.submit(b"sockets")]
    assert workers.result(tickets[1]) == b"1"
