"""Runs over documents that lie in a bucket."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.aws import s3_client

Run = Callable[..., Any]
Manifests = Callable[[Path], dict[str, dict[str, Any]]]

OFF = ("--ocr", "off", "--workers", "2", "--format", "json")


@pytest.fixture
def stacks(bucket: str, make_scan: Callable[..., Path], inbox: Path) -> Path:
    """Documents on this machine, and the same ones in the bucket."""
    texts = [f"Invoice {page}, net amount, total due" for page in range(40)]
    make_scan(*texts, name="inbox/long.tif", dpi=72)
    client = s3_client()
    for path in sorted(inbox.iterdir()):
        client.upload_file(str(path), bucket, f"2026/{path.name}")
    client.close()
    return inbox


def told(outcome: Any) -> dict[str, Any]:
    assert outcome.code == 0, outcome.err
    read: dict[str, Any] = json.loads(outcome.out)
    return read


def without_names(manifests: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What manifests say besides what the document is called, and so its identity."""
    for manifest in manifests.values():
        del manifest["document_id"]
        manifest["source"]["key"] = manifest["source"]["key"].rpartition("/")[2]
    return sorted(manifests.values(), key=lambda one: one["source"]["key"])


def test_a_run_over_a_bucket_gives_what_one_over_files_gives(
    batch: Run, bucket: str, stacks: Path, tmp_path: Path, manifests: Manifests
) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    assert told(batch("submit", stacks, "--results", near, *OFF))["done"] == 4
    assert told(batch("submit", f"s3://{bucket}/2026", "--results", far, *OFF))["done"] == 4
    keys = {one["source"]["key"] for one in manifests(far).values()}
    assert f"s3://{bucket}/2026/long.tif" in keys
    assert without_names(manifests(far)) == without_names(manifests(near))


def test_an_object_is_the_same_document_whatever_prefix_was_named(
    batch: Run, bucket: str, stacks: Path, results: Path
) -> None:
    assert stacks.exists()
    assert told(batch("submit", f"s3://{bucket}/2026/", "--results", results, *OFF))["done"] == 4
    again = told(batch("submit", f"s3://{bucket}", "--results", results, *OFF))
    assert (again["reused"], again["done"]) == (4, 0)
    listed = results.parent / "list.csv"
    listed.write_text(f"path\ns3://{bucket}/2026/long.tif\n")
    assert told(batch("submit", listed, "--results", results, *OFF))["reused"] == 1


def test_a_document_that_is_gone_fails_and_the_others_go_on(
    batch: Run, bucket: str, stacks: Path, results: Path
) -> None:
    listed = stacks.parent / "list.csv"
    listed.write_text(f"path\ns3://{bucket}/none.pdf\ns3://{bucket}/2026/long.tif\n")
    outcome = batch("submit", listed, "--results", results, *OFF)
    assert outcome.code == 60
    assert "there is no such document" in batch("status", "last", "--results", results).out


def test_what_lies_in_a_bucket_is_foretold_by_a_sample(
    batch: Run, bucket: str, stacks: Path, results: Path
) -> None:
    near = told(batch("submit", stacks, "--results", results, *OFF, "--dry-run"))
    far = told(batch("submit", f"s3://{bucket}", "--results", results, *OFF, "--dry-run"))
    assert far == near  # of so few documents all are looked at


def test_containers_cannot_read_files_of_this_machine(batch: Run, bucket: str, inbox: Path) -> None:
    names = ("--job-queue", "queue", "--job-definition", "none")
    refused = batch("submit", inbox, "--results", f"s3://{bucket}/results", *names)
    assert (refused.code, "no active job definition" in refused.err) == (20, True)
    for wrong in (("aws", "results"), ("local", f"s3://{bucket}")):
        outcome = batch("submit", inbox, "--backend", wrong[0], "--results", wrong[1])
        assert (outcome.code, "name it with --results" in outcome.err) == (2, True)


def test_routes_are_foretold_over_a_bucket(
    smartcat: Run, bucket: str, stacks: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    names = (f"s3://{bucket}/none.pdf", f"s3://{bucket}/2026/long.tif")
    listed.write_text("\n".join(("path", *names)))
    json_only = ("--format", "json")
    outcome = smartcat("plan", f"s3://{bucket}", listed, *json_only, "--max-inline-bytes", 500)
    assert outcome.code == 60
    assert "document 5 of 6: there is no such document" in outcome.err
    documents = json.loads(outcome.out)["documents"]
    kinds = [(one["key"], one["route"] and one["route"]["kind"]) for one in documents]
    assert kinds == [
        ("2026/copy.txt", "inline"),
        ("2026/letter.txt", "inline"),
        ("2026/long.tif", "batch"),
        ("2026/payslip.txt", "inline"),
        ("none.pdf", None),
        ("2026/long.tif", "batch"),
    ]
    near = json.loads(smartcat("plan", stacks, *json_only).out)["documents"]
    far = json.loads(smartcat("plan", f"s3://{bucket}", *json_only).out)["documents"]
    assert [one["route"] for one in far] == [one["route"] for one in near]
