"""Manifests as a table for people, a segment a row."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from smartcat.models import AbstentionReason, DocumentManifest, Prediction, Segment

_PLAIN_WIDTH = 120
"""Width where stdout is no terminal, so that a pipe does not cut words to 80 columns."""


class TableWriter:
    """Collects rows, and shows them at the end with a line that sums up."""

    def __init__(self) -> None:
        self._table = Table(box=None, pad_edge=False, header_style="bold")
        self._table.add_column("Document", overflow="fold")
        self._table.add_column("Pages", justify="right")
        self._table.add_column("Class")
        self._table.add_column("Confidence", justify="right")
        self._table.add_column("Review", overflow="fold")
        self._stored: list[Path] = []
        self._documents = self._failed = self._pages = self._segments = self._reviews = 0

    def add(self, manifest: DocumentManifest, stored_at: Path | None) -> None:
        """Add the rows of one document."""
        if stored_at is not None:
            self._stored.append(stored_at)
        self._documents += 1
        self._pages += len(manifest.pages)
        self._segments += len(manifest.segments)
        self._reviews += sum(segment.needs_review for segment in manifest.segments)
        key = Text(manifest.source.key)
        if manifest.failure:
            self._failed += 1
            self._table.add_row(key, "", "failed", "", manifest.failure.message, style="red")
        for segment in manifest.segments:
            self._table.add_row(key, *_cells(segment))
            key = Text("")

    def finish(self) -> None:
        """Show the table."""
        console = plain_console()
        console.print(self._table)
        console.print()
        console.print(self._summary(), soft_wrap=True)
        for path in self._stored[:1]:
            more = f" and {len(self._stored) - 1} more" if len(self._stored) > 1 else ""
            console.print(f"Manifest: {path}{more}", soft_wrap=True, markup=False)

    def _summary(self) -> str:
        documents = count(self._documents, "document")
        pages, segments = count(self._pages, "page"), count(self._segments, "segment")
        parts = [f"{documents}, {pages}, {segments}", f"{self._reviews} to review"]
        if self._failed:
            parts.append(f"{self._failed} failed")
        return " · ".join(parts)


def _cells(segment: Segment) -> tuple[Text, ...]:
    guess = segment.prediction.best_guess
    label = guess.label if guess else ""
    style = "yellow" if segment.needs_review else "green"
    return (
        Text(page_numbers(segment.first_page, segment.last_page)),
        Text(f"{label}?" if segment.needs_review else label, style=style),
        Text(_confidence(segment.prediction)),
        Text("; ".join(segment.review_reasons), style="yellow"),
    )


def _confidence(prediction: Prediction) -> str:
    """How probable the class is; among classes that a page is none of, that says nothing."""
    guess = prediction.best_guess
    is_unknown = prediction.reason is AbstentionReason.UNKNOWN_KIND
    return "" if guess is None or is_unknown else f"{guess.confidence:.0%}"


def plain_console() -> Console:
    """Return what tables are printed with."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)


def page_numbers(first_page: int, last_page: int) -> str:
    """Return the page numbers of a range of page indexes."""
    first, last = first_page + 1, last_page + 1
    return str(first) if first == last else f"{first}-{last}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
