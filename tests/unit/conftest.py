"""Small models: one that does not need training, and one of made-up packets of documents."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from smartcat.bundle import (
    BundleMetadata,
    Calibration,
    ClassesMetadata,
    CrossValidation,
    LinearModel,
    ModelBundle,
    Provenance,
    Threshold,
    load_bundle,
    write_bundle,
)
from smartcat.dataset import LabelledPage
from smartcat.features import FeatureSchema, extract
from smartcat.learn import train
from smartcat.models import Page, TextSource

MakeBundle = Callable[..., ModelBundle]
MakePackets = Callable[..., list[LabelledPage]]

SCHEMA = FeatureSchema(bucket_bits=10)
TELLING = {"invoice": "Invoice amount due payable", "letter": "Dear madam yours sincerely"}


def metadata(**changes: object) -> BundleMetadata:
    described = BundleMetadata(
        name="small",
        features=SCHEMA,
        classes=ClassesMetadata(
            labels=("invoice", "letter"),
            calibration=Calibration(
                slope=2.0,
                biases=(0.0, 0.0),
                sharpness=1.0,
                length_effect=0.0,
                length_mean=5.0,
                length_deviation=1.0,
            ),
            threshold=Threshold(
                value=0.7,
                target_error=0.02,
                target_met=True,
                accepted_error=0.01,
                coverage=0.9,
                pages=20,
            ),
            scores_pages_without_text=False,
            pages_per_label={"invoice": 10, "letter": 10},
            softness=1.0,
            cross_validation=CrossValidation(
                folds=5, pages=20, accuracy=1.0, macro_f1=1.0, ece=0.0, auroc=None
            ),
        ),
        provenance=Provenance(
            smartcat_version="0",
            dataset_sha256="",
            pages_with_layout=0,
            pages_without_text=0,
        ),
    )
    values = described.model_dump()
    for name, value in changes.items():
        part = values["classes"] if name in ClassesMetadata.model_fields else values
        part[name] = value
    return BundleMetadata.model_validate(values)


def model(schema: FeatureSchema = SCHEMA) -> LinearModel:
    known = np.arange(schema.n_buckets, dtype=np.uint32)
    weights = np.zeros((known.size, 2), dtype=np.float16)
    scales = np.full(known.size, 0.1, dtype=np.float16)
    for column, text in enumerate(TELLING.values()):
        buckets = extract(Page(page_index=0, text=text), schema)
        weights[buckets, column] += 2
        weights[buckets, 1 - column] -= 2
        scales[buckets] = 1
    return LinearModel(known, weights, scales, np.zeros(2, dtype=np.float32))


@pytest.fixture
def make_bundle(tmp_path: Path) -> MakeBundle:
    """Write and load a small bundle whose metadata differ as told."""

    def make(**changes: object) -> ModelBundle:
        described = metadata(**changes)
        path = tmp_path / "small.smartcat"
        write_bundle(path, described, model(described.features))
        return load_bundle(path)

    return make


SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
    "ti",
    "vo",
    "wa",
    "zu",
    "fe",
    "go",
    "hi",
    "ju",
)
OPENINGS = {
    "invoice": "Invoice for {topic}\nBill to: {name}",
    "letter": "Dear Mrs {name},\nthank you for writing to us about {topic}.",
    "report": "Report on {topic}\nSubject: what {name} found",
}
CLOSINGS = {
    "invoice": "Total due in 30 days.",
    "letter": "Yours sincerely,\n{name}",
    "report": "Here the report ends.",
}
COMMON = {
    "invoice": "item quantity price amount net tax",
    "letter": "hope that you are well and the matter is settled",
    "report": "figure shows a result that was measured twice",
}


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=3))


def document_texts(dice: random.Random, label: str, length: int) -> list[str]:
    """Texts of the pages of a document: with a head, numbers, and words of its own."""
    words = [_word(dice) for _ in range(8)]
    told = {"name": _word(dice).title(), "topic": " ".join(words[:2])}
    pages = []
    for number in range(1, length + 1):
        opening = [OPENINGS[label].format(**told)] if number == 1 else []
        closing = [CLOSINGS[label].format(**told)] if number == length else []
        lines = [
            " ".join(dice.sample(words, 4) + dice.sample(COMMON[label].split(), 4))
            for _ in range(8)
        ]
        head, foot = f"{words[0].title()} Ltd", f"Page {number} of {length}"
        pages.append("\n".join((head, *opening, *lines, *closing, foot)) + "\n")
    return pages


def _packets(
    lengths: Sequence[int], *, per_packet: int = 2, seed: int = 0, labelled: bool = True
) -> list[LabelledPage]:
    dice = random.Random(seed)
    labels = [dice.choice(sorted(COMMON)) for _ in lengths]
    return [
        LabelledPage(
            page=Page(page_index=index, text=text, text_source=TextSource.SUPPLIED),
            label=label if labelled else None,
            document=f"document {number}",
            stream=f"packet {number // per_packet}",
            origin=f"document {number}, page {index + 1}",
        )
        for number, (label, length) in enumerate(zip(labels, lengths, strict=True))
        for index, text in enumerate(document_texts(dice, label, length))
    ]


@pytest.fixture(scope="session")
def make_packets() -> MakePackets:
    """Make up documents of so many pages each, a few in a packet."""
    return _packets


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """A model of both kinds, trained on packets of two documents each."""
    path = tmp_path_factory.mktemp("trained") / "both.smartcat"
    return train(_packets([1, 2, 3, 2, 4] * 9), path).bundle


@pytest.fixture(scope="session")
def segmenter(trained: ModelBundle, tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """The same model without its classes."""
    path = tmp_path_factory.mktemp("segmenter") / "segmenter.smartcat"
    described = trained.metadata.model_copy(update={"name": "segmenter", "classes": None})
    write_bundle(path, described, None, trained.boundaries)
    return load_bundle(path)
