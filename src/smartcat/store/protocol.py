"""What a results store must do: whole objects, conditional writes, listing."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class ObjectNotFoundError(Exception):
    """There is no such object; whoever asks knows what that means."""


class StoredObject(NamedTuple):
    """An object, but for its bytes.

    Attributes:
        key: Its key below the store.
        size_bytes: How large it is.
        version: Another one with each write; what ``replace`` compares.
    """

    key: str
    size_bytes: int
    version: str


class ObjectStore(Protocol):
    """Objects by key; each appears whole or not at all.

    All of them raise `smartcat.errors.StorageError` where the store fails for now, and
    `smartcat.errors.AccessDeniedError` where it refuses.
    """

    @property
    def uri(self) -> str:
        """Where it is, for another process: ``file:///…`` or ``s3://bucket/prefix``."""
        ...

    def get(self, key: str) -> bytes:
        """Read an object.

        Raises:
            ObjectNotFoundError: There is none.
        """
        ...

    def get_range(self, key: str, start: int, size_bytes: int) -> bytes:
        """Read a part of an object.

        Raises:
            ObjectNotFoundError: There is none.
        """
        ...

    def head(self, key: str) -> StoredObject | None:
        """Look whether there is an object."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Write an object, whatever is there."""
        ...

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one; whether it was written."""
        ...

    def replace(self, key: str, data: bytes, version: str) -> bool:
        """Write an object if what is there is still of that version; whether it was written."""
        ...

    def delete(self, key: str) -> None:
        """Remove an object, if there is one."""
        ...

    def names(self, prefix: str) -> Iterator[str]:
        """The next parts of keys that begin with a prefix, which ends with a slash, in no order.

        Of ``documents/<document_id>/manifest.json`` below ``documents/`` that is the id. Nothing
        further down is looked at, so there may be objects of no use at all below a name.
        """
        ...

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """All objects whose keys begin with a prefix, which ends with a slash, by key."""
        ...
