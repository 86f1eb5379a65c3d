"""End work that takes too long, wherever it is: a function must not run into its time limit."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_AGAIN_S = 1.0
"""Python loses what is raised while it clears away an object; then it is raised again."""
_AT_ONCE_S = 0.001


class OutOfTime(BaseException):
    """Time is up. No `Exception`: nothing may take it for what became of a document."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` inside after so many seconds, or at once if there are none left.

    It works in the main thread alone, where AWS Lambda calls functions.
    """
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, _AT_ONCE_S), _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _raise(_number: int, _frame: object) -> NoReturn:
    raise OutOfTime
