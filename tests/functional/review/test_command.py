"""`smartcat review` as a shell sees it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws
from review_packets import Told, draw_pages, manifest_of, write_packet

from smartcat.aws import s3_client
from smartcat.errors import EncryptedDocumentError, ExitCode
from smartcat.manifest import failure_of, manifest_json, store_manifest
from smartcat.models import DocumentManifest
from smartcat.store import FolderStore, S3Store

Smartcat = Callable[..., Any]


def block(page: Path, name: str) -> Any:
    text = page.read_text(encoding="utf-8")
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL
    )
    assert found
    return json.loads(found[1])


def test_a_results_folder_becomes_a_page_with_pictures(
    packet: DocumentManifest, smartcat: Smartcat, tmp_path: Path
) -> None:
    out = tmp_path / "review.html"
    outcome = smartcat("review", tmp_path / "results", "--out", out)
    assert (outcome.code, outcome.err) == (0, "")
    assert "2 segments, 1 to review" in outcome.out
    told, [pictures] = block(out, "data"), block(out, "pictures")
    assert told["documents"][0]["document_id"] == packet.document_id
    assert [one[:4] for one in pictures] == ["UklG"] * 3  # RIFF
    assert all(len(one) < 12_000 for one in pictures)
    assert block(out, "served") is None


def test_manifests_are_named_one_by_one_and_come_once(
    packet: DocumentManifest, smartcat: Smartcat, tmp_path: Path
) -> None:
    file = tmp_path / "results" / "documents" / packet.document_id / "manifest.json"
    out = tmp_path / "review.html"
    assert smartcat("review", file, tmp_path / "results", file, "--out", out).code == 0
    assert len(block(out, "data")["documents"]) == 1
    twice = tmp_path / "twice.jsonl"
    twice.write_text(2 * f"{packet.model_dump_json()}\n")
    assert smartcat("review", twice, "--out", out).code == 0
    assert len(block(out, "data")["documents"]) == 1


def test_a_run_is_looked_at_with_the_order_that_was_asked_for(
    make_pdf: Callable[..., Path], shell: Callable[..., Any], smartcat: Smartcat, tmp_path: Path
) -> None:
    from smartcat.cli.batch.main import main as batch_main

    folder = tmp_path / "inbox"
    folder.mkdir()
    make_pdf(name="inbox/a.pdf")
    results, out = tmp_path / "results", tmp_path / "review.html"
    submitted = shell("smartcat-batch", batch_main)("submit", folder, "--results", results)
    assert submitted.code == 0
    asked = ("review", "last", "--results", results, "--order", "stack", "--out", out)
    assert smartcat(*asked).code == 0
    assert block(out, "data")["documents"][0]["key"] == "a.pdf"


@pytest.mark.usefixtures("packet")
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "cannot be fetched: there is no such file"),
        (lambda path: path.write_bytes(b"%PDF-1.4 another"), "its bytes have changed"),
    ],
)
def test_a_document_that_is_gone_or_changed_has_no_pictures_and_says_why(
    smartcat: Smartcat,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    reason: str,
) -> None:
    spoil(tmp_path / "packet.pdf")
    out = tmp_path / "review.html"
    assert smartcat("review", tmp_path / "results", "--out", out).code == 0
    [pictures] = block(out, "pictures")
    assert len(pictures) == 3
    assert all(one.startswith("!") and reason in one for one in pictures)


def test_a_page_that_cannot_be_drawn_costs_its_picture_alone(
    smartcat: Smartcat, tmp_path: Path
) -> None:
    path = tmp_path / "short.pdf"
    draw_pages(path, ["letter"])
    manifest = manifest_of(path, [Told("letter", 3)], "short.pdf")  # it has one page in truth
    store_manifest(FolderStore(tmp_path / "results"), manifest)
    write_packet(tmp_path, [Told("invoice", 1)], name="good.pdf")
    out = tmp_path / "review.html"
    assert smartcat("review", tmp_path / "results", "--out", out).code == 0
    good, short = block(out, "pictures")
    assert [one[0] for one in (*good, *short)] == ["U", "U", "!", "!"]


def test_what_a_manifest_names_is_shown_only_if_it_is_what_was_sorted(
    packet: DocumentManifest, smartcat: Smartcat, tmp_path: Path
) -> None:
    execution = packet.execution.model_copy(update={"path": "/etc/passwd"})
    forged = tmp_path / "forged.json"
    forged.write_text(manifest_json(packet.model_copy(update={"execution": execution})))
    out = tmp_path / "review.html"
    assert smartcat("review", forged, "--out", out).code == 0
    assert all(one.startswith("!") for [*pages] in block(out, "pictures") for one in pages)
    assert "root:" not in out.read_text()


def test_documents_that_failed_are_listed_with_their_reason(
    packet: DocumentManifest, smartcat: Smartcat, tmp_path: Path
) -> None:
    failed = packet.model_copy(
        update={
            "document_id": "f" * 32,
            "status": "failed",
            "pages": (),
            "segments": (),
            "failure": failure_of(EncryptedDocumentError("it has a password")),
        }
    )
    store_manifest(FolderStore(tmp_path / "results"), failed)
    out = tmp_path / "review.html"
    assert smartcat("review", tmp_path / "results", "--out", out).code == 0
    reasons = [one.get("failure") for one in block(out, "data")["documents"]]
    assert sorted(reasons, key=str) == [None, "it has a password"]


def test_documents_in_buckets_are_fetched_and_removed(
    packet: DocumentManifest,
    smartcat: Smartcat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    with mock_aws():
        s3_client().create_bucket(Bucket="scans")
        s3_client().put_object(
            Bucket="scans", Key="in/p.pdf", Body=(tmp_path / "packet.pdf").read_bytes()
        )
        execution = packet.execution.model_copy(update={"path": "s3://scans/in/p.pdf"})
        there = packet.model_copy(update={"execution": execution})
        store_manifest(S3Store("scans", "results"), there)
        file = tmp_path / "manifest.json"
        file.write_text(manifest_json(there))
        out = tmp_path / "review.html"
        assert smartcat("review", file, "--out", out).code == 0
    assert [one[:4] for one in block(out, "pictures")[0]] == ["UklG"] * 3
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nothing.json",), ExitCode.ACCESS_DENIED, "from nothing.json"),
        (("last", "--results", "nowhere"), ExitCode.RUN_NOT_FOUND, "there are no runs"),
        (("20260101-000000-abcd",), ExitCode.RUN_NOT_FOUND, "there is no run"),
        (("empty/",), ExitCode.RUN_NOT_FOUND, "there are no results"),
        (("bad.json",), ExitCode.RESULT_UNREADABLE, "bad.json has no manifests"),
    ],
)
def test_what_cannot_be_looked_at_is_told(
    arguments: tuple[str, ...],
    code: ExitCode,
    told: str,
    smartcat: Smartcat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text('{"schema_version": 1, "secret": "of the document"}')
    outcome = smartcat("review", *arguments, "--out", "review.html")
    assert outcome.code == code
    assert told in outcome.err
    assert "secret" not in outcome.err
    assert not (tmp_path / "review.html").exists()


def test_help_is_there_for_the_page_and_for_serving(smartcat: Smartcat) -> None:
    page, serve = smartcat("review", "--help"), smartcat("review", "serve", "--help")
    assert (page.code, serve.code) == (0, 0)
    assert "--out" in page.out
    assert "smartcat review serve" in page.out
    assert "--port" in serve.out
    assert "--out" not in serve.out


def test_a_document_of_this_name_is_no_subcommand(smartcat: Smartcat) -> None:
    outcome = smartcat("review", "./serve", "--out", "review.html")
    assert outcome.code == ExitCode.ACCESS_DENIED
