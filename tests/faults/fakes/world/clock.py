"""The time of the world: it passes when it is told to, and processes may see another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from time_machine import Traveller

BEGIN = datetime(2026, 11, 24, 14, 9, 12, tzinfo=UTC)


class Clock:
    """Tells all of this Python process what time it is.

    Args:
        traveller: What makes Python believe it.
    """

    def __init__(self, traveller: Traveller) -> None:
        self._traveller = traveller
        self._now = BEGIN
        self._skew = timedelta()

    @property
    def now(self) -> datetime:
        """The time, whatever a process believes."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)
        self._show()

    def after(self, seconds: float) -> datetime:
        """The time in so many seconds."""
        return self._now + timedelta(seconds=seconds)

    @contextmanager
    def skewed(self, seconds: float) -> Iterator[None]:
        """Let a process believe that it is so much later."""
        before = self._skew.total_seconds()
        self.set_skew(seconds)
        try:
            yield
        finally:
            self.set_skew(before)

    def set_skew(self, seconds: float) -> None:
        """Let whoever asks from now on believe that it is so much later."""
        self._skew = timedelta(seconds=seconds)
        self._show()

    def _show(self) -> None:
        self._traveller.move_to(self._now + self._skew, tick=False)
