"""Receive bodies of objects, again where they break off: botocore sees to answers, not to that."""

from collections.abc import Callable
from contextlib import closing
from typing import Any, TypeVar

_TRIES = 3

Taken = TypeVar("Taken")


def receive(ask: Callable[[], Any], take: Callable[[Any], Taken]) -> Taken:
    """Ask for an object and take its body, from the beginning again where it breaks off.

    Args:
        ask: Asks for the object; what it raises is not tried again here.
        take: Reads the body to its end; called anew for each try.
    """
    from botocore import exceptions as said

    broken = (said.HTTPClientError, said.IncompleteReadError, said.FlexibleChecksumError)
    for left in reversed(range(_TRIES)):
        with closing(ask()["Body"]) as body:
            try:
                return take(body)
            except broken:
                if not left:
                    raise
    raise AssertionError("the last try returns or raises")
