"""What is stored: objects by key, as all processes see them that are told the truth."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from smartcat.store.protocol import StoredObject

URI = "s3://results"
LATE = 3
"""So many of the last objects are missing in a list that is stale."""


@dataclass(frozen=True)
class _Written:
    data: bytes
    version: int
    created: int


@dataclass
class Objects:
    """Keeps objects."""

    _objects: dict[str, _Written] = field(default_factory=dict)
    _writes: int = 0

    def get(self, key: str) -> bytes | None:
        """The bytes of an object, if there is one."""
        there = self._objects.get(key)
        return None if there is None else there.data

    def head(self, key: str) -> StoredObject | None:
        """An object, but for its bytes."""
        there = self._objects.get(key)
        if there is None:
            return None
        return StoredObject(key, len(there.data), f'"{there.version}"')

    def put(self, key: str, data: bytes) -> None:
        """Write an object."""
        self._writes += 1
        there = self._objects.get(key)
        created = self._writes if there is None else there.created
        self._objects[key] = _Written(data, self._writes, created)

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one."""
        if key in self._objects:
            return False
        self.put(key, data)
        return True

    def replace(self, key: str, data: bytes, version: str) -> bool:
        """Write an object if it is of a version."""
        there = self.head(key)
        if there is None or there.version != version:
            return False
        self.put(key, data)
        return True

    def delete(self, key: str) -> None:
        """Remove an object."""
        self._objects.pop(key, None)

    def below(self, prefix: str, *, is_stale: bool = False) -> Iterator[StoredObject]:
        """Objects below a prefix, by key."""
        created = sorted(one.created for one in self._objects.values())
        last = created[-LATE:] if is_stale else []
        for key in sorted(self._objects):
            told = self.head(key)
            if key.startswith(prefix) and told and self._objects[key].created not in last:
                yield told
