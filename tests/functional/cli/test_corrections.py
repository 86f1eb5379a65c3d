"""`smartcat corrections`: what people say of results takes its place beside them."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from smartcat.aws import s3_client
from smartcat.cli.batch.main import main as batch_main
from smartcat.corrections import find_correction
from smartcat.models import CorrectedManifest
from smartcat.store import FolderStore, S3Store
from smartcat.store.layout import corrected_key, manifest_key

Run = Callable[..., Any]
MakeFile = Callable[..., Path]
PAGES = ("Dear Sir or Madam, yours sincerely", "the second page of it", "Invoice, total due")


@pytest.fixture
def batch(shell: Callable[..., Run]) -> Run:
    """Run `smartcat-batch` with arguments."""
    return shell("smartcat-batch", batch_main)


@pytest.fixture
def results(smartcat: Run, make_pdf: MakeFile, tmp_path: Path) -> Path:
    """A results folder with a document of three pages."""
    folder = tmp_path / "results"
    assert smartcat("classify", make_pdf(*PAGES, name="Smith.pdf"), "--out", folder).code == 0
    return folder


@pytest.fixture
def manifest(results: Path) -> dict[str, Any]:
    [path] = results.glob("documents/*/manifest.json")
    told: dict[str, Any] = json.loads(path.read_text())
    return told


def correction(manifest: dict[str, Any], **changes: object) -> str:
    """A line that says: the pages 2 and 1 are a letter, and the last an invoice."""
    said = {
        "document_id": manifest["document_id"],
        "key": manifest["source"]["key"],
        "source_sha256": manifest["source"]["sha256"],
        "model_sha256": manifest["model"]["sha256"],
        "by": "anna",
        "at": "2026-11-27T10:00:00Z",
        "segments": [
            {"pages": [1, 0], "label": "letter", "is_checked": True},
            {"pages": [2], "label": "invoice", "is_checked": True},
        ],
    }
    return json.dumps({**said, **changes}) + "\n"


def test_a_correction_is_stored_once_and_the_manifest_stays(
    smartcat: Run, results: Path, manifest: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(correction(manifest))
    before = (results / manifest_key(manifest["document_id"])).read_bytes()
    for numbers in ("1 new correction, 0", "0 new corrections, 1"):
        outcome = smartcat("corrections", "apply", file, "--results", results)
        assert outcome.code == 0
        assert numbers in outcome.out
    assert (results / manifest_key(manifest["document_id"])).read_bytes() == before
    data = (results / corrected_key(manifest["document_id"])).read_bytes()
    corrected = CorrectedManifest.model_validate_json(data)
    assert [one.pages for one in corrected.segments] == [(1, 0), (2,)]
    file.write_text(correction(manifest) + correction(manifest, by="bert"))
    told = json.loads(
        smartcat("corrections", "apply", file, "--results", results, "--format", "json").out
    )
    assert [(one["number"], one["is_new"]) for one in told["applied"]] == [(1, False), (2, True)]


def test_a_bad_line_costs_itself_alone_and_names_stay_off_stderr(
    smartcat: Run, results: Path, manifest: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "c.jsonl"
    bad = (
        "{\n",
        correction(manifest, source_sha256="0" * 64),
        correction(manifest, document_id="../../../x"),
    )
    file.write_text("".join((*bad, correction(manifest))))
    outcome = smartcat("corrections", "apply", file, "--results", results)
    assert outcome.code == 60
    for said in ("line 1: it is no corr", "line 2: the document had other", "line 3: it is of a"):
        assert said in outcome.err
    assert "Smith" not in outcome.err
    assert find_correction(FolderStore(results), manifest["document_id"])
    file.write_text("".join(bad))
    outcome = smartcat("corrections", "apply", file, "--results", results)
    assert (outcome.code, "nothing was changed" in outcome.err) == (38, True)
    file.write_text("\n")
    assert smartcat("corrections", "apply", file, "--results", results).code == 38


def test_without_a_store_manifests_are_files(
    smartcat: Run, manifest: dict[str, Any], tmp_path: Path
) -> None:
    scan, file, out = tmp_path / "Smith.pdf", tmp_path / "c.jsonl", tmp_path / "out"
    file.write_text(correction(manifest))
    for output_format in ("json", "jsonl"):
        manifests = tmp_path / f"m.{output_format}"
        manifests.write_text(smartcat("classify", scan, "--format", output_format).out)
        outcome = smartcat("corrections", "apply", file, manifests, "--out", out)
        assert outcome.code == 0
    assert (out / corrected_key(manifest["document_id"])).is_file()
    assert "0 new corrections, 1 stored before" in outcome.out
    assert smartcat("corrections", "apply", file, manifests).code == 2
    assert smartcat("corrections", "apply", file).code == 2
    assert smartcat("corrections", "apply", file, file, "--out", out).code == 54


def test_what_is_stored_is_listed_and_collected(
    smartcat: Run, results: Path, manifest: dict[str, Any], tmp_path: Path
) -> None:
    file, collected = tmp_path / "c.jsonl", tmp_path / "all.jsonl"
    assert "0 corrected documents" in smartcat("corrections", "show", "--results", results).out
    file.write_text(correction(manifest, by="bert") + correction(manifest))
    smartcat("corrections", "apply", file, "--results", results)
    outcome = smartcat("corrections", "show", "--results", results, "--out", collected)
    assert "1 corrected document\n" in outcome.out
    [line] = collected.read_text().splitlines()
    assert json.loads(line)["by"] == "anna"
    told = smartcat("corrections", "show", "--results", results, "--format", "json").out
    assert json.loads(told) == [json.loads(line)]


def test_results_of_a_run_are_collected_as_they_were_corrected(
    smartcat: Run, batch: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    make_pdf(*PAGES, name="Smith.pdf")
    make_pdf("Another letter, Dear Madam", name="other.pdf")
    folder, file = tmp_path / "r", tmp_path / "c.jsonl"
    assert batch("submit", tmp_path, "--pattern", "*.pdf", "--results", folder).code == 0
    sorted_ones = [
        json.loads(line) for line in batch("results", "last", "--results", folder).out.splitlines()
    ]
    [smith] = [one for one in sorted_ones if one["source"]["key"] == "Smith.pdf"]
    file.write_text(correction(smith))
    assert smartcat("corrections", "apply", file, "--results", folder).code == 0
    [shown] = json.loads(
        smartcat(
            "corrections", "show", "--results", folder, "--run", "last", "--format", "json"
        ).out
    )
    assert shown["key"] == "Smith.pdf"

    def collect(*how: str) -> list[Any]:
        text = batch("results", "last", "--results", folder, *how).out
        if "csv" in how:
            return list(csv.DictReader(io.StringIO(text)))
        return [json.loads(line) for line in text.splitlines()]

    assert collect() == sorted_ones
    as_sorted, rows = collect("--format", "csv"), collect("--format", "csv", "--corrected")
    assert rows[0].keys() == as_sorted[0].keys()
    of_smith = [row for row in rows if row["key"] == "Smith.pdf"]
    assert [(row["first_page_number"], row["last_page_number"]) for row in of_smith] == [
        ("1", "2"),
        ("3", "3"),
    ]
    assert [row["label"] for row in of_smith] == ["letter", "invoice"]
    assert of_smith[0]["reasons"] == "corrected; pages 2, 1, in this order"
    assert [row for row in rows if row["key"] != "Smith.pdf"] == [
        row for row in as_sorted if row["key"] != "Smith.pdf"
    ]
    lines = collect("--corrected")
    assert [("number" in one) for one in lines] == [
        one["source"]["key"] == "Smith.pdf" for one in lines
    ]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Store]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        s3_client().create_bucket(Bucket="results")
        yield S3Store("results", "2026")


def test_results_may_lie_in_a_bucket(
    smartcat: Run, bucket: S3Store, manifest: dict[str, Any], tmp_path: Path
) -> None:
    bucket.put(manifest_key(manifest["document_id"]), json.dumps(manifest).encode())
    (tmp_path / "c.jsonl").write_text(correction(manifest))
    apply = ("corrections", "apply", tmp_path / "c.jsonl", "--results", "s3://results/2026")
    assert [smartcat(*apply).code, smartcat(*apply).code] == [0, 0]
    assert find_correction(bucket, manifest["document_id"])
    assert bucket.head(corrected_key(manifest["document_id"])) is not None
    shown = smartcat("corrections", "show", "--results", "s3://results/2026")
    assert "1 corrected document" in shown.out
