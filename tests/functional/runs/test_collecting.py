"""Results as a Parquet file, and what workers said of a document."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from smartcat.cli import parquet
from smartcat.store import FolderStore
from smartcat.store.layout import log_key

Run = Callable[..., Any]


@pytest.fixture
def done(batch: Run, inbox: Path, results: Path) -> Path:
    """A results folder with a run in which one document failed."""
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    assert batch("submit", inbox, "--results", results).code == 60
    return results


def test_parquet_has_the_rows_of_csv_with_types(batch: Run, done: Path, tmp_path: Path) -> None:
    for output_format in ("csv", "parquet"):
        collected = ("--results", done, "--to", tmp_path / "out", "--format", output_format)
        assert batch("results", "last", *collected).code == 0
    table_path, parquet_path = sorted((tmp_path / "out").iterdir())
    with table_path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    typed = pyarrow.parquet.read_table(parquet_path)
    assert typed.column_names == list(rows[0])
    assert [str(typed.schema.field(name).type) for name in ("first_page_number", "confidence")] == [
        "int32",
        "double",
    ]
    records = typed.to_pylist()
    for row, record in zip(rows, records, strict=True):
        assert record["key"] == row["key"]
        assert str(record["first_page_number"] or "") == row["first_page_number"]
        assert str(record["needs_review"]).lower() == row["needs_review"]
        assert "; ".join(record["reasons"]) == row["reasons"]
    failed = next(record for record in records if record["status"] == "failed")
    assert (failed["key"], failed["first_page_number"], failed["label"]) == (
        "broken.pdf",
        None,
        None,
    )


def test_parquet_is_written_a_group_of_rows_at_a_time(
    batch: Run, done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 2)
    to = tmp_path / "out"
    batch("results", "last", "--results", done, "--to", to, "--format", "parquet")
    (path,) = to.iterdir()
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == 2


def test_parquet_needs_a_folder_and_pyarrow(
    batch: Run, done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = batch("results", "last", "--results", done, "--format", "parquet")
    assert (nowhere.code, "--to" in nowhere.err) == (2, True)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    to = tmp_path / "out"
    without = batch("results", "last", "--results", done, "--to", to, "--format", "parquet")
    assert (without.code, "pip install 'smartcat[parquet]'" in without.err) == (21, True)
    assert not list(to.iterdir())


def test_logs_of_a_document_are_the_lines_that_concern_it(
    batch: Run, done: Path, store: FolderStore
) -> None:
    manifests = [
        json.loads(line) for line in batch("results", "last", "--results", done).out.splitlines()
    ]
    names = {one["source"]["key"]: one["document_id"] for one in manifests}
    (run,) = store.path("runs").iterdir()
    said = [
        json.dumps({"document_id": names["letter.txt"], "message": "of the letter"}),
        json.dumps({"document_id": names["broken.pdf"], "message": "of the broken one"}),
        json.dumps({"message": "of the worker"}),
        "of a library",
    ]
    for shard in range(len(json.loads((run / "run.json").read_text())["shards"])):
        store.put(log_key(run.name, shard), "\n".join(said).encode())
    every = batch("logs", "last", "--results", done).out
    assert "of the letter" in every
    assert "of the broken one" in every
    for name in ("letter.txt", names["letter.txt"]):
        shown = batch("logs", "last", name, "--results", done).out
        assert "of the letter" in shown
        assert "of the worker" in shown
        assert "of a library" in shown
        assert "of the broken one" not in shown
    broken = batch("logs", "last", "broken.pdf", "--results", done).out
    assert "broken.pdf: " in broken
    unknown = batch("logs", "last", "none.pdf", "--results", done)
    assert (unknown.code, "has no document 'none.pdf'" in unknown.err) == (31, True)
