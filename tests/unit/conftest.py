"""A small model that does not need training: two labels, told apart by a few words."""

from collections.abc import Callable
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
from smartcat.features import FeatureSchema, extract
from smartcat.models import Page

MakeBundle = Callable[..., ModelBundle]

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
