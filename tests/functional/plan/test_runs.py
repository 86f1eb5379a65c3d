"""Runs as they are stored: written, and read back a shard at a time."""

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from smartcat.errors import RunError, RunNotFoundError, ShardNotFoundError
from smartcat.models import ModelIdentity, PlannedDocument, WorkItem
from smartcat.plan.packing import pack
from smartcat.plan.run_files import join_run, load_run, load_shard, load_shards, write_run
from smartcat.plan.run_manifest import RunTerms, RunTotals, ShardRange, new_run_id
from smartcat.read import OcrChoice, ReadLimits, ReadOptions
from smartcat.segment import SplitMode, SplitOptions
from smartcat.store import FolderStore

NOW = datetime(2026, 11, 24, 14, 9, 12, tzinfo=UTC)
RUN_ID = "20261124-140912-7f3a"
TERMS = RunTerms(
    run_id=RUN_ID,
    created_at=NOW,
    model=ModelIdentity(sha256="ab" * 32, name="starter"),
    read=ReadOptions(ocr=OcrChoice.TESSEROCR, languages=("eng",)),
    limits=ReadLimits(page_cpu_s=20),
    split=SplitOptions(modes=(SplitMode.CLASS,)),
    jobs=2,
    forced=True,
)


def planned(number: int, page_count: int | None = 1, predicted_s: float = 1.0) -> PlannedDocument:
    return PlannedDocument(
        document_id=f"{number:032x}",
        key=f"Grüße {number}.pdf",
        location=f"file:///scans/Gr%C3%BC%C3%9Fe%20{number}.pdf",
        content="sha256",
        size_bytes=1000,
        page_count=page_count,
        pages=page_count,
        ocr_pages=page_count,
        predicted_s=predicted_s,
    )


DOCUMENTS = [planned(0), planned(1, 100, 150.0), *(planned(number) for number in range(2, 40))]


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "results")


def items_path(store: FolderStore) -> Path:
    return store.path(f"runs/{RUN_ID}/items.jsonl.gz")


def test_a_run_is_read_as_it_was_written(store: FolderStore) -> None:
    written = write_run(store, TERMS, iter(DOCUMENTS), 30.0)
    read = load_run(store, RUN_ID)
    assert read == written
    assert RunTerms(**{name: getattr(read, name) for name in RunTerms.model_fields}) == TERMS
    assert (read.documents, read.pages, read.ocr_pages) == (40, 139, 139.0)
    assert read.predicted_s == pytest.approx(189.0)


def test_those_who_write_the_same_run_agree_on_it(store: FolderStore) -> None:
    """One wrote items, and went; two take that up, who expect the same pages to take longer."""
    with suppress(OSError):
        join_run(_Full(store), TERMS, DOCUMENTS, 30.0)
    later = TERMS.model_copy(update={"created_at": NOW + timedelta(hours=1)})
    second = join_run(store, later, DOCUMENTS, 90.0)
    third = join_run(store, TERMS, DOCUMENTS[:1], 90.0)
    assert second == third == load_run(store, RUN_ID)
    assert second.created_at == later.created_at
    shards = [shard.items for shard in pack(DOCUMENTS, 30.0)]
    assert list(load_shards(store, second)) == shards
    assert [load_shard(store, second, index) for index in range(len(shards))] == shards


class _Full:
    """A store that has no room for the manifest of a run."""

    def __init__(self, store: FolderStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def put_if_absent(self, key: str, data: bytes) -> bool:
        if key.endswith("run.json"):
            raise OSError("no room")
        return self._store.put_if_absent(key, data)


def test_each_shard_is_read_alone(store: FolderStore) -> None:
    run = write_run(store, TERMS, DOCUMENTS, 30.0)
    expected = list(pack(DOCUMENTS, 30.0))
    assert len(run.shards) == len(expected) > 3
    for shard in expected:
        assert load_shard(store, run, shard.index) == shard.items


def test_the_items_are_a_gzip_file_of_one_json_object_a_line(store: FolderStore) -> None:
    write_run(store, TERMS, DOCUMENTS, 30.0)
    with gzip.open(items_path(store), "rt", encoding="utf-8") as lines:
        items = [WorkItem.model_validate(json.loads(line)) for line in lines]
    assert items == [item for shard in pack(DOCUMENTS, 30.0) for item in shard.items]


def test_the_same_plan_has_the_same_bytes(store: FolderStore, tmp_path: Path) -> None:
    other = FolderStore(tmp_path / "other")
    for one in (store, other):
        write_run(one, TERMS, DOCUMENTS, 30.0)
    assert items_path(store).read_bytes() == items_path(other).read_bytes()


def test_a_run_without_documents_has_no_shards(store: FolderStore) -> None:
    write_run(store, TERMS, [], 30.0)
    assert load_run(store, RUN_ID).shards == ()


def test_a_run_that_could_not_be_planned_to_the_end_is_none(store: FolderStore) -> None:
    def broken() -> Iterator[PlannedDocument]:
        yield DOCUMENTS[0]
        raise RunError("the listing broke off")

    with pytest.raises(RunError, match="broke off"):
        write_run(store, TERMS, broken(), 30.0)
    with pytest.raises(RunNotFoundError):
        load_run(store, RUN_ID)


def test_a_run_is_never_overwritten(store: FolderStore) -> None:
    first = write_run(store, TERMS, DOCUMENTS, 30.0)
    with pytest.raises(RunError, match=f"a run {RUN_ID}"):
        write_run(store, TERMS, DOCUMENTS[:3], 30.0)
    assert load_run(store, RUN_ID) == first
    assert load_shard(store, first, 0)


@pytest.mark.parametrize("run_id", ["20261124-000000-0000", "../secrets", "", "a/b", "x" * 300])
def test_a_run_that_is_not_there_is_named(store: FolderStore, run_id: str) -> None:
    with pytest.raises(RunNotFoundError, match="there is no run"):
        load_run(store, run_id)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"schema_version": 2}'])
