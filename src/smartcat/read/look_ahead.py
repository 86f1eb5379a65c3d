"""Work ahead of whoever asks, by a bounded number of steps."""

from collections import deque
from collections.abc import Iterator
from typing import Generic, Self, TypeVar

Entry = TypeVar("Entry")


class LookAhead(Generic[Entry]):
    """An iterator that works ahead by a bounded number of entries and can be peeked into."""

    def __init__(self, entries: Iterator[Entry], size: int) -> None:
        self._entries = entries
        self._size = size
        self._queue: deque[Entry] = deque()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Entry:
        if self.peek() is None:
            raise StopIteration
        return self._queue.popleft()

    def peek(self) -> Entry | None:
        """Return the next entry, and leave it there; nothing if there is none."""
        while len(self._queue) < self._size and (entry := next(self._entries, None)) is not None:
            self._queue.append(entry)
        return self._queue[0] if self._queue else None
