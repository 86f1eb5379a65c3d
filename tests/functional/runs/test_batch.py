"""`smartcat-batch` over a results folder, from submitting to collecting."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.backends import LocalBackend
from smartcat.runs.control import reopen_run
from smartcat.store import FolderStore
from smartcat.store.layout import blocks_prefix, manifest_key, run_key

Run = Callable[..., Any]
Manifests = Callable[[Path], dict[str, dict[str, Any]]]


def submitted(batch: Run, *arguments: Any) -> dict[str, Any]:
    outcome = batch("submit", *arguments, "--format", "json")
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def test_a_run_gives_the_manifests_that_classify_gives(
    batch: Run, smartcat: Run, inbox: Path, results: Path, manifests: Manifests
) -> None:
    status = submitted(batch, inbox, "--results", results)
    assert (status["state"], status["documents"], status["done"]) == ("done", 3, 3)
    alone = results.parent / "alone"
    assert smartcat("classify", inbox, "--out", alone).code == 0
    assert manifests(results) == manifests(alone)
    assert len(manifests(results)) == 3


@pytest.mark.parametrize("pages", ["2-3", "18-", "17-40"])
def test_only_the_pages_that_were_named_are_read(
    batch: Run,
    smartcat: Run,
    make_scan: Callable[..., Path],
    inbox: Path,
    manifests: Manifests,
    pages: str,
) -> None:
    make_scan(*(f"Invoice {page}" for page in range(36)), name="inbox/long.tif", dpi=72)
    make_scan("Letter one", "Letter two", name="inbox/short.tif", dpi=72)
    usual = ("--ocr", "off", "--pages", pages)
    run, alone = inbox.parent / "run", inbox.parent / "alone"
    assert batch("submit", inbox, "--results", run, *usual).code == 60  # some have fewer pages
    assert smartcat("classify", inbox, "--out", alone, *usual).code == 60
    assert manifests(run) == manifests(alone)
    (long,) = (one for one in manifests(run).values() if one["source"]["key"] == "long.tif")
    first, _, last = pages.partition("-")
    expected = range(int(first) - 1, min(int(last or 36), 36))
    assert [page["page_index"] for page in long["pages"]] == list(expected)
    assert long["segments"][0]["first_page"] == expected[0]
    assert long["source"]["page_count"] == 36


def test_pages_that_make_no_sense_are_told(batch: Run, inbox: Path, results: Path) -> None:
    for pages in ("3-1", "0", "x"):
        outcome = batch("submit", inbox, "--results", results, "--pages", pages)
        assert (outcome.code, "name page numbers" in outcome.err) == (2, True)


def test_nothing_is_done_twice(batch: Run, inbox: Path, results: Path) -> None:
    submitted(batch, inbox, "--results", results)
    before = {path: path.stat().st_mtime_ns for path in results.rglob("documents/**/*.*")}
    (inbox / "new.txt").write_text("Invoice, total due")
    status = submitted(batch, inbox, "--results", results)
    assert (status["reused"], status["done"], status["pending"]) == (3, 1, 0)
    assert (
        before.items()
        <= {path: path.stat().st_mtime_ns for path in results.rglob("documents/**/*.*")}.items()
    )


def test_force_does_all_anew(batch: Run, inbox: Path, results: Path, manifests: Manifests) -> None:
    submitted(batch, inbox, "--results", results)
    before = manifests(results)
    status = submitted(batch, inbox, "--results", results, "--force")
    assert (status["reused"], status["done"]) == (0, 3)
    assert manifests(results) == before


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    batch: Run, inbox: Path, results: Path
) -> None:
    told = submitted(batch, inbox, "--results", results, "--dry-run")
    assert (told["documents"], told["pages"], told["reused"]) == (3, 3, 0)
    assert told["predicted_s"] > 0
    assert not results.exists()
    assert "documents to process" in batch("submit", inbox, "--dry-run").out


def test_documents_can_be_chosen(batch: Run, inbox: Path, results: Path) -> None:
    chosen = ("--results", results, "--dry-run")
    assert submitted(batch, inbox, *chosen, "--pattern", "l*.txt")["documents"] == 1
    assert submitted(batch, inbox, *chosen, "--limit", 2)["documents"] == 2
    none = batch("submit", inbox, *chosen, "--pattern", "*.pdf")
    assert (none.code, "is called" in none.err) == (2, True)


def test_a_bad_document_is_a_result_with_a_reason(batch: Run, inbox: Path, results: Path) -> None:
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    outcome = batch("submit", inbox, "--results", results)
    assert outcome.code == 60
    assert "broken.pdf: " in outcome.out
    assert "1 of 4 documents failed" in outcome.err
    shutil.copy(inbox / "letter.txt", inbox / "broken.pdf")
    retried = batch("retry", "last", "--results", results, "--format", "json")
    assert json.loads(retried.out)["failed"] == 1  # other bytes are another document
    assert "changed since it was listed" in batch("status", "last", "--results", results).out


def test_what_was_lost_is_healed_from_what_is_stored(
    batch: Run, inbox: Path, results: Path, store: FolderStore, manifests: Manifests
) -> None:
    submitted(batch, inbox, "--results", results)
    before = manifests(results)
    lost = min(before)
    store.delete(manifest_key(lost))
    assert (
        json.loads(batch("status", "last", "--results", results, "--format", "json").out)["pending"]
        == 1
    )
    assert "1 manifests written" in batch("reconcile", "last", "--results", results).out
    assert manifests(results) == before


def test_text_of_pages_is_kept_in_blocks(
    batch: Run, inbox: Path, results: Path, store: FolderStore, manifests: Manifests
) -> None:
    submitted(batch, inbox, "--results", results)
    for document_id in manifests(results):
        assert [one.key.rpartition("/")[2] for one in store.list(blocks_prefix(document_id))] == [
            "000000-000000.json.gz"
        ]
    assert not list(store.list("claims/"))


def test_results_are_collected_as_lines_or_rows(
    batch: Run, inbox: Path, results: Path, tmp_path: Path
) -> None:
    submitted(batch, inbox, "--results", results)
    lines = batch("results", "last", "--results", results).out.splitlines()
    assert {json.loads(line)["source"]["key"] for line in lines} == {
        "payslip.txt",
        "letter.txt",
        "copy.txt",
    }
    outcome = batch(
        "results", "last", "--results", results, "--to", tmp_path / "out", "--format", "csv"
    )
    assert outcome.code == 0
    (table,) = (tmp_path / "out").iterdir()
    assert len(table.read_text().splitlines()) == 4


def test_what_came_out_is_written_for_programs_and_taken_back_if_the_run_goes_on(
    batch: Run, inbox: Path, results: Path, store: FolderStore
) -> None:
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    run_id = submitted(batch, inbox, "--results", results)["run_id"]
    summary = json.loads(store.get(run_key(run_id, "summary.json")))
    assert (summary["documents"], summary["failed"]) == (4, 1)
    lines = store.get(run_key(run_id, "results.jsonl")).splitlines()
    assert {json.loads(line)["state"] for line in lines} == {"done", "failed"}
    reopen_run(store, run_id)
    assert store.head(run_key(run_id, "summary.json")) is None
    batch("wait", run_id, "--results", results)
    assert store.head(run_key(run_id, "summary.json")) is not None


def test_runs_are_listed_and_unknown_ones_are_told(batch: Run, inbox: Path, results: Path) -> None:
    status = submitted(batch, inbox, "--results", results)
    assert status["run_id"] in batch("list", "--results", results).out
    for name in ("20200101-000000-0000", "../../etc"):
        assert batch("status", name, "--results", results).code == 51
    assert batch("wait", "last", "--results", inbox).code == 51


def test_a_run_is_left_running_and_followed_later(batch: Run, inbox: Path, results: Path) -> None:
    outcome = batch("submit", inbox, "--results", results, "--detach")
    assert outcome.code == 0
    assert "smartcat-batch wait" in outcome.out
    status = json.loads(batch("wait", "last", "--results", results, "--format", "json").out)
    assert (status["state"], status["done"]) == ("done", 3)


def test_a_cancelled_run_stays_so_until_it_is_taken_up_again(
    batch: Run, inbox: Path, results: Path
) -> None:
    batch("submit", inbox, "--results", results, "--detach")
    assert batch("cancel", "last", "--results", results).code == 0
    waited = batch("wait", "last", "--results", results)
    assert waited.code in {0, 50}  # it may have been done before it was cancelled
    status = json.loads(batch("retry", "last", "--results", results, "--format", "json").out)
    assert (status["state"], status["done"]) == ("done", 3)


def test_results_that_lie_among_the_documents_are_no_documents(batch: Run, inbox: Path) -> None:
    usual = ("--results", inbox / "results")
    assert submitted(batch, inbox, *usual)["documents"] == 3
    assert submitted(batch, inbox, *usual)["documents"] == 3


def test_a_run_that_gets_nowhere_is_not_started_for_ever(
    batch: Run, inbox: Path, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalBackend, "start", lambda _self, _run_id: None)
    outcome = batch("submit", inbox, "--results", results)
    assert (outcome.code, "without getting anywhere" in outcome.err) == (50, True)
