import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.classify.evidence import _per_word, evidence
from smartcat.features import FeatureSchema, PageFeatures, extract, features_of
from smartcat.features.text_features import Block
from smartcat.models import Page

SCHEMA = FeatureSchema()


def speak(text: str, *words: str) -> tuple[str, ...]:
    """Evidence if the features of some words speak for the label, and nothing else does."""
    features = found_in(text)
    telling = [extract(Page(page_index=0, text=word), SCHEMA) for word in words]
    contributions = np.isin(features.buckets, np.concatenate(telling)).astype(float)
    return evidence(text, features, contributions)


def found_in(text: str) -> PageFeatures:
    return features_of(Page(page_index=0, text=text), SCHEMA)


def test_the_telling_words_come_first_as_the_page_writes_them() -> None:
    assert speak("The INVOICE of Müller\nis due", "invoice")[0] == "INVOICE"


def test_each_word_is_named_once() -> None:
    words = speak("Invoice invoice INVOICE total", "invoice")
    assert [word.lower() for word in words].count("invoice") == 1


def test_numbers_and_short_words_are_no_evidence() -> None:
    assert speak("12345 to 99 invoice", "12345", "to", "invoice") == ("invoice",)


def test_at_most_five_words_are_named() -> None:
    text = "alpha bravo charlie delta echoes foxtrot golfing"
    assert len(speak(text, *text.split())) == 5


def test_words_that_speak_against_the_label_are_not_named() -> None:
    text = "invoice letter"
    features = found_in(text)
    assert evidence(text, features, -np.ones(features.buckets.size)) == ()


@given(st.text())
def test_evidence_is_part_of_the_page(text: str) -> None:
    features = found_in(text)
    words = evidence(text, features, np.ones(features.buckets.size))
    assert all(word in text for word in words)


@given(st.text(st.sampled_from("abcAé1. \n:"), max_size=60), st.integers(0, 9))
def test_words_get_what_a_plain_reference_gives_them(text: str, seed: int) -> None:
    features = found_in(text)
    contributions = np.random.default_rng(seed).normal(size=features.buckets.size)
    found = _per_word(features, contributions)
    assert found == pytest.approx(plain_per_word(features, contributions.tolist()))


def plain_per_word(features: PageFeatures, contributions: list[float]) -> list[float]:
    words = list(zip(features.words.starts.tolist(), features.words.ends.tolist(), strict=True))
    occurrences = features.occurrences
    counted = occurrences.blocks.get(Block.SHAPES, slice(occurrences.starts.size, None)).start
    occurring = features.occurring.tolist()[:counted]
    of_bucket = dict(zip(features.buckets.tolist(), contributions, strict=True))
    sums = [0.0] * len(words)
    for place, bucket in enumerate(occurring):
        start, end = int(occurrences.starts[place]), int(occurrences.ends[place])
        touched = [word for word, (first, last) in enumerate(words) if first < end and last > start]
        for word in touched:
            sums[word] += of_bucket[bucket] / occurring.count(bucket) / len(touched)
    return sums
