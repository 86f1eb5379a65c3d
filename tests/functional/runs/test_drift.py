import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.drift import Drift, Subject, Verdict

Run = Callable[..., Any]
WORDS = {
    "invoice": "invoice amount due payable total net tax account bank transfer",
    "letter": "dear sincerely yours thank you kind reply regards madam sir",
}
COMMON = "the of and company page number street city office year"
FOREIGN = "Blatt Garten Haus Wiese Kanne Tasse Löffel Gabel Messer Teller Tisch Stuhl"


def texts(folder: Path, seed: int, documents: int = 60, **words: str) -> Path:
    """Make a folder of texts a class."""
    dice = random.Random(seed)
    for label, own in (words or WORDS).items():
        (folder / label).mkdir(parents=True)
        for number in range(documents):
            chosen = dice.choices(own.split(), k=8) + dice.choices(COMMON.split(), k=8)
            (folder / label / f"{number}.txt").write_text(" ".join(chosen))
    return folder


@pytest.fixture
def model(smartcat: Run, tmp_path: Path) -> Path:
    path = tmp_path / "model.smartcat"
    assert smartcat("train", texts(tmp_path / "learned", 0), "--out", path).code == 0
    return path


@pytest.fixture
def submit(batch: Run, model: Path, results: Path) -> Callable[[Path], str]:
    """Sort a folder as a run; the run's name."""

    def run(folder: Path) -> str:
        assert batch("submit", folder, "--model", model, "--results", results).code == 0
        listed = batch("list", "--results", results, "--format", "json").out.splitlines()
        return str(json.loads(listed[-1])["run_id"])

    return run


def drift_of(outcome: Any) -> dict[Subject, Verdict]:
    found = Drift.model_validate_json(outcome.out)
    return {one.subject: one.verdict for one in found.measures}


def test_pages_like_those_of_training_raise_no_alarm(
    smartcat: Run, submit: Callable[[Path], str], model: Path, results: Path, tmp_path: Path
) -> None:
    submit(texts(tmp_path / "later", 1))
    outcome = smartcat(
        "drift", "last", "--results", results, "--model", model, "--format", "json",
        "--fail-on-drift",
    )  # fmt: skip
    assert outcome.code == 0
    told = drift_of(outcome)
    assert told[Subject.CLASSES] is told[Subject.NEW_WORDS] is Verdict.AS_BEFORE
    assert told[Subject.OUTCOMES] is told[Subject.OCR_CONFIDENCE] is Verdict.NOT_KNOWN
    assert Verdict.DRIFTED not in told.values()


def test_foreign_pages_raise_an_alarm_and_the_report_shows_it(
    smartcat: Run, submit: Callable[[Path], str], model: Path, results: Path, tmp_path: Path
) -> None:
    submit(texts(tmp_path / "later", 1, garden=FOREIGN))
    report = tmp_path / "drift.html"
    outcome = smartcat(
        "drift", "last", "--results", results, "--model", model, "--report", report,
        "--fail-on-drift",
    )  # fmt: skip
    assert outcome.code == 62
    assert "share of new words" in outcome.err
    assert "drifted: other wordings, issuers or languages" in outcome.out
    assert "Share of new words:" in report.read_text()
    assert smartcat("drift", "last", "--results", results, "--model", model).code == 0


def test_a_run_is_compared_with_an_earlier_one(
    smartcat: Run, submit: Callable[[Path], str], model: Path, results: Path, tmp_path: Path
) -> None:
    earlier = submit(texts(tmp_path / "earlier", 1))
    submit(texts(tmp_path / "later", 2, invoice=WORDS["invoice"]))
    outcome = smartcat(
        "drift", "last", "--results", results, "--model", model, "--reference", earlier,
        "--format", "json",
    )  # fmt: skip
    told = drift_of(outcome)
    assert told[Subject.CLASSES] is Verdict.DRIFTED
    assert told[Subject.OUTCOMES] is not Verdict.NOT_KNOWN
    assert Drift.model_validate_json(outcome.out).compared_with == earlier


def test_a_small_run_is_too_few_to_tell(
    smartcat: Run, submit: Callable[[Path], str], model: Path, results: Path, tmp_path: Path
) -> None:
    submit(texts(tmp_path / "later", 1, documents=2))
    outcome = smartcat("drift", "last", "--results", results, "--model", model)
    assert "too few to tell" in outcome.out
    assert "There is too little to tell" in outcome.out


def test_manifests_alone_do_not_tell_new_words(
    smartcat: Run, model: Path, results: Path, tmp_path: Path
) -> None:
    later = texts(tmp_path / "later", 1)
    lines = tmp_path / "lines.jsonl"
    lines.write_text(smartcat("classify", later, "--model", model, "--format", "jsonl").out)
    outcome = smartcat("drift", lines, "--model", model)
    assert outcome.code == 0
    assert "not known: no texts of pages are kept with these results" in outcome.out
    assert smartcat("classify", later, "--model", model, "--out", results).code == 0
    again = smartcat("drift", results, "--model", model)
    assert again.out == outcome.out


def test_an_earlier_model_says_plainly_what_it_does_not_tell(
    smartcat: Run, results: Path, tmp_path: Path
) -> None:
    later = texts(tmp_path / "later", 1, documents=3)
    assert smartcat("classify", later, "--out", results).code == 0
    outcome = smartcat("drift", results)
    assert outcome.code == 0
    assert "This model does not tell all of it" in outcome.out
    assert "--reference RUN" in outcome.out


def test_results_of_another_model_are_refused(
    smartcat: Run, model: Path, results: Path, tmp_path: Path
) -> None:
    later = texts(tmp_path / "later", 1, documents=3)
    assert smartcat("classify", later, "--model", model, "--out", results).code == 0
    outcome = smartcat("drift", results)
    assert outcome.code == 2
    assert "was sorted by the model model" in outcome.err
    assert "--model" in outcome.err


def test_where_there_is_nothing_to_look_at_that_is_said(
    smartcat: Run, model: Path, results: Path, tmp_path: Path
) -> None:
    assert smartcat("drift", "last", "--results", results, "--model", model).code == 51
    empty = tmp_path / "empty"
    empty.mkdir()
    assert smartcat("drift", empty, "--model", model).code == 51
    (empty / "x.json").write_text("{}")
    assert smartcat("drift", empty, "--model", model).code == 54
