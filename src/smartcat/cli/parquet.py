"""Segments as a Parquet file. This module owns pyarrow."""

from pathlib import Path
from typing import Any, Self

from smartcat.cli.output import Result, SegmentRow, segment_rows
from smartcat.errors import MissingProgramError

_ROWS = 10_000
"""Rows that are held, and written together as a row group: some megabytes."""


class ParquetWriter:
    """A segment a row, as in CSV, but typed; the file is there as soon as it is whole.

    Args:
        path: The file to write.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise MissingProgramError(
                "Parquet needs pyarrow; run: pip install 'smartcat[parquet]'"
            ) from error
        self._arrow: Any = pa
        self._schema = _schema(pa)
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        self._file = parquet.ParquetWriter(self._part, self._schema, compression="zstd")
        self._rows: list[SegmentRow] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind of a file that was not finished."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def add(self, manifest: Result, stored_at: Path | None) -> None:
        """Take the rows of one document."""
        del stored_at
        for row in segment_rows(manifest):
            self._rows.append(row)
            if len(self._rows) == _ROWS:
                self._flush()

    def finish(self) -> None:
        """Write what is held, and move the file to its place."""
        self._flush()
        self._file.close()
        self._part.replace(self._path)

    def _flush(self) -> None:
        if self._rows:
            rows = [row._asdict() for row in self._rows]
            self._file.write_table(self._arrow.Table.from_pylist(rows, schema=self._schema))
            self._rows.clear()


def _schema(arrow: Any) -> Any:
    page_number = arrow.int32()
    types = {
        "key": arrow.string(),
        "document_id": arrow.string(),
        "status": arrow.string(),
        "first_page_number": page_number,
        "last_page_number": page_number,
        "label": arrow.string(),
        "confidence": arrow.float64(),
        "needs_review": arrow.bool_(),
        "reasons": arrow.list_(arrow.string()),
    }
    return arrow.schema([(name, types[name]) for name in SegmentRow._fields])
