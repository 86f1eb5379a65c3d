from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smartcat.classify import Classifier
from smartcat.dataset import LabelledPage
from smartcat.errors import DatasetError
from smartcat.learn import TrainingOptions, train
from smartcat.models import (
    GRID_COLUMNS,
    GRID_ROWS,
    Abstained,
    AbstentionReason,
    Classified,
    Page,
    PageLayout,
)

MakeSamples = Callable[..., list[LabelledPage]]

INK = (30,) * (GRID_ROWS * GRID_COLUMNS)
PRINTED = PageLayout(ink_fraction=0.1, ink_grid=INK, is_blank=False)


def test_a_model_knows_pages_it_has_not_seen(make_samples: MakeSamples, tmp_path: Path) -> None:
    bundle = train(make_samples(20), tmp_path / "paper.smartcat").bundle
    text = "invoice total amount due, payable by bank transfer of the company"
    prediction = Classifier(bundle).predict(Page(page_index=0, text=text))
    assert isinstance(prediction, Classified)
    assert prediction.label == "invoice"
    assert prediction.evidence
    assert set(prediction.evidence) <= {*text.replace(",", "").split()}


def test_the_same_pages_give_the_same_bytes(make_samples: MakeSamples, tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(make_samples(6), tmp_path / name, TrainingOptions(name="same"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_bundle_tells_where_it_comes_from(make_samples: MakeSamples, tmp_path: Path) -> None:
    options = TrainingOptions(description="made up", trained_on=date(2026, 11, 1))
    metadata = train(make_samples(), tmp_path / "paper.smartcat", options).bundle.metadata
    assert (metadata.name, metadata.description) == ("paper", "made up")
    assert metadata.provenance.trained_on == date(2026, 11, 1)
    assert metadata.classes
    assert metadata.classes.pages_per_label == {"invoice": 12, "letter": 12, "memo": 12}
    assert metadata.classes.cross_validation.folds == 10
    assert metadata.classes.cross_validation.accuracy > 0.9
    assert metadata.classes.threshold.pages == 36
    assert not metadata.features.layout


def test_one_known_page_in_fifty_may_look_unknown(
    make_samples: MakeSamples, tmp_path: Path
) -> None:
    bundle = train(make_samples(40), tmp_path / "paper.smartcat").bundle
    classifier = Classifier(bundle)
    others = [sample.page for sample in make_samples(80)]
    refused = [page for page in others if is_of_unknown_kind(classifier, page)]
    assert len(refused) <= 0.02 * len(others) + 4
    foreign = Page(page_index=0, text="flour sugar butter eggs salt oven bake whisk cream vanilla")
    assert is_of_unknown_kind(classifier, foreign)


def is_of_unknown_kind(classifier: Classifier, page: Page) -> bool:
    prediction = classifier.predict(page)
    return isinstance(prediction, Abstained) and prediction.reason is AbstentionReason.UNKNOWN_KIND


def test_few_pages_do_not_tell_what_is_unknown(make_samples: MakeSamples, tmp_path: Path) -> None:
    classes = train(make_samples(12), tmp_path / "paper.smartcat").bundle.metadata.classes
    assert classes
    assert classes.least_margin is None


@pytest.mark.parametrize("documents", [2, 5])
def test_a_few_examples_are_enough_to_start(
    make_samples: MakeSamples, tmp_path: Path, documents: int
) -> None:
    result = train(make_samples(documents), tmp_path / "small.smartcat")
    assert len(result.warnings) == 3
    classes = result.bundle.metadata.classes
    assert classes
    assert 0 < classes.threshold.value < 1


def test_two_labels_are_enough(make_samples: MakeSamples, tmp_path: Path) -> None:
    bundle = train(make_samples(10, ("invoice", "memo")), tmp_path / "two.smartcat").bundle
    assert bundle.labels == ("invoice", "memo")


def test_layout_counts_if_most_pages_have_one(make_samples: MakeSamples, tmp_path: Path) -> None:
    samples = [
        LabelledPage(
            page=sample.page.model_copy(update={"layout": PRINTED}),
            label=sample.label,
            document=sample.document,
            stream=sample.stream,
            origin=sample.origin,
        )
        for sample in make_samples(5)
    ]
    assert train(samples, tmp_path / "with").bundle.metadata.features.layout
    mixed = [*samples[:5], *make_samples(5)[5:]]
    assert not train(mixed, tmp_path / "without").bundle.metadata.features.layout


def test_progress_ends_at_its_total(make_samples: MakeSamples, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    train(make_samples(4), tmp_path / "p", progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {told[-1][0]}


def test_nothing_is_written_where_nothing_can_be_learned(
    make_samples: MakeSamples, tmp_path: Path
) -> None:
    with pytest.raises(DatasetError):
        train(make_samples(5, ("memo",)), tmp_path / "none.smartcat")
    assert not list(tmp_path.iterdir())
