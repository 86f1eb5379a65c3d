"""Two dispatchers that hold a document at the same time: the clock of the second one runs ahead.

So it takes a claim that is still good for expired, and both hand the document over. Each point at
which the one may go on while the other stands still is tried, twice: where the second one begins,
and where the first one goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.models import Route, RouteKind
from smartcat.plan.routing import Router
from world.clock import Clock
from world.deployment import FUNCTION_S, deployment
from world.documents import Kind, upload_of
from world.law import check_law
from world.message_queue import Message
from world.process import Process
from world.settling import settle
from world.turns import Party, Turns
from world.world import World

_AHEAD_S = FUNCTION_S + 60.0
"""A claim of a function has expired by then."""
_MOST_OPERATIONS = 21
"""What handing a document over takes at most, and one more."""


@dataclass(frozen=True)
class _Deciding:
    """Sends each document to Batch, with a reason of its own."""

    reason: str

    def by_size(self, _size_bytes: int) -> Route:
        return Route(kind=RouteKind.BATCH, reason=self.reason)


def dispatcher_of(world: World, process: Process, reason: str) -> Dispatcher:
    """Put a dispatcher together that gives a reason: so each of two writes a run of its own."""
    dispatcher = deployment().dispatcher(
        world.store(process),
        world.services.documents_client(process),
        world.services.batch_for(process),
        world.folder,
    )
    router = cast("Router", _Deciding(reason))  # nothing else of it is asked for
    return replace(dispatcher, router_of=lambda _: router)


def taking(world: World, message: Message, reason: str) -> Callable[[Process], None]:
    """Give what takes a message; if it fails, the message comes again."""

    def take(process: Process) -> None:
        dispatcher = dispatcher_of(world, process, reason)
        answer = dispatcher.handle({"Records": [message.record]}, lambda: process.time_left_s)
        if answer["batchItemFailures"]:
            world.queue.bring_back([message])

    return take


@pytest.mark.parametrize("begins_at", range(_MOST_OPERATIONS))
def test_whoever_hands_over_at_the_same_time_writes_one_run(
    clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture, begins_at: int
) -> None:
    for goes_on_at in range(_MOST_OPERATIONS):
        world = World(clock, tmp_path)
        world.upload(upload_of("scan.txt", Kind.BULKY, 3), events=2)
        first, second = list(world.queue.waiting)
        world.queue.receive([first, second])
        turns = Turns(
            clock,
            Party(taking(world, first, "it took longer than was expected"), begins_at),
            Party(taking(world, second, "it is large"), goes_on_at, _AHEAD_S),
            FUNCTION_S,
        )
        with world.calm():
            turns.take()
        try:
            settle(world)
            check_law(world)
        except Exception as error:
            error.add_note(f"the second began at {begins_at}, the first went on at {goes_on_at}")
            raise
    assert "a bug" not in caplog.messages
