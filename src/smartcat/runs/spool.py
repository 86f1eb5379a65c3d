"""Nouns on disk, so that a plan of a million documents takes no more memory than one of ten."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from smartcat.models import Noun

Kept = TypeVar("Kept", bound=Noun)


class Spool(Generic[Kept]):
    """Keeps nouns in a file, in their order; they may be gone through any number of times.

    Args:
        kind: What is kept.
        folder: Where the file is made; it is the caller's to remove.
    """

    def __init__(self, kind: type[Kept], folder: Path) -> None:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="spool-")
        os.close(descriptor)
        self._kind = kind
        self._path = Path(name)
        self._count = 0

    def add(self, noun: Kept) -> None:
        """Add a noun."""
        self.extend(iter([noun]))

    def extend(self, nouns: Iterator[Kept]) -> None:
        """Add nouns as they come."""
        with self._path.open("a", encoding="utf-8") as file:
            for noun in nouns:
                file.write(f"{noun.model_dump_json()}\n")
                self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Kept]:
        with self._path.open("rb") as file:
            for line in file:
                yield self._kind.model_validate_json(line)
