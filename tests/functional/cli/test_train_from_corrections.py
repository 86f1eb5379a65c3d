"""`smartcat train --corrections`: what people checked is learned, and nothing else."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SUBJECTS = ("letter", "invoice", "contract")


@pytest.fixture
def documents(tmp_path: Path, dataset: Path) -> Path:
    """The files of the dataset, in one folder."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for path in dataset.glob("*/*.txt"):
        (folder / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
    return folder


def correct(path: Path, *, checked: bool = True, by: str = "Anna Bell") -> str:
    """A line that says of a file what its name says."""
    return json.dumps(
        {
            "document_id": hashlib.sha256(path.name.encode()).hexdigest()[:32],
            "key": path.name,
            "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "model_sha256": "0" * 64,
            "by": by,
            "at": "2026-11-27T10:00:00Z",
            "segments": [
                {"pages": [0], "label": path.name.partition("-")[0], "is_checked": checked}
            ],
        }
    )


def write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines))
    return path


def shown(smartcat: Run, model: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(smartcat("model", "show", model, "--format", "json").out)
    return told


def test_corrections_alone_teach_a_model_that_keeps_no_names(
    smartcat: Run, documents: Path, tmp_path: Path
) -> None:
    lines = [correct(path) for path in sorted(documents.iterdir())]
    lines[0] = lines[0].replace("Anna", "Bert").replace("T10", "T11")
    file, model = write(tmp_path / "c.jsonl", lines), tmp_path / "m"
    outcome = smartcat("train", "--corrections", file, "--documents", documents, "--out", model)
    assert outcome.code == 0
    assert "36 pages of 36 documents as people have them" in outcome.out
    learned = shown(smartcat, model)["provenance"]["corrections"]
    assert learned == {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "documents": 36,
        "pages": 36,
        "people": 2,
        "latest": "2026-11-27T11:00:00Z",
    }
    assert b"Bell" not in model.read_bytes()
    assert "by 2 people" in smartcat("model", "show", model).out


def test_a_correction_wins_over_the_dataset_and_its_page_counts_once(
    smartcat: Run, dataset: Path, documents: Path, tmp_path: Path
) -> None:
    moved = dataset / "invoice" / "stray.txt"
    (dataset / "letter" / "00.txt").rename(moved)
    file = write(tmp_path / "c.jsonl", [correct(documents / "letter-00.txt")])
    model = tmp_path / "m"
    smartcat("train", dataset, "--out", model)
    assert shown(smartcat, model)["classes"]["pages_per_label"]["invoice"] == 13
    outcome = smartcat(
        "train", dataset, "--corrections", file, "--documents", documents, "--out", model
    )
    assert outcome.code == 0
    assert shown(smartcat, model)["classes"]["pages_per_label"] == dict.fromkeys(SUBJECTS, 12)


def test_what_nobody_checked_trains_nothing(
    smartcat: Run, dataset: Path, documents: Path, tmp_path: Path
) -> None:
    lines = [correct(path, checked=False) for path in sorted(documents.iterdir())]
    file, model, other = write(tmp_path / "c.jsonl", lines), tmp_path / "a" / "m", tmp_path / "m"
    from_corrections = ("--corrections", file, "--documents", documents)
    outcome = smartcat("train", *from_corrections, "--out", model)
    assert (outcome.code, "teach nothing" in outcome.err) == (38, True)
    assert smartcat("train", dataset, *from_corrections, "--out", model).code == 0
    assert smartcat("train", dataset, "--out", other).code == 0
    assert model.read_bytes() == other.read_bytes()


def test_documents_that_are_gone_or_changed_are_left_out_and_not_named(
    smartcat: Run, documents: Path, tmp_path: Path
) -> None:
    paths = sorted(documents.iterdir())
    lines = [correct(path) for path in paths]
    outside = tmp_path / "outside.txt"
    outside.write_bytes(paths[2].read_bytes())
    lines[2] = lines[2].replace(f'"key": "{paths[2].name}"', '"key": "../outside.txt"')
    paths[0].unlink()
    paths[1].write_text("something else")
    file, model = write(tmp_path / "c.jsonl", lines), tmp_path / "m"
    outcome = smartcat("train", "--corrections", file, "--documents", documents, "--out", model)
    assert outcome.code == 0
    assert "corrected document 1 of 36 is left out: it is not there" in outcome.err
    assert "corrected document 2 of 36 is left out: it is not the one" in outcome.err
    assert "corrected document 3 of 36 is left out: it is not there" in outcome.err
    assert paths[0].name not in outcome.err
    assert shown(smartcat, model)["provenance"]["corrections"]["pages"] == 33


def test_results_tell_where_documents_were(smartcat: Run, documents: Path, tmp_path: Path) -> None:
    results, file, model = tmp_path / "results", tmp_path / "c.jsonl", tmp_path / "m"
    assert smartcat("classify", documents, "--out", results).code == 0
    lines = []
    for path in sorted(results.glob("documents/*/manifest.json")):
        manifest = json.loads(path.read_text())
        said = json.loads(correct(documents / manifest["source"]["key"]))
        lines.append(json.dumps({**said, "document_id": manifest["document_id"]}))
    write(file, lines)
    outcome = smartcat("train", "--corrections", file, "--results", results, "--out", model)
    assert outcome.code == 0
    assert shown(smartcat, model)["provenance"]["corrections"]["documents"] == 36


def test_it_must_be_said_what_to_learn_from_and_where_it_is(smartcat: Run, tmp_path: Path) -> None:
    assert smartcat("train", "--out", tmp_path / "m").code == 2
    file = write(tmp_path / "c.jsonl", ["{}"])
    assert smartcat("train", "--corrections", file, "--out", tmp_path / "m").code == 2
    outcome = smartcat("train", "--corrections", file, "--documents", ".", "--out", tmp_path / "m")
    assert outcome.code == 38
