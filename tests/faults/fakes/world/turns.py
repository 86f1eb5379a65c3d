"""Two processes at the same time: now the one asks for something, now the other."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from world.clock import Clock
from world.faults import Fault, WireFault
from world.process import Process

_PATIENCE_S = 60.0
"""On the clock of the machine; whoever waits longer waits for ever."""

_Answer = TypeVar("_Answer")


@dataclass
class Party:
    """One of two.

    Attributes:
        act: What it does, as which process.
        asks_first: How many operations it asks for before the other one goes on.
        skew_s: How far its clock runs ahead.
    """

    act: Callable[[Process], None]
    asks_first: int
    skew_s: float = 0.0
    process: "_ProcessInTurn | None" = None
    raised: BaseException | None = None
    is_over: bool = False
    turn: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Lets two act in threads of which only one goes on at a time, so that they have an order.

    The first one begins; when it has asked for so much, the second one does; then the first one
    comes to its end, and then the second one.
    """

    def __init__(self, clock: Clock, first: Party, second: Party, limit_s: float) -> None:
        self._clock = clock
        self._parties = (first, second)
        deadline = clock.after(limit_s)
        for party in self._parties:
            party.process = _ProcessInTurn(clock, deadline=deadline)
            party.process.before = partial(self._before_asking, party)

    def take(self) -> None:
        """Let both come to their ends."""
        threads = [
            threading.Thread(target=self._act, args=[party], daemon=True) for party in self._parties
        ]
        for thread in threads:
            thread.start()
        self._parties[0].turn.set()
        for thread in threads:
            thread.join(_PATIENCE_S)
            assert not thread.is_alive(), "one of them waits for ever"
        self._clock.set_skew(0.0)
        for party in self._parties:
            if party.raised is not None:
                raise party.raised

    def _act(self, party: Party) -> None:
        self._wait(party)
        assert party.process is not None
        try:
            party.act(party.process)
        except BaseException as error:  # noqa: BLE001 - whoever took turns is told
            party.raised = error
        party.is_over = True
        self._other(party).turn.set()

    def _before_asking(self, party: Party) -> None:
        other = self._other(party)
        if party.asks_first == 0 and not other.is_over:
            other.turn.set()
            self._wait(party)
        party.asks_first -= 1

    def _wait(self, party: Party) -> None:
        assert party.turn.wait(_PATIENCE_S), "its turn never comes"
        party.turn.clear()
        self._clock.set_skew(party.skew_s)

    def _other(self, party: Party) -> Party:
        first, second = self._parties
        return second if party is first else first


@dataclass
class _ProcessInTurn(Process):
    """Waits for its turn before it asks for anything."""

    before: Callable[[], None] = lambda: None

    def ask(
        self,
        effect: Callable[[], _Answer],
        refusal: Callable[[], Exception],
        variants: Mapping[Fault | WireFault, Callable[[], _Answer]] | None = None,
        *,
        changes: bool = False,
    ) -> _Answer:
        self.before()
        return super().ask(effect, refusal, variants, changes=changes)
