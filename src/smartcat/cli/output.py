"""Show manifests: as a table for people, or as JSON or CSV alone on stdout for programs."""

import csv
import re
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO

from smartcat.cli.table import TableWriter
from smartcat.models import CorrectedManifest, DecidedSegment, DocumentManifest

Result = DocumentManifest | CorrectedManifest


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


class ResultWriter(Protocol):
    """Writes results as rows or lines, as they were sorted or as they were corrected."""

    def add(self, manifest: Result, stored_at: Path | None) -> None:
        """Write one more."""
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


def row_writer_for(output_format: OutputFormat, file: TextIO) -> ResultWriter:
    """Make the writer for CSV or, a manifest a line, for JSON."""
    return _CsvWriter(file) if output_format is OutputFormat.CSV else _JsonLinesWriter(file)


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

    def add(self, manifest: Result, stored_at: Path | None) -> None:
        del stored_at
        self._file.write(manifest.model_dump_json() + "\n")
        self._file.flush()

    def finish(self) -> None:
        self._file.flush()


class SegmentRow(NamedTuple):
    """A segment as a row of a table; of a document that failed, the row that says why.

    Attributes:
        first_page_number: Absent for a document that failed, as are the next three.
        label: Its class, or the best guess where a person must look.
        reasons: What the person should look at.
    """

    key: str
    document_id: str
    status: str
    first_page_number: int | None
    last_page_number: int | None
    label: str | None
    confidence: float | None
    needs_review: bool
    reasons: tuple[str, ...]


def segment_rows(manifest: Result) -> Iterator[SegmentRow]:
    """Give a row for each segment."""
    if isinstance(manifest, CorrectedManifest):
        yield from (_corrected_row(manifest, segment) for segment in manifest.segments)
        return
    start = (manifest.source.key, manifest.document_id, manifest.status)
    if manifest.failure:
        yield SegmentRow(*start, None, None, None, None, True, (manifest.failure.message,))
    for segment in manifest.segments:
        guess = segment.prediction.best_guess
        yield SegmentRow(
            *start,
            segment.first_page + 1,
            segment.last_page + 1,
            guess.label if guess else None,
            guess.confidence if guess else None,
            segment.needs_review,
            segment.review_reasons,
        )


def _corrected_row(manifest: CorrectedManifest, segment: DecidedSegment) -> SegmentRow:
    """Give the row of a corrected segment; pages that do not lie in order are told as a reason."""
    first, last = min(segment.pages), max(segment.pages)
    reasons = ["corrected" if segment.decided_by == "person" else "left as the model has it"]
    if segment.pages != tuple(range(first, last + 1)):
        reasons.append(f"pages {', '.join(str(page + 1) for page in segment.pages)}, in this order")
    return SegmentRow(
        manifest.source.key,
        manifest.document_id,
        "done",
        first + 1,
        last + 1,
        segment.label,
        segment.confidence,
        segment.needs_review,
        tuple(reasons),
    )


_FORMULA = re.compile("(^|[;\t\r\n])(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])")
"""Where a cell begins that is taken for a formula (OWASP, CSV injection; the last four are wide
forms of the others, which some spreadsheets take for the same). Also within a text: where the comma
writes decimals, spreadsheets part cells at semicolons and pass over the quotes of ours."""


class _CsvWriter:
    """A segment a row; a document that failed has one row without pages."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._table = csv.writer(file, lineterminator="\n")
        self._table.writerow(SegmentRow._fields)

    def add(self, manifest: Result, stored_at: Path | None) -> None:
        del stored_at
        for row in segment_rows(manifest):
            self._table.writerow(map(_cell, row))

    def finish(self) -> None:
        self._file.flush()


def _cell(value: str | float | tuple[str, ...] | None) -> str:
    """Write a value so that a spreadsheet runs nothing in it as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    cell = "; ".join(value) if isinstance(value, tuple) else str(value)
    return _FORMULA.sub(r"\1'", cell)
