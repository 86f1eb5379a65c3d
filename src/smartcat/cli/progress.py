"""Progress for people: on stderr, and only where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

Update = Callable[[int, int | None], None]
"""Told how much is done, of how much; absent where that is not known."""
StepUpdate = Callable[[str, int, int | None], None]
"""Told first what is being done."""


@contextmanager
def progress_bar(description: str, *, is_shown: bool = True) -> Iterator[Update]:
    """Show a bar while the block runs."""
    with stepping_bar(is_shown=is_shown) as update:
        yield partial(update, description)


@contextmanager
def stepping_bar(*, is_shown: bool = True) -> Iterator[StepUpdate]:
    """Show a bar for several things, one after another, while the block runs."""
    if not (is_shown and sys.stderr.isatty()):
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    # Without a refreshing thread: reading processes are forked, which wants a single thread.
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def update(step: str, done: int, total: int | None) -> None:
            bar.update(task, description=step, completed=done, total=total, refresh=True)

        yield update


@dataclass
class ClassifyingBar:
    """Shows how many documents are done; of a single document, how many pages."""

    documents: int = 1
    done: int = 0
    update: Update = lambda _done, _total: None

    @contextmanager
    def shown(self, documents: int, *, is_shown: bool = True) -> Iterator[None]:
        """Show it while documents are classified."""
        self.documents = documents
        description = "Pages" if documents == 1 else "Documents"
        with progress_bar(description, is_shown=is_shown) as self.update:
            yield

    def page_done(self, done: int, total: int) -> None:
        """Count a page."""
        if self.documents == 1:
            self.update(done, total)

    def document_done(self) -> None:
        """Count a document."""
        self.done += 1
        if self.documents > 1:
            self.update(self.done, self.documents)
