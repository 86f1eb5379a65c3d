"""What documents say and are called stays out of logs and off stderr, on all faces.

A made-up word stands in documents, and another one in their names. Stdout may have names, which is
what it is for; a terminal may, too, and so may a message about what the command line itself names.
"""

import json
import logging
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from botocore.exceptions import ClientError

from smartcat.aws import s3_client
from smartcat.backends.aws import AwsBackend
from smartcat.errors import ExitCode, SmartCatError
from smartcat.locations import S3Location, printable
from smartcat.logs import log_json
from smartcat.reconciling import Reconciler, ReconcilingFailedError
from smartcat.sources.refusals import reading
from smartcat.store.layout import open_run_key

Run = Callable[..., Any]
MakePdf = Callable[..., Path]

TEXT, NAME, SIGNATURE = "Zugvogelkanarienquartett", "Erika-Mustermann", "5ec4e75ec4e7"
LETTER = f"Dear {TEXT}, thank you for your letter about the mortgage on your house. " * 6
SIGNED_URL = (
    "https://scans.s3.amazonaws.com/2026/letter.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256"
    f"&X-Amz-Credential=x&X-Amz-Expires=3600&X-Amz-Signature={SIGNATURE}"
)


def silent(told: str) -> bool:
    """Whether something tells nothing that it must not."""
    return not [one for one in (TEXT, NAME, SIGNATURE) if one in told]


@pytest.fixture
def inbox(tmp_path: Path, make_pdf: MakePdf) -> Path:
    """Documents that can be read, and some that cannot."""
    folder = tmp_path / "inbox"
    (folder / NAME).mkdir(parents=True)
    make_pdf(LETTER, name=f"inbox/{NAME}/{NAME}.pdf")
    make_pdf(LETTER, f"{TEXT} 2", name=f"inbox/{NAME}-packet.pdf")
    (folder / f"{NAME}.txt").write_text(LETTER)
    (folder / f"{NAME}-broken.pdf").write_bytes(f"%PDF-1.7\n{TEXT}".encode())
    (folder / f"{NAME}.tif").write_bytes(b"II*\0" + TEXT.encode())
    (folder / f"{NAME}.docx").write_bytes(b"PK\3\4" + TEXT.encode())
    (folder / f"{NAME}-gone.pdf").symlink_to(tmp_path / "nowhere")
    return folder


@pytest.mark.parametrize("output_format", ["table", "json", "csv"])
def test_classify(smartcat: Run, inbox: Path, output_format: str) -> None:
    outcome = smartcat("classify", inbox, "--format", output_format, "--ocr", "off")
    assert outcome.code == ExitCode.SOME_DOCUMENTS_FAILED
    assert outcome.err.count("document ") == 4
    assert "document 2 of 7: " in outcome.err
    assert silent(outcome.err), outcome.err
    assert NAME in outcome.out
    assert TEXT not in outcome.out or output_format == "json"


def test_what_was_typed_is_called_by_its_name(smartcat: Run, inbox: Path) -> None:
    outcome = smartcat("classify", inbox / f"{NAME}-broken.pdf")
    assert f"{NAME}-broken.pdf: damaged" in outcome.err
    assert TEXT not in outcome.err


def test_a_terminal_is_told_names(inbox: Path) -> None:
    shown, terminal = pty.openpty()
    code = "from smartcat.cli import main; main()"
    command = [sys.executable, "-c", code, "classify", str(inbox), "--ocr", "off"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=False)
    os.close(terminal)
    told = b"".join(_until_the_end(shown)).decode()
    assert f"{NAME}-broken.pdf: damaged" in told
    assert TEXT not in told


def _until_the_end(descriptor: int) -> Iterator[bytes]:
    try:
        while told := os.read(descriptor, 1 << 16):
            yield told
    except OSError:  # so ends a terminal that nobody writes to any more
        os.close(descriptor)


def test_split(smartcat: Run, inbox: Path, tmp_path: Path) -> None:
    for name in (f"{NAME}-packet.pdf", f"{NAME}-broken.pdf", f"{NAME}.txt"):
        for more in ((), ("--split", "key", "--split-key", r"Dear (\S+)"), ("--one-file",)):
            outcome = smartcat(
                "split", inbox / name, "--out", tmp_path / f"{name}{len(more)}", *more
            )
            assert TEXT not in outcome.err, outcome.err


