from collections.abc import Callable

import numpy as np
import pytest

from smartcat.dataset import LabelledPage
from smartcat.features import FeatureSchema, extract
from smartcat.learn.linear import fit_linear, margins_of

MakeSamples = Callable[..., list[LabelledPage]]

SCHEMA = FeatureSchema(bucket_bits=12)


@pytest.mark.parametrize("labels", [("invoice", "memo"), ("invoice", "letter", "memo")])
def test_what_was_learned_is_told_apart(make_samples: MakeSamples, labels: tuple[str, ...]) -> None:
    samples = make_samples(10, labels)
    buckets = [extract(sample.page, SCHEMA) for sample in samples]
    codes = np.repeat(np.arange(len(labels)), 10)
    model = fit_linear(buckets, codes, len(labels), SCHEMA, 1.0)
    assert margins_of(model, buckets, SCHEMA).argmax(axis=1).tolist() == codes.tolist()


def test_a_label_without_pages_gets_a_low_margin(make_samples: MakeSamples) -> None:
    samples = make_samples(10, ("invoice", "memo"))
    buckets = [extract(sample.page, SCHEMA) for sample in samples]
    model = fit_linear(buckets, np.repeat([0, 2], 10), 3, SCHEMA, 1.0)
    assert margins_of(model, buckets, SCHEMA)[:, 1] == pytest.approx(-1)


def test_only_features_of_several_pages_count() -> None:
    buckets = [np.array(page, dtype=np.uint32) for page in ([1, 2], [1, 3], [4, 5], [4, 6])]
    model = fit_linear(buckets, np.array([0, 0, 1, 1]), 2, SCHEMA, 1.0)
    assert model.buckets.tolist() == [1, 4]


def test_a_feature_of_one_label_is_more_telling_than_one_of_all() -> None:
    buckets = [np.array(page, dtype=np.uint32) for page in ([1, 2], [1, 2], [1], [1])]
    of_all, of_one = fit_linear(buckets, np.array([0, 0, 1, 1]), 2, SCHEMA, 1.0).scales
    assert of_one > of_all > 0
