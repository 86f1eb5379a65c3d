"""Manifests as a table for people, a segment a row."""

from collections.abc import Iterable
from pathlib import Path

import typer

from smartcat.cli.columns import Cell, Column, show_columns
from smartcat.models import AbstentionReason, DocumentManifest, Prediction, Segment

_COLUMNS = (
    Column("Document", is_folded=True),
    Column("Pages", is_number=True),
    Column("Class"),
    Column("Confidence", is_number=True),
    Column("Review", is_folded=True),
)


class TableWriter:
    """Collects rows, and shows them at the end with a line that sums up."""

    def __init__(self) -> None:
        self._rows: list[tuple[Cell, ...]] = []
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
        key = manifest.source.key
        if manifest.failure:
            self._failed += 1
            self._add_row((key, "", "failed", "", manifest.failure.message), ("red",) * 5)
        for segment in manifest.segments:
            style = "yellow" if segment.needs_review else "green"
            self._add_row((key, *_cells(segment)), ("", "", style, "", "yellow"))
            key = ""

    def finish(self) -> None:
        """Show the table."""
        show_columns(_COLUMNS, self._rows)
        typer.echo(f"\n{self._summary()}")
        for path in self._stored[:1]:
            more = f" and {len(self._stored) - 1} more" if len(self._stored) > 1 else ""
            typer.echo(f"Manifest: {path}{more}")

    def _add_row(self, texts: Iterable[str], styles: Iterable[str]) -> None:
        self._rows.append(tuple(map(Cell, texts, styles)))

    def _summary(self) -> str:
        documents = count(self._documents, "document")
        pages, segments = count(self._pages, "page"), count(self._segments, "segment")
        parts = [f"{documents}, {pages}, {segments}", f"{self._reviews} to review"]
        if self._failed:
            parts.append(f"{self._failed} failed")
        return " · ".join(parts)


def _cells(segment: Segment) -> tuple[str, ...]:
    guess = segment.prediction.best_guess
    label = guess.label if guess else ""
    return (
        page_numbers(segment.first_page, segment.last_page),
        f"{label}?" if segment.needs_review else label,
        _confidence(segment.prediction),
        "; ".join(segment.review_reasons),
    )


def _confidence(prediction: Prediction) -> str:
    """How probable the class is; among classes that a page is none of, that says nothing."""
    guess = prediction.best_guess
    is_unknown = prediction.reason is AbstentionReason.UNKNOWN_KIND
    return "" if guess is None or is_unknown else f"{guess.confidence:.0%}"


def page_numbers(first_page: int, last_page: int) -> str:
    """Return the page numbers of a range of page indexes."""
    first, last = first_page + 1, last_page + 1
    return str(first) if first == last else f"{first}-{last}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
