"""What an old SmartCat does with what a newer one wrote."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smartcat.blocks import StoredPages
from smartcat.errors import ExitCode, ResultUnreadableError, RunNotFoundError, StorageError
from smartcat.manifest import load_manifest, manifest_json, store_manifest
from smartcat.models import ModelIdentity
from smartcat.plan.run_files import load_run, write_run
from smartcat.plan.run_manifest import RunTerms
from smartcat.read import OcrChoice, ReadOptions
from smartcat.runs.status import find_report
from smartcat.store import FolderStore
from smartcat.store.layout import block_key, manifest_key, run_key, shard_key

SAMPLES = max(Path(__file__).parent.glob("samples/*/"))


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def sample(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SAMPLES / f"{name}.1.json").read_text())
    return told


def put(store: FolderStore, key: str, told: object) -> None:
    data = json.dumps(told).encode()
    store.put(key, gzip.compress(data) if key.endswith(".gz") else data)


def test_a_manifest_with_more_in_it_is_read(store: FolderStore) -> None:
    known = sample("document-manifest")
    told = sample("document-manifest")
    told["signed_by"] = "x"
    told["source"]["pages_per_side"] = 2
    told["pages"][0]["prediction"]["second_opinion"] = {"label": "letter"}
    put(store, manifest_key("d"), told)
    assert json.loads(manifest_json(load_manifest(store, "d"))) == known


def test_what_was_stored_stays_to_the_letter_whoever_reads_it(store: FolderStore) -> None:
    told = {**sample("document-manifest"), "document_id": "d", "signed_by": "x"}
    put(store, manifest_key("d"), told)
    store_manifest(store, load_manifest(store, "d"))
    assert json.loads(store.get(manifest_key("d"))) == told


@pytest.mark.parametrize("data", [b'{"schema_version": 2}', b"{", b""])
def test_a_manifest_of_another_version_or_damaged_is_refused_with_what_to_do(
    store: FolderStore, data: bytes
) -> None:
    store.put(manifest_key("d"), data)
    with pytest.raises(ResultUnreadableError, match="upgrade SmartCat") as told:
        load_manifest(store, "d")
    assert told.value.exit_code == ExitCode.RESULT_UNREADABLE


def test_a_report_with_more_in_it_is_read(store: FolderStore) -> None:
    put(store, shard_key("r", 0), {**sample("shard-report"), "peak_mb": 1})
    report = find_report(store, "r", 0)
    assert report is not None
    assert json.loads(report.model_dump_json()) == sample("shard-report")


def test_instructions_that_are_not_understood_are_not_followed(store: FolderStore) -> None:
    terms = RunTerms(
        run_id="r",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        model=ModelIdentity(sha256="0" * 64, name="m"),
        read=ReadOptions(ocr=OcrChoice.OFF),
    )
    write_run(store, terms, (), shard_s=1.0)
    key = run_key("r", "run.json")
    told = json.loads(store.get(key))
    told["read"]["only_signed"] = True
    put(store, key, told)
    with pytest.raises(RunNotFoundError):
        load_run(store, "r")


def test_nothing_is_made_from_pages_that_are_not_understood(store: FolderStore) -> None:
    told = sample("page-block")
    told["pages"][0]["handwriting"] = 0.5
    put(store, block_key("d", 0, 0), told)
    with pytest.raises(StorageError, match="or of a newer SmartCat"):
        list(StoredPages.look(store, "d").blocks())
