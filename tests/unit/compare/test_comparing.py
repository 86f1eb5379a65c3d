"""Two models on the same pages."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartcat.bundle import ModelBundle, load_bundle, write_bundle
from smartcat.compare import compare, write_comparison_report
from smartcat.dataset import Dataset, LabelledPage, dataset_digest, sketch_of
from smartcat.errors import BundleIncompatibleError, DatasetError
from smartcat.evaluate import evaluate
from smartcat.learn import train
from smartcat.sorting import Sorter

MakePackets = Callable[..., list[LabelledPage]]


@pytest.fixture(scope="module")
def unseen(make_packets: MakePackets) -> Dataset:
    return Dataset(tuple(make_packets([1, 2, 3, 2] * 10, seed=7)))


@pytest.fixture(scope="module")
def confused(make_packets: MakePackets, tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """A model that was taught half of the labels wrongly."""
    dice = random.Random(0)
    samples = [
        replace(one, label="letter" if dice.random() < 0.5 else one.label)
        for one in make_packets([1] * 60, seed=3)
    ]
    return train(samples, tmp_path_factory.mktemp("confused") / "confused.smartcat").bundle


def test_figures_are_those_of_an_evaluation_of_each(
    trained: ModelBundle, confused: ModelBundle, unseen: Dataset
) -> None:
    told = compare(confused, trained, unseen)
    for model, of in ((confused, "old"), (trained, "new")):
        assert model.metadata.classes
        alone = evaluate(unseen, Sorter(model), threshold=model.metadata.classes.threshold.value)
        assert alone.boundaries
        assert alone.streams
        assert told.boundary_f1
        assert told.documents_exact
        figures = {
            name: getattr(getattr(told, name), of)
            for name in ("accuracy", "coverage", "ece", "boundary_f1", "documents_exact")
        }
        assert figures == {
            "accuracy": alone.model_dump()["accuracy"],
            "coverage": alone.model_dump()["accepted"],
            "ece": alone.model_dump()["ece"],
            "boundary_f1": alone.boundaries.f1,
            "documents_exact": alone.streams.documents_exact,
        }
    assert told.accuracy.new is not None
    assert told.accuracy.new > (told.accuracy.old or 1) + 0.1
    assert told.accuracy.interval
    assert 0 < told.accuracy.interval[0] < (told.accuracy.difference or 0)
    assert (told.pages, told.documents) == (80, 40)
    assert told.score.better > told.score.worse
    assert told.score.p_value < 0.05


def test_pages_won_and_lost_add_up_and_change_sides_with_the_models(
    trained: ModelBundle, confused: ModelBundle, unseen: Dataset
) -> None:
    forth, back = compare(confused, trained, unseen), compare(trained, confused, unseen)
    assert forth.classes.keys() == {"invoice", "letter", "report"}
    for label, score in forth.classes.items():
        other = back.classes[label]
        assert (score.won, score.lost) == (other.lost, other.won)
        assert score.won + score.lost + score.both_right + score.both_wrong == score.pages
    assert sum(score.pages for score in forth.classes.values()) == forth.pages
    assert forth.accuracy.difference == -(back.accuracy.difference or 0)


def test_a_model_is_as_good_as_itself(trained: ModelBundle, unseen: Dataset) -> None:
    told = compare(trained, trained, unseen)
    assert told.accuracy.interval
    assert not any(told.accuracy.interval)
    assert (told.score.same, told.score.p_value) == (told.documents, 1)


def test_a_model_is_not_measured_on_what_it_learned_from(
    trained: ModelBundle, confused: ModelBundle, make_packets: MakePackets, unseen: Dataset
) -> None:
    seen = make_packets([1, 2, 3, 2, 4] * 9)
    for old, new in ((trained, confused), (confused, trained)):
        with pytest.raises(DatasetError, match="learned from about 100%"):
            compare(old, new, Dataset(tuple(seen)))
        with pytest.raises(DatasetError, match="learned from about"):
            compare(old, new, Dataset((*unseen.pages, *seen[:30])))
    told = compare(confused, trained, Dataset((*unseen.pages, *seen[:2])))
    assert any("learned from texts like" in warning for warning in told.warnings)
    assert not compare(confused, trained, unseen).warnings


def test_what_corrections_added_does_not_hide_that_a_dataset_was_learned_from(
    trained: ModelBundle, make_packets: MakePackets, tmp_path: Path, confused: ModelBundle
) -> None:
    pages = make_packets([1, 2] * 10, seed=9)
    both = [*pages, *make_packets([1], seed=10)]
    provenance = trained.metadata.provenance.model_copy(
        update={
            "dataset_sha256": dataset_digest(both),
            "sketch": sketch_of(one.page for one in both),
        }
    )
    metadata = trained.metadata.model_copy(update={"provenance": provenance})
    write_bundle(tmp_path / "m", metadata, trained.classes, trained.boundaries)
    with pytest.raises(DatasetError, match="learned from about 100%"):
        compare(confused, load_bundle(tmp_path / "m"), Dataset(tuple(pages)))


def test_there_must_be_classes_and_labels(
    trained: ModelBundle, segmenter: ModelBundle, unseen: Dataset
) -> None:
    with pytest.raises(BundleIncompatibleError, match="segmenter knows no classes"):
        compare(trained, segmenter, unseen)
    bare = Dataset(tuple(replace(page, label=None) for page in unseen.pages))
    with pytest.raises(DatasetError, match="nothing to compare on"):
        compare(trained, trained, bare)


def test_the_report_shows_all_and_runs_nothing(
    trained: ModelBundle, confused: ModelBundle, unseen: Dataset, tmp_path: Path
) -> None:
    hostile = [replace(page, label=f"<script>{page.label}") for page in unseen.pages]
    told = compare(confused, trained, Dataset(tuple(hostile)))
    write_comparison_report(told, tmp_path / "c.html", dataset="<img>")
    page = (tmp_path / "c.html").read_text()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;letter" in page
    assert trained.digest in page
