"""What `train` makes of documents that are known, with labels or without."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import pytest

from smartcat.bundle import ModelBundle
from smartcat.dataset import LabelledPage, dataset_digest
from smartcat.errors import DatasetError
from smartcat.learn import TrainingOptions, train
from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageLayout, Segment
from smartcat.sorting import Sorter

MakePackets = Callable[..., list[LabelledPage]]


def as_stream(samples: Sequence[LabelledPage]) -> list[Page]:
    return [
        sample.page.model_copy(update={"page_index": index}) for index, sample in enumerate(samples)
    ]


def spans(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [(one.first_page, one.last_page) for one in segments]


def truth(samples: Sequence[LabelledPage]) -> list[tuple[int, int]]:
    places = enumerate(sample.document for sample in samples)
    documents = [[index for index, _ in group] for _, group in groupby(places, itemgetter(1))]
    return [(pages[0], pages[-1]) for pages in documents]


def unlabelled_samples(make_packets: MakePackets) -> list[LabelledPage]:
    """Documents, none of one page, whose pages differ by a hair in their ink."""
    grid = (25,) * (GRID_ROWS * GRID_COLUMNS)
    samples = []
    for number, sample in enumerate(make_packets([2, 3] * 12, per_packet=8, labelled=False)):
        layout = PageLayout(ink_fraction=0.1 + number * 1e-9, ink_grid=grid, is_blank=False)
        page = sample.page.model_copy(update={"layout": layout})
        samples.append(replace(sample, page=page))
    return samples


@pytest.fixture(scope="module")
def unlabelled(make_packets: MakePackets, tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """A model of documents without labels."""
    path = tmp_path_factory.mktemp("unlabelled") / "stack.smartcat"
    return train(unlabelled_samples(make_packets), path, TrainingOptions(page_size=False)).bundle


def test_unseen_documents_are_found_though_packets_of_training_were_short(
    trained: ModelBundle, make_packets: MakePackets
) -> None:
    unseen = make_packets([3, 1, 2, 1, 1, 5, 2, 2, 4, 1] * 3, seed=1)
    segments = Sorter(trained).sort(as_stream(unseen)).segments
    found, expected = set(spans(segments)), set(truth(unseen))
    assert len(found & expected) >= 29
    assert len(found) <= 31


def test_the_bundle_tells_how_well_it_finds_documents(trained: ModelBundle) -> None:
    boundaries = trained.metadata.boundaries
    assert boundaries
    assert boundaries.documents == 45
    assert boundaries.cross_validation.folds == 10
    assert boundaries.cross_validation.f1 > 0.95
    assert boundaries.threshold.pages == boundaries.cross_validation.pairs


def test_confidence_is_that_of_the_share_that_is_right(
    trained: ModelBundle, make_packets: MakePackets
) -> None:
    unseen = make_packets([1, 2, 3, 4] * 15, seed=2)
    results = Sorter(trained).sort(as_stream(unseen)).pages[1:]
    firsts = {first for first, _ in truth(unseen)}
    confidences = np.array([page.boundary_confidence or 0.0 for page in results])
    begins = np.array([page.page_index in firsts for page in results])
    assert confidences.mean() == pytest.approx(begins.mean(), abs=0.05)
    assert np.mean((confidences - begins) ** 2) < 0.03


def test_labels_and_documents_make_a_model_of_both_kinds(trained: ModelBundle) -> None:
    assert trained.labels == ("invoice", "letter", "report")
    assert trained.classes
    assert trained.boundaries
    assert trained.metadata.classes
    assert trained.metadata.classes.cross_validation.accuracy > 0.9


def test_the_bundle_names_the_dataset_that_it_learned_from(
    trained: ModelBundle, make_packets: MakePackets
) -> None:
    digest = dataset_digest(make_packets([1, 2, 3, 2, 4] * 9))
    assert trained.metadata.provenance.dataset_sha256 == digest


def test_documents_without_labels_make_a_model_that_only_segments(
    unlabelled: ModelBundle, make_packets: MakePackets
) -> None:
    assert (unlabelled.labels, unlabelled.classes, unlabelled.metadata.classes) == ((), None, None)
    boundaries = unlabelled.metadata.boundaries
    assert boundaries
    assert (boundaries.class_weight, boundaries.page_size) == (0, False)
    unseen = make_packets([2, 3, 4], seed=3)
    assert spans(Sorter(unlabelled).sort(as_stream(unseen)).segments) == truth(unseen)


def test_what_differs_by_a_hair_is_taken_for_the_same(unlabelled: ModelBundle) -> None:
    boundaries = unlabelled.metadata.boundaries
    assert boundaries
    deviations = dict(zip(boundaries.features, boundaries.deviations, strict=True))
    assert deviations["ink_fraction"] == 1
    assert all(deviation >= 1e-5 for deviation in deviations.values())


def test_the_same_packets_give_the_same_bytes(
    unlabelled: ModelBundle, make_packets: MakePackets, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    again = train(
        unlabelled_samples(make_packets),
        tmp_path / "again.smartcat",
        TrainingOptions(name="stack", page_size=False),
        lambda done, total: told.append((done, total)),
    ).bundle
    assert again.digest == unlabelled.digest
    assert told[-1] == (12, 12)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_few_documents_with_labels_make_a_model_of_classes_alone(
    make_packets: MakePackets, tmp_path: Path
) -> None:
    bundle = train(make_packets([2] * 20, per_packet=20), tmp_path / "few").bundle
    assert bundle.classes
    assert (bundle.boundaries, bundle.metadata.boundaries) == (None, None)


@pytest.mark.parametrize("lengths", [[2] * 20, [1] * 40, [1] * 30 + [40]])
def test_few_documents_without_labels_make_nothing(
    make_packets: MakePackets, tmp_path: Path, lengths: list[int]
) -> None:
    with pytest.raises(DatasetError, match="documents are too few"):
        train(make_packets(lengths, per_packet=90, labelled=False), tmp_path / "none")
    assert not list(tmp_path.iterdir())
