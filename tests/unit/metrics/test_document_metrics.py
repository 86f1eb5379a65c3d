import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from smartcat.metrics import Overlaps, panoptic_quality

Cuts = list[tuple[bool, bool]]

cuts = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)
"""Of each page, whether a document truly begins there, and whether one was found to."""


def overlaps(true: str, found: str) -> Overlaps:
    """Compare documents and segments that are given a letter a page, from A up."""
    return Overlaps.of(*(np.array([ord(letter) - ord("A") for letter in x]) for x in (true, found)))


def numbered(begins: list[bool]) -> NDArray[np.int64]:
    return np.cumsum([False, *begins[1:]], dtype=np.int64)


def compared(pages: Cuts) -> Overlaps:
    true, found = zip(*pages, strict=True)
    return Overlaps.of(numbered(list(true)), numbered(list(found)))


def test_an_example_by_hand() -> None:
    #                A is found, B is cut in two, C and D are left in one
    found = overlaps("AABBBBCCCD", "AABBBCDDDD")
    assert found.exact() == {0: 0}
    assert found.cut_documents.tolist() == [False, True, False, False]
    assert found.mixed_segments.tolist() == [False, False, False, True]
    quality = panoptic_quality(found)
    # Matched: A with 2/2, B with 3/4, C with 3/4; D (1/4) and the segment C (1/4) are not.
    assert quality.segmentation == pytest.approx((1 + 3 / 4 + 3 / 4) / 3)
    assert quality.recognition == pytest.approx(3 / (3 + 1 / 2 + 1 / 2))
    assert quality.quality == pytest.approx(quality.recognition * (2.5 / 3))


def test_half_of_a_document_does_not_match_it() -> None:
    quality = panoptic_quality(overlaps("AAAA", "AABB"))
    assert (quality.segmentation, quality.recognition, quality.quality) == (None, 0, 0)


def test_a_document_that_lies_scattered_cannot_be_found() -> None:
    found = overlaps("ABA", "AAB")
    assert found.exact() == {}
    assert found.cut_documents.tolist() == [True, False]


@given(st.lists(st.booleans(), min_size=1))
def test_a_perfect_result_is_1(begins: list[bool]) -> None:
    found = compared([(begin, begin) for begin in begins])
    n = len(set(numbered(begins).tolist()))
    assert found.exact() == {number: number for number in range(n)}
    assert not found.cut_documents.any()
    assert not found.mixed_segments.any()
    assert panoptic_quality(found).quality == 1


@given(cuts)
def test_truth_and_result_may_change_places(pages: Cuts) -> None:
    there, back = compared(pages), compared([(found, true) for true, found in pages])
    assert there.exact() == {document: segment for segment, document in back.exact().items()}
    assert there.cut_documents.tolist() == back.mixed_segments.tolist()
    assert panoptic_quality(there).quality == pytest.approx(panoptic_quality(back).quality)


@given(cuts)
def test_figures_keep_their_bounds_and_their_order(pages: Cuts) -> None:
    found = compared(pages)
    quality = panoptic_quality(found)
    assert 0 <= quality.quality <= quality.recognition <= 1
    assert quality.segmentation is None or 0.5 < quality.segmentation <= 1
    documents = len(found.cut_documents)
    # A document that was found exactly is matched; one that is cut, or mixed, is not exact.
    assert len(found.exact()) <= documents - found.cut_documents.sum()
    assert len(found.exact()) <= len(found.mixed_segments) - found.mixed_segments.sum()


@given(cuts, cuts)
def test_streams_count_for_themselves(first: Cuts, second: Cuts) -> None:
    """One stream after another gives the sums of the two: no match reaches across."""
    one, two = compared(first), compared(second)
    both = compared([*first, (True, True), *second[1:]])
    assert len(both.exact()) == len(one.exact()) + len(two.exact())
    assert both.cut_documents.sum() == one.cut_documents.sum() + two.cut_documents.sum()
    assert both.mixed_segments.sum() == one.mixed_segments.sum() + two.mixed_segments.sum()


@given(cuts, st.integers(0, 9))
def test_it_does_not_matter_how_documents_are_numbered(pages: Cuts, seed: int) -> None:
    true, found = (numbered(list(column)) for column in zip(*pages, strict=True))
    order = np.random.default_rng(seed).permutation(int(true.max()) + 1)
    plain, renumbered = Overlaps.of(true, found), Overlaps.of(order[true], found)
    assert len(plain.exact()) == len(renumbered.exact())
    assert panoptic_quality(plain).quality == pytest.approx(panoptic_quality(renumbered).quality)
