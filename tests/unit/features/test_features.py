import hashlib
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features.page_features import FEATURE_SCHEMA, FeatureSchema, extract, weigh
from smartcat.models import GRID_COLUMNS, GRID_ROWS, Page, PageLayout

SCHEMA = FeatureSchema()
WITH_LAYOUT = FeatureSchema(layout=True)
TEXT = "Rechnung Nr. 4711\n\nBetrag: 1.250,00 €\nDear Mrs Müller,\n"


def page(text: str, *, layout: bool = False) -> Page:
    grid = tuple(range(GRID_ROWS * GRID_COLUMNS))
    measured = PageLayout(ink_fraction=0.1, ink_grid=grid, is_blank=False) if layout else None
    return Page(page_index=0, text=text, width_pt=595, height_pt=842, layout=measured)


def test_features_are_the_same_on_every_machine_and_version() -> None:
    """Where this fails, FEATURE_SCHEMA must rise: older bundles no longer fit."""
    buckets = extract(page(TEXT, layout=True), WITH_LAYOUT)
    digest = hashlib.sha256(buckets.astype("<u4").tobytes()).hexdigest()
    assert (FEATURE_SCHEMA, digest[:16]) == (1, "b237b1279b14c3f2")


def test_text_features_do_not_depend_on_the_layout() -> None:
    plain = extract(page(TEXT), WITH_LAYOUT)
    both = extract(page(TEXT, layout=True), WITH_LAYOUT)
    assert set(plain.tolist()) < set(both.tolist())
    assert extract(page(TEXT, layout=True), SCHEMA).tolist() == plain.tolist()


@given(st.text())
def test_buckets_ascend_within_the_table(text: str) -> None:
    buckets = extract(page(text, layout=True), WITH_LAYOUT).astype(int)
    assert np.all(np.diff(buckets) > 0)
    assert np.all(buckets < WITH_LAYOUT.n_buckets)


def test_vectors_of_text_have_length_one() -> None:
    buckets = extract(page(TEXT), SCHEMA)
    scales = np.linspace(0.1, 2, buckets.size, dtype=np.float32)
    assert np.linalg.norm(weigh(buckets, scales, SCHEMA)) == pytest.approx(1)


def test_the_layout_never_outweighs_the_text() -> None:
    buckets = extract(page(TEXT, layout=True), WITH_LAYOUT)
    is_layout = buckets >= 4 << WITH_LAYOUT.bucket_bits
    scales = np.where(is_layout, 100, 0.1).astype(np.float32)
    values = weigh(buckets, scales, WITH_LAYOUT)
    assert np.linalg.norm(values[is_layout]) < 0.6 * np.linalg.norm(values[~is_layout])


def test_unknown_features_count_nothing() -> None:
    buckets = extract(page(TEXT), SCHEMA)
    assert not weigh(buckets, np.zeros(buckets.size, dtype=np.float32), SCHEMA).any()


def test_a_long_page_takes_little_time() -> None:
    text = (TEXT * 80)[:3000]
    extract(page(text), SCHEMA)
    start = time.process_time()
    for _ in range(20):
        extract(page(text), SCHEMA)
    # about 0.8 ms; the limit leaves room for slow and busy machines
    assert (time.process_time() - start) / 20 < 0.02