def test_training_and_measuring(smartcat: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for label in ("letter", "invoice"):
        (data / label).mkdir(parents=True)
        for number in range(8):
            text = f"{LETTER} {label} {number}" + f" {label} due" * number
            (data / label / f"{NAME}-{number}.txt").write_text(text)
    (data / "letter" / f"{NAME}-broken.pdf").write_bytes(f"%PDF-1.7 {TEXT}".encode())
    model = tmp_path / "m"
    for code, *command in (
        (0, "train", data, "--out", model),
        (0, "evaluate", data, "--model", model, "--report", tmp_path / "report.html"),
        (0, "evaluate", data, "--model", model, "--format", "json"),
        (ExitCode.DATASET, "threshold", data, "--model", model),  # it has learned from them
    ):
        outcome = smartcat(*command)
        assert outcome.code == code
        assert "file 17 of 17 is left out" in outcome.err
        assert silent(outcome.err), outcome.err


def test_looking_at_results_correcting_them_and_learning_from_that(
    smartcat: Run, inbox: Path, tmp_path: Path
) -> None:
    results, said = tmp_path / "results", tmp_path / "corrections.jsonl"
    sorted_ = smartcat("classify", inbox, "--ocr", "off", "--format", "jsonl", "--out", results)
    manifests = [json.loads(line) for line in sorted_.out.splitlines()]
    lines = [json.dumps(corrected(one)) for one in manifests if one["status"] == "done"]
    lines += [f'{{"{TEXT}"', json.dumps({**corrected(manifests[0]), "key": NAME})]
    said.write_text("\n".join(lines))
    learn = ("train", "--corrections", tmp_path / "all.jsonl", "--out", tmp_path / "m.smartcat")
    for code, *command in (
        (ExitCode.SOME_DOCUMENTS_FAILED, "corrections", "apply", said, "--results", results),
        (0, "corrections", "show", "--results", results, "--out", tmp_path / "all.jsonl"),
        (0, "review", results, "--out", tmp_path / "review.html"),
        (0, "drift", results),
        (ExitCode.CORRECTIONS, *learn, "--documents", inbox / NAME),  # none of them is there
        (ExitCode.DATASET, *learn, "--results", results),  # three documents are too few
    ):
        outcome = smartcat(*command)
        assert outcome.code == code, outcome.err
        assert silent(outcome.err), outcome.err


def corrected(manifest: dict[str, Any]) -> dict[str, Any]:
    """What a person says of a document: each page is a letter of its own."""
    return {
        "document_id": manifest["document_id"],
        "key": manifest["source"]["key"],
        "source_sha256": manifest["source"]["sha256"],
        "model_sha256": manifest["model"]["sha256"],
        "by": NAME,
        "at": "2026-11-27T08:00:00Z",
        "segments": [
            {"pages": [page["page_index"]], "label": "letter", "is_checked": True}
            for page in manifest["pages"]
        ],
    }


@pytest.mark.parametrize(
    "table",
    [
        f"path,label\n{NAME}.pdf,x\n",
        f"path,label,page_number\n{NAME}.txt,x,1\n{NAME}.txt,x,1\n",
        f"path,label,text\n{NAME}.txt,x,{NAME}-none.txt\n",
    ],
)
def test_a_table_of_labels(smartcat: Run, inbox: Path, table: str) -> None:
    (inbox / "labels.csv").write_text(table)
    outcome = smartcat("evaluate", inbox)
    assert outcome.code == ExitCode.DATASET
    assert silent(outcome.err), outcome.err


@pytest.mark.parametrize("command", ["classify", "plan"])
def test_a_url_that_lets_anybody_in(smartcat: Run, command: str) -> None:
    outcome = smartcat(command, SIGNED_URL)
    assert outcome.code != 0
    assert SIGNATURE not in outcome.err
    assert "2026/letter.pdf?…" in outcome.err


def test_a_list_that_names_what_cannot_be_opened(
    smartcat: Run, smartcat_batch: Run, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    for line in (SIGNED_URL, f"s3://scans/{NAME}/", f"ftp://{NAME}"):
        listed.write_text(f"path\n{line}\n")
        for outcome in (
            smartcat("plan", listed),
            smartcat_batch("submit", listed, "--results", tmp_path / "r"),
        ):
            assert (outcome.code, "line 2: " in outcome.err) == (ExitCode.USAGE, True)
            assert silent(outcome.err), outcome.err


def test_a_bug_of_a_command(smartcat: Run, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        try:
            raise KeyError(LETTER)  # noqa: TRY301 - so that it has a cause
        except KeyError as error:
            raise ValueError(f"{NAME}: {LETTER}") from error

    monkeypatch.setattr("smartcat.pipeline.Pipeline.run", fail)
    outcome = smartcat("classify", inbox)
    assert outcome.code == ExitCode.BUG
    assert "a bug: ValueError from KeyError" in outcome.err
    assert "test_canaries.py" in outcome.err
    assert silent(outcome.err), outcome.err


def test_a_run_on_this_machine(smartcat_batch: Run, inbox: Path, tmp_path: Path) -> None:
    """Submitting, the logs of the worker and of what starts it, and all that is asked later."""
    results = tmp_path / "results"
    at = ("--results", results)
    submitted = smartcat_batch("submit", inbox, *at, "--workers", 1, "--ocr", "off")
    assert submitted.code == ExitCode.SOME_DOCUMENTS_FAILED, submitted.err
    asked = [
        smartcat_batch(*command, *at)
        for command in (
            *(("status", "last"), ("results", "last"), ("cost", "last"), ("retry", "last")),
            *(("status", "none"), ("logs", "last", "none.pdf")),
        )
    ]
    assert all(silent(one.err) for one in [submitted, *asked]), asked
    shown = smartcat_batch("logs", "last", *at)
    assert "document failed" in shown.out
    assert silent(shown.out + shown.err)
    logs = [path.read_text() for path in results.glob("runs/*/**/*.log")]
    assert len(logs) >= 2
    assert all(map(silent, logs))


@pytest.mark.parametrize(
    ("code", "status"),
    [("AccessDenied", 403), ("NoSuchKey", 404), ("SlowDown", 503), ("InvalidObjectState", 403)],
)
def test_what_a_bucket_says_of_a_document(code: str, status: int) -> None:
    said = {
        "Error": {"Code": code, "Message": f"User is not authorized: arn:aws:s3:::scans/{NAME}"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    with pytest.raises(SmartCatError) as told, reading(S3Location("scans", f"{NAME}.pdf")):
        raise ClientError(said, "GetObject")
    assert silent(str(told.value)), told.value


def test_the_reconciler(
    backend: AwsBackend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    reconciler = Reconciler(backend.store, backend)
    detail = {"jobName": NAME, "status": "FAILED", "statusReason": TEXT}
    log_json(level="DEBUG")
    reconciler.handle({"source": "aws.batch", "detail": detail}, lambda: 300.0)
    backend.store.put(open_run_key("r"), b"2026-01-01T00:00:00+00:00")

    def fail(*_: object) -> NoReturn:
        raise ValueError(f"{NAME}: {LETTER}")

    monkeypatch.setattr("smartcat.reconciling.load_run", fail)
    with pytest.raises(ReconcilingFailedError) as ended:
        reconciler.handle({"source": "aws.events", "detail": {}}, lambda: 300.0)
    told = capfd.readouterr().err
    assert json.loads(told.splitlines()[-1])["error"] == "ValueError"
    assert silent(told + str(ended.value))


def test_asking_what_is_wrong(smartcat_batch: Run, backend: AwsBackend) -> None:
    s3_client().create_bucket(Bucket="scans")
    for subject in (f"s3://scans/{NAME}.pdf?X-Amz-Signature={SIGNATURE}", "20260101-000000-abcd"):
        outcome = smartcat_batch("doctor", subject, "--results", backend.store.uri)
        assert outcome.code != 0
        assert TEXT not in outcome.err
        assert SIGNATURE not in outcome.err


def test_what_libraries_log(capsys: pytest.CaptureFixture[str]) -> None:
    log_json()
    url = f"/scans/{NAME}.pdf?X-Amz-Signature={SIGNATURE}"
    try:
        raise ValueError(LETTER)  # noqa: TRY301
    except ValueError:
        logging.getLogger("urllib3.connectionpool").exception(
            "Retrying after %s: %s", TEXT, url, extra={"url": url}
        )
    told = json.loads(capsys.readouterr().err)
    assert told["message"] == "a library logged: urllib3.connectionpool"
    assert "test_canaries.py" in told["line"]
    assert silent(json.dumps(told))


def test_names_that_are_shown_are_keys_to_nothing() -> None:
    assert printable(SIGNED_URL).endswith("/2026/letter.pdf?…")
    old = f"https://scans.s3.amazonaws.com/a.pdf?AWSAccessKeyId=x&Signature={SIGNATURE}&Expires=1"
    assert silent(printable(old))
    assert printable("what? a question.pdf") == "what? a question.pdf"
