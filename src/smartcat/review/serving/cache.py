"""Keep what was drawn in memory, within a bound."""

import threading
from collections import OrderedDict

_MOST_BYTES = 64 * 1024**2


class PictureCache:
    """The pictures that were asked for last; for any thread."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """Hold nothing yet.

        Args:
            most_bytes: How much all pictures together may take.
        """
        self._most_bytes = most_bytes
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size_bytes = 0
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """Return a picture, if it is held."""
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
            return self._held.get(name)

    def put(self, name: str, picture: bytes) -> None:
        """Hold a picture; those that nobody asked for longest make room."""
        with self._lock:
            self._size_bytes += len(picture) - len(self._held.pop(name, b""))
            self._held[name] = picture
            while self._size_bytes > self._most_bytes:
                self._size_bytes -= len(self._held.popitem(last=False)[1])
