import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.metrics import witnesses


def test_documents_of_one_size_are_as_many_witnesses() -> None:
    assert witnesses([1] * 40) == 40
    assert witnesses([7] * 40) == pytest.approx(40)


def test_beside_a_large_document_small_ones_hardly_count() -> None:
    assert witnesses([500, *[1] * 99]) == pytest.approx(1.435, abs=0.001)


def test_no_pages_are_no_witnesses() -> None:
    assert witnesses([]) == 0


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=50))
def test_there_are_never_more_witnesses_than_documents(sizes: list[int]) -> None:
    assert 1 - 1e-9 <= witnesses(sizes) <= len(sizes) + 1e-9
