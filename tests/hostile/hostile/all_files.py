"""All hostile files."""

from collections.abc import Iterator
from itertools import chain

from hostile.bombs import bombs
from hostile.file import HostileFile
from hostile.guises import guises
from hostile.pictures import pictures
from hostile.renderers import renderers
from hostile.structures import structures
from hostile.texts import texts


def all_files() -> Iterator[HostileFile]:
    """Make all hostile files, one after another: some are large."""
    yield from chain(guises(), pictures(), texts(), structures(), bombs(), renderers())
