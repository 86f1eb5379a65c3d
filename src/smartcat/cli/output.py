"""Show manifests: as a table for people, or as JSON or CSV alone on stdout for programs."""

import csv
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TextIO

from smartcat.cli.table import TableWriter
from smartcat.locations import printable
from smartcat.models import DocumentManifest, Segment


class OutputFormat(StrEnum):
    """How results are shown."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class ManifestWriter(Protocol):
    """Shows manifests one after another."""

    def add(self, manifest: DocumentManifest, stored_at: Path | None) -> None:
        """Show one more; ``stored_at`` is where it was written, if it was."""
        ...

    def finish(self) -> None:
        """There are no more."""
        ...


def writer_for(output_format: OutputFormat, file: TextIO | None = None) -> ManifestWriter:
    """Make the writer for a format; it writes to stdout if no file is named."""
    if output_format is OutputFormat.TABLE:
        return TableWriter()
    writers: dict[OutputFormat, Callable[[TextIO], ManifestWriter]] = {
        OutputFormat.JSON: _JsonWriter,
        OutputFormat.JSONL: _JsonLinesWriter,
        OutputFormat.CSV: _CsvWriter,
    }
    return writers[output_format](file or sys.stdout)


def failure_line(manifest: DocumentManifest) -> str:
    """Say what failed; a file's name must not steer the terminal."""
    message = manifest.failure.message if manifest.failure else ""
    return f"{printable(manifest.execution.path)}: {message}"


class _JsonWriter:
    """An array of manifests, written as they come."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._separator = "["

    def add(self, manifest: DocumentManifest, stored_at: Path | None) -> None:
        del stored_at
        self._file.write(f"{self._separator}\n{manifest.model_dump_json(indent=2)}")
        self._separator = ","

    def finish(self) -> None:
        self._file.write("[]\n" if self._separator == "[" else "\n]\n")


class _JsonLinesWriter:
    """A manifest a line."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def add(self, manifest: DocumentManifest, stored_at: Path | None) -> None:
        del stored_at
        self._file.write(manifest.model_dump_json() + "\n")
        self._file.flush()

    def finish(self) -> None:
        self._file.flush()


_CSV_COLUMNS = (
    "key",
    "document_id",
    "status",
    "first_page_number",
    "last_page_number",
    "label",
    "confidence",
    "needs_review",
    "reasons",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _CsvWriter:
    """A segment a row; a document that failed has one row without pages."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._table = csv.writer(file, lineterminator="\n")
        self._table.writerow(_CSV_COLUMNS)

    def add(self, manifest: DocumentManifest, stored_at: Path | None) -> None:
        del stored_at
        start = (manifest.source.key, manifest.document_id, manifest.status)
        if manifest.failure:
            self._write(*start, "", "", "", "", "true", manifest.failure.message)
        for segment in manifest.segments:
            self._write(*start, *_segment_cells(segment))

    def finish(self) -> None:
        self._file.flush()

    def _write(self, *cells: str) -> None:
        self._table.writerow(map(_harmless, cells))


def _segment_cells(segment: Segment) -> tuple[str, ...]:
    guess = segment.prediction.best_guess
    return (
        str(segment.first_page + 1),
        str(segment.last_page + 1),
        guess.label if guess else "",
        str(guess.confidence) if guess else "",
        str(segment.needs_review).lower(),
        "; ".join(segment.review_reasons),
    )


def _harmless(cell: str) -> str:
    """Quote what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
