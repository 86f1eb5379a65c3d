import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from smartcat.models import DocumentManifest

Run = Callable[..., Any]
MakeFile = Callable[..., Path]


def without_execution(text: str) -> list[dict[str, Any]]:
    manifests: list[dict[str, Any]] = json.loads(text)
    for manifest in manifests:
        del manifest["execution"]
    return manifests


def test_a_scan_gives_a_table_for_people(smartcat: Run, make_scan: MakeFile) -> None:
    outcome = smartcat("classify", make_scan())
    assert outcome.code == 0
    assert "scan.tif" in outcome.out
    assert "letter" in outcome.out
    assert "1 document, 1 page, 1 segment" in outcome.out
    assert outcome.err == ""


def test_json_on_stdout_is_the_manifests_alone(smartcat: Run, make_pdf: MakeFile) -> None:
    outcome = smartcat("classify", make_pdf(), "--format", "json")
    [manifest] = json.loads(outcome.out)
    parsed = DocumentManifest.model_validate(manifest)
    assert parsed.status == "done"
    assert parsed.source.key == "letter.pdf"
    assert parsed.source.page_count == 1
    assert len(parsed.pages[0].prediction.top) == 3
    assert parsed.pages[0].prediction.evidence


def test_json_lines_and_csv_have_a_line_each(smartcat: Run, make_pdf: MakeFile) -> None:
    paths = [make_pdf(name=f"{name}.pdf") for name in "ab"]
    lines = smartcat("classify", *paths, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["source"]["key"] for line in lines] == ["a.pdf", "b.pdf"]
    table = csv.DictReader(io.StringIO(smartcat("classify", *paths, "--format", "csv").out))
    assert [(row["key"], row["first_page_number"]) for row in table] == [
        ("a.pdf", "1"),
        ("b.pdf", "1"),
    ]


def test_names_that_a_spreadsheet_would_run_are_quoted(smartcat: Run, make_pdf: MakeFile) -> None:
    outcome = smartcat("classify", make_pdf(name="=cmd.pdf"), "--format", "csv")
    assert outcome.out.splitlines()[1].startswith("'=cmd.pdf,")


def test_the_same_input_gives_the_same_manifest_however_many_jobs(
    smartcat: Run, make_pdf: MakeFile, make_scan: MakeFile
) -> None:
    paths = [make_pdf("One", "Two", "Three"), make_scan()]
    first, second = (
        without_execution(smartcat("classify", *paths, "--format", "json", "--jobs", jobs).out)
        for jobs in (1, 3)
    )
    assert first == second


