"""Wait for what should soon be so."""

import time
from collections.abc import Callable
from typing import TypeVar

_PAUSE_S = 0.05
_Found = TypeVar("_Found")


def until(what: str, look: Callable[[], _Found], within_s: float = 30.0) -> _Found:
    """Look again and again, until there is something.

    Args:
        what: What is waited for, for the message.
        look: Returns something true once it is so.
        within_s: How long that may take.

    Raises:
        TimeoutError: It is still not so.
    """
    deadline = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {within_s:g} s still not: {what}; seen last: {found!r}")
        time.sleep(_PAUSE_S)
    return found
