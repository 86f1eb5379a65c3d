import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import smartcat
from smartcat.cli import main

MakeFile = Callable[..., Path]
Shell = Callable[..., Callable[..., Any]]


def without_execution(manifest: smartcat.DocumentManifest) -> dict[str, Any]:
    return manifest.model_dump(mode="json", exclude={"execution"})


def test_classify_gives_what_the_command_gives(shell: Shell, workplace: Path) -> None:
    printed = shell("smartcat", main)("classify", workplace / "inbox", "--format", "json").out
    by_command = json.loads(printed)
    by_call = [without_execution(one) for one in smartcat.classify(workplace / "inbox")]
    for one in by_command:
        del one["execution"]
    assert by_call == by_command
    assert len(by_call) == 3


def test_documents_are_paths_of_any_kind_or_have_names_of_their_own(workplace: Path) -> None:
    path = workplace / "inbox" / "letter-0.pdf"
    named = smartcat.DocumentRef(key="case-7/first.pdf", path=path)
    manifests = smartcat.classify([str(path), path, named])
    assert manifests.documents == 3
    assert [one.source.key for one in manifests] == ["letter-0.pdf", "letter-0.pdf", named.key]
    assert [one.source.key for one in smartcat.classify(named)] == [named.key]


def test_what_makes_no_sense_is_refused_before_anything_is_iterated(workplace: Path) -> None:
    with pytest.raises(smartcat.UsageError, match="'pages'; choose from auto, class, page"):
        smartcat.classify(workplace / "inbox", split="pages")
    with pytest.raises(smartcat.UsageError, match="leave nothing for other ways"):
        smartcat.classify(workplace / "inbox", split="page+class")
    (workplace / "empty").mkdir()
    with pytest.raises(smartcat.UsageError, match="no files"):
        smartcat.classify(workplace / "empty")
    with pytest.raises(smartcat.BundleError):
        smartcat.classify(workplace / "inbox", model=workplace / "none.smartcat")


def test_ways_to_split_are_joined_and_separators_are_looked_for(workplace: Path) -> None:
    [manifest] = smartcat.classify(workplace / "inbox" / "letter-2.pdf", split="page")
    assert len(manifest.segments) == 3
    [manifest] = smartcat.classify(workplace / "inbox" / "letter-2.pdf", split="auto+separators")
    assert manifest.settings["split"] == ("auto", "separators")
    assert manifest.settings["codes"]


def test_progress_is_told_after_each_page(workplace: Path) -> None:
    told: list[tuple[int, int]] = []
    path = workplace / "inbox" / "letter-2.pdf"
    list(smartcat.classify(path, progress=lambda *done: told.append(done)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_document_that_cannot_be_read_is_a_result_with_a_reason(tmp_path: Path) -> None:
    [manifest] = smartcat.classify(tmp_path / "none.pdf")
    assert manifest.failure is not None
    assert manifest.failure.exit_code == smartcat.ExitCode.DOCUMENT_NOT_FOUND


def test_manifests_are_stored_where_the_command_stores_them(workplace: Path) -> None:
    [manifest] = smartcat.classify(workplace / "inbox" / "letter-0.pdf")
    path = smartcat.store_manifest(manifest, workplace / "results")
    assert path == workplace / "results" / "documents" / manifest.document_id / "manifest.json"
    assert smartcat.DocumentManifest.model_validate_json(path.read_bytes()) == manifest


def test_split_writes_files_and_raises_what_stands_in_the_way(workplace: Path) -> None:
    path, out = workplace / "inbox" / "letter-1.pdf", workplace / "sorted"
    result = smartcat.split(path, out, split="page", cut_in_doubt=True)
    assert [Path(one.path).is_file() for one in result.files] == [True, True]
    with pytest.raises(smartcat.ConfigurationError, match="already"):
        smartcat.split(path, out, split="page", cut_in_doubt=True)
    with pytest.raises(smartcat.DocumentError, match=r"none\.pdf: "):
        smartcat.split(workplace / "none.pdf", out)


def test_what_is_learned_can_be_measured_and_made_stricter(workplace: Path) -> None:
    labelled = smartcat.load_dataset(workplace / "dataset")
    options = smartcat.TrainingOptions(name="mine")
    trained = smartcat.train(labelled, workplace / "mine.smartcat", options=options)
    assert trained.bundle.name == "mine"
    assert set(trained.bundle.labels) == {"letter", "invoice", "contract"}
    held_out = workplace / "held-out"
    for label in trained.bundle.labels:
        (held_out / label).mkdir(parents=True)
        text = (workplace / "dataset" / label / "03.txt").read_text()
        (held_out / label / "1.txt").write_text(f"{text}\nSeen by nobody\n")
    figures = smartcat.evaluate(held_out, workplace / "mine.smartcat")
    assert isinstance(figures, smartcat.PageEvaluation)
    assert figures.accuracy == 1.0
    curve = smartcat.measure_risk(held_out, trained.bundle)
    choice = smartcat.choose_threshold(
        held_out, trained.bundle, target=0.02, out=workplace / "strict.smartcat"
    )
    assert choice.curve == curve
    strict = smartcat.load_model(workplace / "strict.smartcat").metadata.classes
    assert strict is not None
    assert strict.threshold.value == choice.point.threshold


def test_plan_says_where_a_document_would_go(workplace: Path) -> None:
    planned = smartcat.plan(workplace / "inbox", function=smartcat.FunctionShape(timeout_s=30))
    assert planned.totals.inline == 3
    assert [one.route is not None for one in planned.documents] == [True] * 3


def test_examples_are_a_dataset(tmp_path: Path) -> None:
    labels = smartcat.make_examples(tmp_path / "paperwork", documents_per_class=0, packets=1)
    without_ocr = smartcat.ReadOptions(ocr=smartcat.OcrChoice.OFF)
    assert smartcat.load_dataset(labels, read=without_ocr).pages
