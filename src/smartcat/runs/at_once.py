"""Ask for many objects at once: a bucket takes some 20 ms for each."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")

_THREADS = 32
"""As many as a store has connections."""


def at_once(
    ask: Callable[[_Asked], _Answer], entries: Iterable[_Asked]
) -> Iterator[tuple[_Asked, _Answer]]:
    """Yield entries in their order, each with its answer; a bounded number is asked for ahead.

    Its threads end before it does; nothing may fork meanwhile.

    Args:
        ask: Called in threads.
        entries: Taken as they are needed.
    """
    under_way: deque[tuple[_Asked, Future[_Answer]]] = deque()
    with ThreadPoolExecutor(_THREADS) as threads:
        for entry in entries:
            under_way.append((entry, threads.submit(ask, entry)))
            if len(under_way) > _THREADS:
                asked, answer = under_way.popleft()
                yield asked, answer.result()
        for asked, answer in under_way:
            yield asked, answer.result()
