"""Count the fits of a training, for those who wait."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


@dataclass
class Steps:
    """Counts the fits."""

    total: int
    progress: Progress | None
    count: int = 0

    def done(self) -> None:
        """One more is done."""
        self.count += 1
        if self.progress:
            self.progress(self.count, self.total)

    def finish(self) -> None:
        """All are done, those that were not needed among them."""
        self.count = self.total - 1
        self.done()