def test_a_damaged_manifest_is_no_run(store: FolderStore, data: bytes) -> None:
    store.put(f"runs/{RUN_ID}/run.json", data)
    with pytest.raises(RunNotFoundError, match=r"run\.json of run .* start the run anew"):
        load_run(store, RUN_ID)


@pytest.mark.parametrize("index", [-1, 10_000])
def test_a_shard_that_is_not_there_is_named(store: FolderStore, index: int) -> None:
    run = write_run(store, TERMS, DOCUMENTS, 30.0)
    with pytest.raises(ShardNotFoundError, match=f"none of index {index}"):
        load_shard(store, run, index)


@pytest.mark.parametrize("kept", [0, 0.5, 0.99])
def test_items_that_are_cut_off_are_an_error_of_the_run(store: FolderStore, kept: float) -> None:
    run = write_run(store, TERMS, DOCUMENTS[:1], 30.0)
    whole = items_path(store).read_bytes()
    items_path(store).write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(RunNotFoundError, match=r"items\.jsonl\.gz"):
        load_shard(store, run, 0)


@pytest.mark.parametrize(
    "data", [b"no gzip", gzip.compress(b'{"document": 1}\n'), gzip.compress(b"\xff\n")]
)
def test_items_that_are_none_are_an_error_of_the_run(store: FolderStore, data: bytes) -> None:
    run = write_run(store, TERMS, DOCUMENTS, 30.0)
    items_path(store).write_bytes(data)
    elsewhere = run.model_copy(update={"shards": (ShardRange(0, len(data)),)})
    with pytest.raises(RunNotFoundError, match=r"items\.jsonl\.gz"):
        load_shard(store, elsewhere, 0)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_items_with_a_flipped_byte_never_give_a_traceback(position: int, flip: int) -> None:
    with TemporaryDirectory() as folder:
        store = FolderStore(Path(folder))
        run = write_run(store, TERMS, DOCUMENTS[:1], 30.0)
        damaged = bytearray(items_path(store).read_bytes())
        damaged[position % len(damaged)] ^= flip
        items_path(store).write_bytes(damaged)
        with suppress(RunNotFoundError):
            load_shard(store, run, 0)


def test_items_that_are_gone_are_an_error_of_the_run(store: FolderStore) -> None:
    run = write_run(store, TERMS, DOCUMENTS, 30.0)
    items_path(store).unlink()
    with pytest.raises(RunNotFoundError, match=r"items\.jsonl\.gz"):
        load_shard(store, run, 0)


def test_pages_that_are_not_known_of_all_documents_are_not_known_of_the_run() -> None:
    totals = RunTotals.of([planned(0), planned(1, None)])
    assert (totals.documents, totals.pages, totals.ocr_pages) == (2, None, None)
    assert totals.predicted_s == 2.0


def test_the_choice_of_engine_is_not_left_to_workers() -> None:
    with pytest.raises(ValidationError, match="choose the OCR engine first"):
        RunTerms(run_id=RUN_ID, created_at=NOW, model=TERMS.model, read=ReadOptions())


def test_names_of_runs_tell_when_they_were_made() -> None:
    assert new_run_id(NOW, b"\x7f\x3a") == RUN_ID


@given(st.integers(1, 10**8), st.binary(min_size=2, max_size=2), st.binary(min_size=2, max_size=2))
def test_names_of_runs_sort_by_time(seconds: int, noise: bytes, other: bytes) -> None:
    later = new_run_id(NOW + timedelta(seconds=seconds), other)
    assert new_run_id(NOW, noise) < later
    assert RunTerms.model_validate({**dict(TERMS), "run_id": later}).run_id == later
