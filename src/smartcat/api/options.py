"""How documents are read and cut: what the verbs have in common."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.errors import UsageError
from smartcat.machine import usable_cores
from smartcat.models import Page
from smartcat.read import (
    ALL_PAGES,
    PAGES,
    OcrChoice,
    Reader,
    ReadingMode,
    ReadLimits,
    ReadOptions,
)

if TYPE_CHECKING:
    from smartcat.segment import SplitMode, SplitOptions

__all__ = [
    "ALL_PAGES",
    "PAGES",
    "OcrChoice",
    "Progress",
    "ReadLimits",
    "ReadOptions",
    "ReadingMode",
    "as_paths",
    "nobody",
    "opened_reader",
    "reading_all",
    "reading_for",
    "split_modes",
    "split_options",
]

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def nobody(_done: int, _total: int) -> None:
    """Tell nobody."""


def as_paths(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """Take one path for a list of one."""
    if isinstance(paths, str | Path):
        return [Path(paths)]
    return [Path(path) for path in paths]


def split_options(split: "SplitOptions | str") -> "SplitOptions":
    """Take the names of ways to split, joined by ``+``, for options.

    Raises:
        UsageError: They do not make sense, alone or together.
    """
    from pydantic import ValidationError

    from smartcat.segment import SplitOptions

    if isinstance(split, SplitOptions):
        return split
    try:
        return SplitOptions(modes=split_modes(split))
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"'{split}' is no way to split: {reason}") from error


def split_modes(names: str) -> "tuple[SplitMode, ...]":
    """Take the names of ways to split apart: joined by ``+``, or by commas.

    Raises:
        UsageError: One of them is unknown.
    """
    from smartcat.segment import SplitMode

    named = [name for name in names.replace(",", "+").split("+") if name]
    if unknown := set(named) - set(SplitMode):
        raise UsageError(
            f"there is no way to split that is called '{min(unknown)}'; "
            f"choose from {', '.join(SplitMode)}"
        )
    return tuple(SplitMode(name) for name in named)


def reading_for(split: "SplitOptions", read: ReadOptions | None) -> ReadOptions:
    """Look for codes where separators part documents."""
    from smartcat.segment import SplitMode

    read = read or ReadOptions()
    return read.model_copy(update={"codes": read.codes or SplitMode.SEPARATORS in split.modes})


def reading_all(read: ReadOptions | None) -> ReadOptions:
    """Read all of every page: what is learned or measured needs it."""
    return (read or ReadOptions()).model_copy(update={"reading": ReadingMode.FULL})


@contextmanager
def opened_reader(
    read: ReadOptions,
    limits: ReadLimits | None = None,
    jobs: int | None = None,
    settles: Callable[[Page], bool] | None = None,
) -> Iterator[Reader]:
    """Start a reader, and end its processes whatever happens.

    Args:
        read: How it reads.
        limits: What it may use.
        jobs: Reading processes; absent: one a core.
        settles: Says whether the class of a page that was read in part is settled.
    """
    with Reader(read, limits or ReadLimits(), jobs or usable_cores(), settles) as reader:
        yield reader
