import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.bundle import load_bundle

Run = Callable[..., Any]
WORDS = {
    "invoice": "invoice amount due payable total net tax account bank transfer",
    "letter": "dear sincerely yours thank you kind reply regards madam sir",
}
COMMON = "the of and company page number street city office year"


def texts(folder: Path, seed: int, documents: int = 40) -> Path:
    """Make a folder of texts a class; one in ten has words of the other class."""
    dice = random.Random(seed)
    for label, words in WORDS.items():
        (folder / label).mkdir(parents=True)
        for number in range(documents):
            own = words if number % 10 else " ".join(WORDS.values())
            chosen = dice.choices(own.split(), k=5) + dice.choices(COMMON.split(), k=12)
            (folder / label / f"{number}.txt").write_text(" ".join(chosen))
    return folder


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    return texts(tmp_path / "learned", 0)


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    return texts(tmp_path / "held-out", 1, documents=200)


@pytest.fixture
def model(smartcat: Run, learned: Path, tmp_path: Path) -> Path:
    path = tmp_path / "model.smartcat"
    assert smartcat("train", learned, "--out", path).code == 0
    return path


def test_the_curve_is_a_table(smartcat: Run, model: Path, held_out: Path) -> None:
    outcome = smartcat("threshold", held_out, "--model", model)
    assert outcome.code == 0
    assert "400 decisions on classes, of 400 documents" in outcome.out
    assert "0.95" in outcome.out


def test_a_target_gives_a_bundle_with_its_evidence_and_the_same_model(
    smartcat: Run, model: Path, held_out: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new.smartcat"
    outcome = smartcat(
        "threshold",
        held_out,
        "--model",
        model,
        "--target",
        "0.05",
        "--out",
        out,
        "--format",
        "json",
    )
    assert outcome.code == 0
    told = json.loads(outcome.out)
    old, new = load_bundle(model), load_bundle(out)
    assert new.metadata.classes
    threshold = new.metadata.classes.threshold
    assert threshold.value == told["point"]["threshold"]
    assert threshold.accepted_error <= 0.05
    assert threshold.pages == 400
    assert threshold.evidence
    assert threshold.evidence.dataset_sha256 == told["curve"]["dataset_sha256"]
    assert threshold.evidence.interval == tuple(told["point"]["interval"])
    assert old.metadata.classes
    unchanged = new.metadata.classes.model_copy(
        update={"threshold": old.metadata.classes.threshold}
    )
    assert unchanged == old.metadata.classes
    assert old.classes
    assert new.classes
    assert (new.classes.weights == old.classes.weights).all()
    assert "measured on 400 documents" in smartcat("model", "show", out).out


def test_the_report_shows_the_curve(
    smartcat: Run, model: Path, held_out: Path, tmp_path: Path
) -> None:
    page = tmp_path / "curve.html"
    assert smartcat("threshold", held_out, "--model", model, "--report", page).code == 0
    html = page.read_text()
    assert "<svg" in html
    assert "wrong among the accepted" in html


def test_a_model_is_not_measured_on_what_it_learned_from(
    smartcat: Run, model: Path, learned: Path
) -> None:
    outcome = smartcat("threshold", learned, "--model", model)
    assert outcome.code == 36
    assert "has not seen" in outcome.err


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--out", "new.smartcat"), 2, "--target"),
        (("--of", "pages"), 2, "choose from classes, boundaries"),
        (("--of", "boundaries"), 2, "it has classes"),
        (("--target", "0.9"), 2, "0.5"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    smartcat: Run, model: Path, held_out: Path, options: tuple[str, ...], code: int, told: str
) -> None:
    outcome = smartcat("threshold", held_out, "--model", model, *options)
    assert outcome.code == code
    assert told in outcome.err
