import time

import pytest

from smartcat.segment.page_numbers import (
    PrintedNumbers,
    printed_numbers,
    runs_on,
    serial_likeness,
)

BODY = ["the quick brown fox jumps over the lazy dog"] * 20


def on_page(*foot: str, head: tuple[str, ...] = ()) -> PrintedNumbers:
    return printed_numbers([*head, *BODY, *foot])


@pytest.mark.parametrize(
    ("line", "stated", "total"),
    [
        ("Page 3 of 7", 3, 7),
        ("PAGE 3", 3, None),
        ("Seite 2/5", 2, 5),
        ("Seite: 2 von 5", 2, 5),
        ("Blatt 3 von 4", 3, 4),
        ("Sheet 12", 12, None),
        ("S. 4", 4, None),
        ("Pg. 9", 9, None),
        ("2 of 9", 2, 9),
        ("3/7", 3, 7),
        ("ACME Ltd · Page 2of3 · confidential", 2, 3),
    ],
)
def test_a_number_that_is_said_to_be_that_of_the_page(
    line: str, stated: int, total: int | None
) -> None:
    for numbers in (on_page(line), on_page(head=(line,))):
        assert (numbers.stated, numbers.total) == (stated, total)
        assert stated in numbers.bare


@pytest.mark.parametrize(
    "line", ["2", "- 2 -", "\u2013 2 \u2013", "(2)", "[2]", "·2·", "Chapter one - 2 -"]
)
def test_a_number_that_stands_alone(line: str) -> None:
    numbers = on_page(line)
    assert (numbers.stated, numbers.total, numbers.bare) == (None, None, frozenset({2}))


@pytest.mark.parametrize(
    "line",
    [
        "1999",
        "12.50",
        "2 apples",
        "Homepage 7",
        "Pages of history",
        "Page one",
        "page",
        "12345",
        "Call 555-123-4567",
        "Call 555 - 123 - 4567",
        "2021-03-15",
        "12/5",
        "see page 12 for details",
        "",
    ],
)
def test_what_is_no_page_number(line: str) -> None:
    numbers = on_page(line)
    assert (numbers.stated, numbers.total, numbers.bare) == (None, None, frozenset())


def test_numbers_in_the_middle_of_a_page_do_not_count() -> None:
    numbers = printed_numbers([*BODY, "Page 3 of 7", "12", "10047711", *BODY])
    assert numbers == PrintedNumbers(None, None, frozenset(), ())


def test_the_first_number_that_is_stated_counts() -> None:
    numbers = on_page("Page 9", head=("Page 2 of 3",))
    assert (numbers.stated, numbers.total) == (2, 3)


def test_the_few_lines_of_a_short_page_are_looked_at_once() -> None:
    assert printed_numbers(["Page 2", "7"]).bare == {2, 7}


@pytest.mark.parametrize(
    ("line", "serials"),
    [
        ("10047711", ("10047711",)),
        ("1004771l", ("10047711",)),
        ("1004 7711", ("10047711",)),
        ("TI12345678", ("T112345678",)),
        ("12345", ()),
        ("ABCDEFGH", ()),
        ("123456789012345", ()),
    ],
)
def test_serial_numbers_are_long_and_mostly_digits(line: str, serials: tuple[str, ...]) -> None:
    assert on_page(line).serials == serials


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("Page 1",), ("Page 2",), True),
        ((), ("Page 2",), True),
        (("Page 1",), ("Page 3",), False),
        (("Page 2",), ("Page 2",), False),
        (("Page 2",), (), False),
        ((), ("Page 1",), False),
    ],
)
def test_numbers_run_on(before: tuple[str, ...], after: tuple[str, ...], expected: bool) -> None:
    assert runs_on(on_page(*before), on_page(*after)) is expected


@pytest.mark.parametrize(
    ("before", "after", "likeness"),
    [
        ("10047711", "10047712", 1.0),
        ("10047711", "1004771Z", 1.0),
        ("XY100471", "XY100472", 7 / 8),
        ("10047711", "20047799", 0.0),
        ("1004771", "10047711", 0.0),
        ("", "10047711", 0.0),
    ],
)
def test_serial_numbers_of_one_series_are_alike(before: str, after: str, likeness: float) -> None:
    assert serial_likeness(on_page(before), on_page(after)) == pytest.approx(likeness)


def test_no_text_takes_long() -> None:
    numbers = printed_numbers([" ".join(f"w{number:05}abc" for number in range(10_000))])
    started_s = time.process_time()
    assert serial_likeness(numbers, numbers) > 0
    assert time.process_time() - started_s < 1
