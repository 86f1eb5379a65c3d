"""Load the labels of a dataset: a folder per class, or a ``labels.csv``."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from smartcat.dataset.rows import DatasetRow
from smartcat.errors import DatasetError

LABELS_FILE = "labels.csv"
_COLUMNS = frozenset({"path", "page_number", "label", "document", "stream", "text"})
_HELP = f"a dataset is a folder with a folder of files per class, or with a {LABELS_FILE}"


def load_dataset(path: Path) -> list[DatasetRow]:
    """Load the rows of a dataset, in stream order.

    Args:
        path: A ``labels.csv``, a folder that holds one, or a folder of class folders.

    Raises:
        DatasetError: It is none of these, or a row is malformed.
    """
    if path.is_file():
        return _load_csv(path)
    if (path / LABELS_FILE).is_file():
        return _load_csv(path / LABELS_FILE)
    if not path.is_dir():
        raise DatasetError(f"there is no dataset at {path}: {_HELP}")
    rows = list(_class_folders(path))
    if not rows:
        raise DatasetError(f"no files in class folders below {path}: {_HELP}")
    return rows


def _class_folders(root: Path) -> Iterator[DatasetRow]:
    for folder in sorted(child for child in root.iterdir() if _is_visible_folder(child)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                key = path.relative_to(root).as_posix()
                yield DatasetRow(path, None, folder.name, key, key, None, key)


def _is_visible_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _load_csv(path: Path) -> list[DatasetRow]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if "path" not in (table.fieldnames or ()):
                raise DatasetError(
                    f"{path} has no column 'path'; known columns: {', '.join(sorted(_COLUMNS))}"
                )
            columns = set(table.fieldnames or ())
            if not {"label", "document"} & columns:
                raise DatasetError(f"{path} has neither a column 'label' nor 'document'")
            rows = [_row(path, table.line_num, fields) for fields in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"cannot read {path} as UTF-8 CSV: {error}") from error
    if not rows:
        raise DatasetError(f"{path} has no rows")
    _check_distinct(path, rows)
    if "stream" not in columns and _span_files(rows):
        return [replace(row, stream=path.name) for row in rows]
    return rows


def _span_files(rows: Sequence[DatasetRow]) -> bool:
    """Tell whether a document lies in several files: then a file is no stream of its own."""
    files = {(row.document, row.path) for row in rows}
    return len(files) > len({document for document, _ in files})


def _row(table: Path, line: int, fields: Mapping[str | None, str | None]) -> DatasetRow:
    # Cells beyond the header have no column; columns beyond the cells have no value.
    facts = {column: (cell or "").strip() for column, cell in fields.items() if column is not None}

    def value(column: str) -> str:
        return facts.get(column, "")

    key = value("path")
    if not key:
        raise DatasetError(f"{table}, line {line}: the column 'path' is empty")
    file = table.parent / key
    if not file.is_file():
        raise DatasetError(f"{table}, line {line}: the file that it names is not there")
    text = value("text")
    page_index = _page_index(table, line, value("page_number"))
    return DatasetRow(
        path=file,
        page_index=page_index,
        label=value("label") or None,
        document=value("document") or key,
        stream=value("stream") or key,
        text_path=table.parent / text if text else None,
        key=key,
        tells_document=bool(value("document")) or page_index is None,
        facts=facts,
    )


def _page_index(table: Path, line: int, number: str) -> int | None:
    if not number:
        return None
    if not number.isdecimal() or int(number) < 1:
        raise DatasetError(
            f"{table}, line {line}: page_number is '{number}', not a whole number from 1 up"
        )
    return int(number) - 1


def _check_distinct(table: Path, rows: Iterable[DatasetRow]) -> None:
    seen: set[tuple[Path, int | None]] = set()
    for place, row in enumerate(rows, start=1):
        if (row.path, row.page_index) in seen or (row.path, None) in seen:
            number = "all pages" if row.page_index is None else f"page {row.page_index + 1}"
            raise DatasetError(f"{table}, row {place}: of its file, {number} is labelled twice")
        seen.add((row.path, row.page_index))
