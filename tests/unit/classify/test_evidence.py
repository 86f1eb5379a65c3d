import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.classify.evidence import evidence
from smartcat.features.page_features import FeatureSchema, extract
from smartcat.models import Page

SCHEMA = FeatureSchema()


def speak(text: str, *words: str) -> tuple[str, ...]:
    """Evidence if the features of some words speak for the label, and nothing else does."""
    buckets = extract(Page(page_index=0, text=text), SCHEMA)
    telling = [extract(Page(page_index=0, text=word), SCHEMA) for word in words]
    contributions = np.isin(buckets, np.concatenate(telling)).astype(float)
    return evidence(text, buckets, contributions, SCHEMA)


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
    buckets = extract(Page(page_index=0, text=text), SCHEMA)
    assert evidence(text, buckets, -np.ones(buckets.size), SCHEMA) == ()


@given(st.text())
def test_evidence_is_part_of_the_page(text: str) -> None:
    buckets = extract(Page(page_index=0, text=text), SCHEMA)
    words = evidence(text, buckets, np.ones(buckets.size), SCHEMA)
    assert all(word in text for word in words)