def test_a_folder_is_the_same_wherever_it_lies(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    outputs = []
    for place in ("here", "there"):
        path = tmp_path / place / "inbox" / "2024"
        path.mkdir(parents=True)
        path.joinpath("a.pdf").write_bytes(make_pdf(no_new_id=True).read_bytes())
        outputs.append(smartcat("classify", path.parent, "--format", "json").out)
    assert without_execution(outputs[0]) == without_execution(outputs[1])
    assert json.loads(outputs[0])[0]["source"]["key"] == "2024/a.pdf"


def test_manifests_are_stored_once_under_their_identity(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    results = tmp_path / "results"
    path = make_pdf()
    for _ in range(2):
        outcome = smartcat("classify", path, "--out", results)
        assert outcome.code == 0
    [stored] = results.rglob("*.json")
    manifest = DocumentManifest.model_validate_json(stored.read_text())
    assert stored.parent.name == manifest.document_id
    assert str(stored) in outcome.out.replace("\n", "")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", 35),
        ("a.zip", b"PK\x03\x04\x00\x00", 35),
        ("broken.pdf", b"%PDF-1.4 broken", 32),
        ("broken.png", b"\x89PNG\r\n\x1a\n broken", 32),
    ],
)
def test_one_bad_document_ends_with_its_own_code(
    smartcat: Run, tmp_path: Path, name: str, data: bytes, code: int
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    outcome = smartcat("classify", path, "--format", "json")
    [manifest] = json.loads(outcome.out)
    assert outcome.code == manifest["failure"]["exit_code"] == code
    assert manifest["status"] == "failed"
    assert str(path) in outcome.err
    assert "Traceback" not in outcome.err


def test_a_missing_document_is_31(smartcat: Run, tmp_path: Path) -> None:
    assert smartcat("classify", tmp_path / "none.pdf").code == 31


def test_an_encrypted_document_is_33(smartcat: Run, make_pdf: MakeFile) -> None:
    path = make_pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    assert smartcat("classify", path).code == 33


def test_a_failure_is_replaced_by_a_result(
    smartcat: Run, make_scan: MakeFile, tmp_path: Path
) -> None:
    path, results = make_scan(*["words and words\n" * 40] * 2), tmp_path / "results"
    assert smartcat("classify", path, "--out", results, "--max-pages", 1).code == 34
    assert smartcat("classify", path, "--out", results).code == 0
    [stored] = results.rglob("*.json")
    assert DocumentManifest.model_validate_json(stored.read_text()).status == "done"


def test_pipes_do_not_hang(smartcat: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert smartcat("classify", tmp_path / "pipe").code == 32


def test_what_was_done_is_shown_when_the_rest_cannot_be(
    smartcat: Run, make_pdf: MakeFile, make_scan: MakeFile
) -> None:
    paths = (make_pdf(), make_scan())
    outcome = smartcat("classify", *paths, "--format", "json", "--languages", "xyz")
    assert outcome.code == 21
    assert [one["source"]["key"] for one in json.loads(outcome.out)] == ["letter.pdf"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
def test_nothing_is_left_running(make_scan: MakeFile, number: signal.Signals, engine: str) -> None:
    scan = str(make_scan(*["words\n" * 40] * 9))
    process = subprocess.Popen(
        [sys.executable, "-m", "smartcat", "classify", scan, "--ocr", engine, "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children = wait_for(lambda: children_of(process.pid))
    process.send_signal(number)
    expected = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}
    assert process.wait(timeout=20) == expected[number]
    wait_for(lambda: not any(is_running(child) for child in children))


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + 20
    while not (result := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return result


def test_one_bad_document_among_good_ones_does_not_stop_them(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    good = make_pdf()
    outcome = smartcat("classify", bad, good, "--format", "jsonl")
    assert outcome.code == 60
    assert [json.loads(line)["status"] for line in outcome.out.splitlines()] == ["failed", "done"]


def test_doubt_fails_only_where_that_was_asked_for(smartcat: Run, make_pdf: MakeFile) -> None:
    path = make_pdf("")
    assert smartcat("classify", path).code == 0
    assert smartcat("classify", path, "--fail-on-review").code == 61


@pytest.mark.parametrize(
    "arguments",
    [
        ("classify",),
        ("classify", "--format", "xml", "a.pdf"),
        ("classify", "--dpi", "9", "a.pdf"),
        ("classify", "--languages", "++", "a.pdf"),
        ("sort", "a.pdf"),
    ],
)
def test_wrong_usage_is_2(smartcat: Run, arguments: tuple[str, ...]) -> None:
    assert smartcat(*arguments).code == 2


def test_a_folder_without_files_is_said_so(smartcat: Run, tmp_path: Path) -> None:
    outcome = smartcat("classify", tmp_path)
    assert outcome.code == 2
    assert "no files" in outcome.err


def test_a_missing_language_is_21_with_the_command_that_installs_it(
    smartcat: Run, make_scan: MakeFile
) -> None:
    outcome = smartcat("classify", make_scan(), "--languages", "eng+xyz")
    assert outcome.code == 21
    assert "apt-get install tesseract-ocr-xyz" in outcome.err


def test_a_missing_or_foreign_model_is_refused(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    path = make_pdf()
    assert smartcat("classify", path, "--model", tmp_path / "none").code == 41
    assert smartcat("classify", path, "--model", path).code in {40, 42}


def test_a_folder_that_cannot_be_written_is_a_setting(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert smartcat("classify", make_pdf(), "--out", tmp_path / "file").code == 20
