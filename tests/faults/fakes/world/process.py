"""A process of SmartCat: counts what it asks of others, and meets the trouble that is planned."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from smartcat.dispatch import time_limit
from world.clock import Clock
from world.faults import (
    MADE_GOOD,
    TRIED,
    TROUBLE_FREE,
    Fault,
    Meanwhile,
    Pause,
    Plan,
    Trouble,
    WireFault,
)

_OPERATION_S = 0.02
"""What asking for something takes."""
_TO_CLEAR_UP_S = 15.0
"""How long before its end a function is told that its time is up."""

_Answer = TypeVar("_Answer")


class ProcessDiedError(BaseException):
    """The process is no more. No `Exception`: nothing in it may catch that."""


@dataclass
class Process:
    """Something that runs SmartCat, for as long as it lives.

    Attributes:
        clock: The time.
        plan: What goes wrong.
        others: Lets others do something.
        stop_signal: What tells it to stop; absent if nothing does.
        deadline: When it is ended, whatever it does; absent if never.
        asked: How many operations it asked for.
        pages: How many pages it read.
        is_dead: Whether it is no more.
        met: What went wrong.
        could_meet: What could have gone wrong, by operation.
    """

    clock: Clock
    plan: Plan = field(default_factory=lambda: TROUBLE_FREE)
    others: Callable[[Meanwhile], None] = lambda _: None
    stop_signal: signal.Signals | None = None
    deadline: datetime | None = None
    asked: int = 0
    pages: int = 0
    is_dead: bool = False
    met: list[Trouble] = field(default_factory=list)
    could_meet: list[frozenset[Trouble]] = field(default_factory=list)
    was_told: bool = False

    def __post_init__(self) -> None:
        self._ahead = dict(sorted(self.plan.items()))

    @property
    def time_left_s(self) -> float:
        """Seconds until it is ended."""
        assert self.deadline is not None
        return max((self.deadline - self.clock.now).total_seconds(), 0.0)

    @property
    def has_met_harm(self) -> bool:
        """Whether something went wrong that botocore does not make good by itself."""
        return any(one not in MADE_GOOD for one in self.met)

    def ask(
        self,
        effect: Callable[[], _Answer],
        refusal: Callable[[], Exception],
        variants: Mapping[Fault | WireFault, Callable[[], _Answer]] | None = None,
        *,
        changes: bool = False,
    ) -> _Answer:
        """Ask for something.

        Args:
            effect: Does it.
            refusal: Makes the error that tells that it was not done.
            variants: How else it may go.
            changes: Whether it changes anything: else it is all the same when a process dies.
        """
        self.spend(_OPERATION_S)
        possible = self._possible(frozenset(variants or ()), changes=changes)
        self.could_meet.append(possible)
        trouble = self._due(possible)
        self.asked += 1
        if isinstance(trouble, Pause):
            self._stand_still(trouble)
        elif trouble is not None:
            return self._fail(trouble, effect, refusal, variants or {})
        return effect()

    def spend(self, seconds: float) -> None:
        """Let time pass, and end if it was too much."""
        if self.is_dead:
            raise ProcessDiedError
        self.clock.advance(seconds)
        if self.deadline is None:
            return
        if self.clock.now >= self.deadline:
            self._die()
        if self.clock.now >= self.deadline - timedelta(seconds=_TO_CLEAR_UP_S):
            self._tell_to_stop()

    def _possible(
        self, variants: frozenset[Fault | WireFault], *, changes: bool
    ) -> frozenset[Trouble]:
        """What may go wrong with an operation."""
        possible: set[Trouble] = {Fault.REFUSED, Fault.DIES_BEFORE, *variants}
        if changes:
            possible |= {Fault.ANSWER_LOST, Fault.DIES_AFTER}
        if self._can_be_told:
            possible.add(Fault.TOLD_TO_STOP)
        return frozenset(possible)

    def _due(self, possible: frozenset[Trouble]) -> Trouble | None:
        for before, trouble in self._ahead.items():
            is_possible = isinstance(trouble, Pause) or trouble in possible
            if before <= self.asked and is_possible:
                del self._ahead[before]
                self.met.append(trouble)
                TRIED["pause" if isinstance(trouble, Pause) else trouble.value] += 1
                return trouble
        return None

    def _fail(
        self,
        fault: Fault | WireFault,
        effect: Callable[[], _Answer],
        refusal: Callable[[], Exception],
        variants: Mapping[Fault | WireFault, Callable[[], _Answer]],
    ) -> _Answer:
        if fault in variants:
            return variants[fault]()
        if fault is Fault.DIES_BEFORE:
            self._die()
        if fault is Fault.TOLD_TO_STOP:
            self._tell_to_stop()
            return effect()
        if fault in {Fault.ANSWER_LOST, Fault.DIES_AFTER}:
            effect()
        if fault is Fault.DIES_AFTER:
            self._die()
        raise refusal()

    def _stand_still(self, pause: Pause) -> None:
        self.clock.advance(pause.seconds)
        for other in pause.meanwhile:
            TRIED[f"meanwhile: {other}"] += 1
            self.others(other)
        self.spend(0.0)

    @property
    def _can_be_told(self) -> bool:
        if self.was_told or self.stop_signal is None:
            return False
        if self.stop_signal is signal.SIGALRM:  # only while it looks at the clock
            return signal.getsignal(signal.SIGALRM) is time_limit._raise
        return True

    def _tell_to_stop(self) -> None:
        if self._can_be_told and self.stop_signal is not None:
            self.was_told = True
            signal.raise_signal(self.stop_signal)

    def _die(self) -> None:
        self.is_dead = True
        raise ProcessDiedError
