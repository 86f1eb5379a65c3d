"""The results store, as a process sees it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from smartcat.errors import StorageError
from smartcat.store.protocol import ObjectNotFoundError, StoredObject
from world.faults import Fault
from world.objects import URI, Objects
from world.process import Process


def _slow_down() -> Exception:
    return StorageError("SlowDown, please reduce your request rate")


@dataclass(frozen=True)
class ResultsStore:
    """An `ObjectStore` that fails as planned.

    Attributes:
        objects: What is stored.
        process: Who asks.
    """

    objects: Objects
    process: Process

    @property
    def uri(self) -> str:
        return URI

    def get(self, key: str) -> bytes:
        data = self.process.ask(lambda: self.objects.get(key), _slow_down)
        if data is None:
            raise ObjectNotFoundError(key)
        return data

    def get_range(self, key: str, start: int, size_bytes: int) -> bytes:
        return self.get(key)[start : start + size_bytes]

    def head(self, key: str) -> StoredObject | None:
        return self.process.ask(lambda: self.objects.head(key), _slow_down)

    def put(self, key: str, data: bytes) -> None:
        self.process.ask(lambda: self.objects.put(key, data), _slow_down, changes=True)

    def put_if_absent(self, key: str, data: bytes) -> bool:
        return self._write(lambda: self.objects.put_if_absent(key, data))

    def replace(self, key: str, data: bytes, version: str) -> bool:
        return self._write(lambda: self.objects.replace(key, data, version))

    def delete(self, key: str) -> None:
        self.process.ask(lambda: self.objects.delete(key), _slow_down, changes=True)

    def names(self, prefix: str) -> Iterator[str]:
        found = (stored.key.removeprefix(prefix) for stored in self.list(prefix))
        yield from dict.fromkeys(key.partition("/")[0] for key in found)

    def list(self, prefix: str) -> Iterator[StoredObject]:
        yield from self.process.ask(
            lambda: list(self.objects.below(prefix)),
            _slow_down,
            {Fault.STALE: lambda: list(self.objects.below(prefix, is_stale=True))},
        )

    def _write(self, write: Callable[[], bool]) -> bool:
        """Write on a condition; who sends it twice may be told that it is there already."""

        def send_again() -> bool:
            write()
            return False

        return self.process.ask(write, _slow_down, {Fault.SENT_AGAIN: send_again}, changes=True)
