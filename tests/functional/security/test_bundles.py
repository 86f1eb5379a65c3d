"""A bundle is bytes of somebody, until its digest is the one that was named."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
from moto import mock_aws

from smartcat.aws import s3_client
from smartcat.bundle import load_bundle, starter_bundle_path, write_bundle
from smartcat.dispatch.model import served_model
from smartcat.dispatch.settings import FunctionSettings
from smartcat.errors import BundleNotTrustedError, ConfigurationError, ExitCode
from smartcat.models import ModelIdentity
from smartcat.plan.run_manifest import RunManifest
from smartcat.read import OcrChoice, ReadOptions
from smartcat.store import FolderStore
from smartcat.store.layout import model_key
from smartcat.worker.model import load_model

Run = Callable[..., Any]
OTHER = "0" * 64
URI = "s3://results/models/mine.smartcat"


@pytest.fixture
def never_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail that looks into a bundle."""

    def look(_text: bytes) -> NoReturn:
        pytest.fail("a bundle was looked into that nobody has vouched for")

    monkeypatch.setattr("smartcat.bundle.tensor_file._parse_header", look)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket with the starter under the name of another model."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = s3_client()
        client.create_bucket(Bucket="results")
        data = starter_bundle_path().read_bytes()
        client.put_object(Bucket="results", Key="models/mine.smartcat", Body=data)
        yield client


def run_with(sha256: str) -> RunManifest:
    return RunManifest(
        run_id="r",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        model=ModelIdentity(sha256=sha256, name="mine"),
        read=ReadOptions(ocr=OcrChoice.OFF),
        shards=(),
    )


@pytest.mark.usefixtures("never_parsed")
def test_of_another_file_nothing_is_looked_at() -> None:
    with pytest.raises(BundleNotTrustedError, match="nothing in it was used"):
        load_bundle(starter_bundle_path(), OTHER)


def test_the_one_that_was_named_is_taken() -> None:
    digest = load_bundle(starter_bundle_path()).digest
    assert load_bundle(starter_bundle_path(), digest).digest == digest


@pytest.mark.usefixtures("never_parsed")
def test_the_dispatcher_takes_no_other_than_it_was_told(bucket: Any, tmp_path: Path) -> None:
    with pytest.raises(BundleNotTrustedError, match="set model_sha256"):
        served_model(URI, OTHER, tmp_path, bucket)


def test_the_dispatcher_takes_the_one_it_was_told(bucket: Any, tmp_path: Path) -> None:
    digest = load_bundle(starter_bundle_path()).digest
    assert served_model(URI, digest, tmp_path, bucket).bundle.digest == digest


def test_the_dispatcher_takes_none_of_a_bucket_without_a_digest() -> None:
    environment = {
        "SMARTCAT_RESULTS": "s3://results",
        "SMARTCAT_JOB_QUEUE": "queue",
        "SMARTCAT_JOB_DEFINITION": "worker",
        "SMARTCAT_MODEL": URI,
    }
    for told in ({}, {"SMARTCAT_MODEL_SHA256": ""}):
        with pytest.raises(ConfigurationError, match=r"SMARTCAT_MODEL_SHA256: .* by its digest"):
            FunctionSettings.of(environment | told)


@pytest.mark.usefixtures("never_parsed")
def test_a_worker_takes_no_other_than_its_run_names(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "results")
    store.put(model_key(OTHER), starter_bundle_path().read_bytes())
    with pytest.raises(BundleNotTrustedError, match=f"{model_key(OTHER)}, remove it"):
        load_model(store, run_with(OTHER), tmp_path)


def test_commands_take_no_other_than_was_named(
    smartcat: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, letter = tmp_path / "mine.smartcat", tmp_path / "letter.txt"
    shutil.copy(starter_bundle_path(), model)
    letter.write_text("Dear Sir or Madam")
    named = ("classify", letter, "--model", model, "--model-sha256")
    assert smartcat(*named, load_bundle(model).digest).code == 0
    refused = smartcat(*named, OTHER)
    assert (refused.code, OTHER in refused.err) == (ExitCode.BUNDLE_NOT_TRUSTED, True)
    assert smartcat(*named, "abc").code == ExitCode.USAGE
    monkeypatch.setenv("SMARTCAT_MODEL_SHA256", OTHER)
    for command in (
        ("classify", letter),
        ("split", letter, "--out", tmp_path / "out"),
        ("evaluate", tmp_path),
        ("threshold", tmp_path),
    ):
        assert smartcat(*command, "--model", model).code == ExitCode.BUNDLE_NOT_TRUSTED


def test_a_run_is_not_planned_with_another_than_was_named(
    smartcat_batch: Run, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    outcome = smartcat_batch("submit", letter, "--results", tmp_path / "r", "--model-sha256", OTHER)
    assert outcome.code == ExitCode.BUNDLE_NOT_TRUSTED
    assert not (tmp_path / "r").exists()


def test_a_bundle_in_a_bucket_is_not_fetched_by_commands(smartcat: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")
    outcome = smartcat("classify", tmp_path / "letter.txt", "--model", URI)
    assert (outcome.code, "--model-sha256" in outcome.err) == (ExitCode.USAGE, True)


def test_what_a_bundle_says_of_itself_does_not_steer_the_terminal(
    smartcat: Run, tmp_path: Path
) -> None:
    starter, hostile = load_bundle(starter_bundle_path()), tmp_path / "hostile.smartcat"
    steering = "mine\x1b[2J"
    metadata = starter.metadata.model_copy(update={"name": steering, "description": steering})
    write_bundle(hostile, metadata, starter.classes, starter.boundaries)
    (tmp_path / "held-out/letter").mkdir(parents=True)
    (tmp_path / "held-out/letter/a.txt").write_text("Dear madam, thank you for your kind reply.")
    place = ("--results", tmp_path / "results", "--test", tmp_path / "held-out")
    for command in (
        ("model", "show", hostile),
        ("compare", hostile, starter_bundle_path(), tmp_path / "held-out"),
        ("model", "promote", hostile, *place, "--even-if-worse", "a trial", "--by", "anna"),
        ("model", "list", *place[:2]),
    ):
        outcome = smartcat(*command)
        assert outcome.code == 0
        assert "\x1b[2J" not in outcome.out + outcome.err
