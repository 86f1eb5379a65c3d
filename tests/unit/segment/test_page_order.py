from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.segment.page_numbers import PrintedNumbers, printed_numbers
from smartcat.segment.page_order import order_doubt

NOTHING = printed_numbers([])


def doubts(*lines: str) -> list[str]:
    pages = [printed_numbers([line]) for line in lines]
    return list(order_doubt(list(enumerate(pages))))


def stated(numbers: Sequence[int]) -> list[tuple[int, PrintedNumbers]]:
    return [(index, printed_numbers([f"Page {n}"])) for index, n in enumerate(numbers)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((), id="no pages"),
        pytest.param(("Page 1", "Page 2", "Page 3"), id="all in order"),
        pytest.param(("Page 1", "", "Page 3"), id="one without number"),
        pytest.param(("Page 7",), id="one page"),
        pytest.param(("Page 7", ""), id="one number"),
        pytest.param(("- 1 -", "- 2 -", "- 3 -"), id="bare numbers in order"),
        pytest.param(("2", "1"), id="two bare numbers are no count"),
        pytest.param(("9", "4", "12"), id="bare numbers that count nothing"),
        pytest.param(("2", "1", ""), id="bare numbers on some pages"),
    ],
)
def test_pages_in_order_or_without_numbers_raise_no_doubt(lines: tuple[str, ...]) -> None:
    assert doubts(*lines) == []


def test_numbers_that_do_not_rise_are_told_with_their_pages() -> None:
    assert doubts("", "Page 1 of 3", "Page 3 of 3", "Page 2 of 3") == [
        "pages 2 to 4 bear the numbers 1, 3, 2: they may be out of order"
    ]


def test_the_same_number_twice_is_in_doubt() -> None:
    assert len(doubts("Page 1", "Page 1")) == 1


def test_bare_numbers_that_count_the_pages_in_another_order_are_in_doubt() -> None:
    assert doubts("2", "1", "3") == [
        "pages 1 to 3 bear the numbers 2, 1, 3: they may be out of order"
    ]


def test_of_many_numbers_some_are_told() -> None:
    [doubt] = order_doubt(stated([*range(20, 1, -1)]))
    assert "9, …:" in doubt


@given(st.lists(st.integers(1, 99), max_size=8))
def test_there_is_a_doubt_just_where_stated_numbers_do_not_rise(numbers: list[int]) -> None:
    is_risen = numbers == sorted(set(numbers))
    assert (list(order_doubt(stated(numbers))) == []) is is_risen


@given(st.permutations(range(1, 7)), st.data())
def test_pages_without_numbers_do_not_hide_a_doubt(numbers: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(numbers)))
    pages = [numbered for _, numbered in stated(numbers)]
    pages.insert(place, NOTHING)
    is_risen = numbers == sorted(numbers)
    assert (list(order_doubt(list(enumerate(pages)))) == []) is is_risen
