"""The wire between botocore and moto: each request on it is an operation that may go wrong."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto.core.models import botocore_stubber

from world.faults import Fault, WireFault
from world.on_moto.answers import Body, FullDisk, answer, closed, timed_out, with_body
from world.on_moto.request import Call, Request
from world.process import Process

Variants = Mapping[Fault | WireFault, Callable[[], AWSResponse]]


class Wire:
    """Hears of each request of some clients before it is sent, and may let it fail.

    What a process cannot get done, botocore has tried as often as it does: what is `REFUSED`, or
    whose answer is lost, goes on for all that it sends for that call. A `WireFault` meets one of
    these requests alone, and botocore mostly makes it good.

    Args:
        stale: Surrounds a request that is to be told of less than there is.
    """

    def __init__(self, stale: Callable[[], AbstractContextManager[None]]) -> None:
        self._stale = stale
        self._processes: list[Process] = []
        self._call = Call("", "")

    def watch(self, client: Any) -> None:
        """Hear of the requests of a client."""
        client.meta.events.register("before-call", self._begin)
        # All that hear of it are called, whoever answers: moto would do what is refused here.
        client.meta.events.unregister("before-send", botocore_stubber)
        client.meta.events.register("before-send", self._send)

    @contextmanager
    def used_by(self, process: Process) -> Iterator[None]:
        """Let a process be the one that asks; others may ask meanwhile."""
        self._processes.append(process)
        try:
            yield
        finally:
            self._processes.pop()

    def _begin(self, model: Any, **_: object) -> None:
        self._call = Call(model.service_model.service_name, model.name)

    def _send(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        one = Request(self._call, request)
        if not self._processes:  # it is the world that looks
            return _delivered(one)
        process = self._processes[-1]
        if one.call.goes_on is not None:
            return one.call.goes_on()

        def refused() -> Exception:
            return timed_out(one)

        try:
            return process.ask(
                lambda: _delivered(one), refused, self._variants(one), changes=one.changes
            )
        finally:
            self._call = one.call  # others may have called meanwhile

    def _variants(self, one: Request) -> Variants:
        """How else a request may go."""
        variants: dict[Fault | WireFault, Callable[[], AWSResponse]] = {
            Fault.REFUSED: lambda: _on_and_on(one, lambda: answer(one, 503)),
            WireFault.SLOW_DOWN: lambda: answer(one, 503),
            WireFault.SERVER_FAILED: lambda: answer(one, 500),
            WireFault.RESET: lambda: _lost(closed(one)),
            WireFault.DENIED: lambda: answer(one, 403),
        }
        if one.changes:
            variants |= _lost_answers(one)
        if one.is_conditional_write:
            variants[WireFault.CONFLICT] = lambda: answer(one, 409)
        if one.lists:
            variants[Fault.STALE] = lambda: self._told_late(one)
        if one.fetches:
            variants[WireFault.BREAKS_OFF] = lambda: _broken_off(one)
            if "If-Match" in one.sent.headers:  # a document, and that goes to the disk
                variants[Fault.DISK_FULL] = lambda: with_body(_delivered(one), FullDisk())
        return variants

    def _told_late(self, one: Request) -> AWSResponse:
        with self._stale():
            return _delivered(one)


def _delivered(one: Request) -> AWSResponse:
    """Let moto do it."""
    told: AWSResponse | None = botocore_stubber("before-send", one.sent)
    assert told is not None
    return told


def _lost_answers(one: Request) -> Variants:
    """How a change may be made and nobody hear of it: once, or whenever it is sent."""

    def after(trouble: Callable[[], AWSResponse]) -> Callable[[], AWSResponse]:
        def done() -> AWSResponse:
            _delivered(one)
            return trouble()

        return done

    return {
        Fault.ANSWER_LOST: after(lambda: _on_and_on(one, lambda: _lost(timed_out(one)))),
        Fault.SENT_AGAIN: after(lambda: _lost(timed_out(one))),
        WireFault.RESET_AFTER: after(lambda: _lost(closed(one))),
        WireFault.FAILED_AFTER: after(lambda: answer(one, 500)),
    }


def _on_and_on(one: Request, trouble: Callable[[], AWSResponse]) -> AWSResponse:
    """Let the same become of all that is sent for a call."""
    one.call.goes_on = trouble
    return trouble()


def _lost(error: Exception) -> AWSResponse:
    raise error


def _broken_off(one: Request) -> AWSResponse:
    told = _delivered(one)
    whole = told.raw.read() if told.raw is not None else b""
    return with_body(told, Body(whole[: len(whole) // 2]))
