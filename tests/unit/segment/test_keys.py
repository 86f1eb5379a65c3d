import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.segment import KeyFinder
from smartcat.segment.keys import misread_keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kontonummer: 4711-0815", "47110815"),
        ("kontonummer 4711 0815", "4711"),
        ("KONTO\nNUMMER:4711O8I5", "47110815"),
        ("K o n t o Nummer: 4711", None),
        ("Kontonummer: --", None),
        ("", None),
    ],
)
def test_the_first_group_is_the_value(text: str, found: str | None) -> None:
    assert KeyFinder(r"Konto Nummer:? (\S+)").find(text) == found


def test_without_a_group_all_that_matched_is_the_value() -> None:
    assert KeyFinder("AZ [0-9/]+").find("Unser Zeichen: AZ 12/345") == "A212345"


def test_a_group_that_took_no_part_gives_no_value() -> None:
    assert KeyFinder("Konto|Nr (.+)").find("Konto 4711") is None


def test_letters_that_look_like_digits_are_the_same_value() -> None:
    finder = KeyFinder(r"Nr\. (\S+)")
    assert finder.find("Nr. OQDILSBZG") == finder.find("Nr. 000115826")


@pytest.mark.parametrize("gap", ["", " ", "\n", "\t  "])
@pytest.mark.parametrize(
    "expression", [r"Konto Nr (\d+)", r"Konto\ Nr (\d+)", r"Konto +Nr *(\d+)", r"Konto\s*Nr ?(\d+)"]
)
def test_white_space_may_be_missing(expression: str, gap: str) -> None:
    assert KeyFinder(expression).find(f"Konto{gap}Nr{gap}4711") == "4711"


@pytest.mark.parametrize(
    ("expression", "text"),
    [(r"Az ([A-Z ]+);", "Az AX Y;"), (r"Az ([^ ]+) ", "Az AXY "), (r"Az ([]A-Y ]+);", "Az AX Y];")],
)
def test_spaces_in_sets_of_characters_stay_what_they_are(expression: str, text: str) -> None:
    assert KeyFinder(expression).find(text) == "AXY"


def test_a_set_of_characters_does_not_take_what_no_one_named() -> None:
    assert KeyFinder("Az ([A-Y ]+)").find("Az AX*Y") == "AX"


@given(st.text("ab []-.*+?(){}|^$\\", min_size=1))
def test_what_was_escaped_is_found_to_the_letter(text: str) -> None:
    """Look-alikes, white space and punctuation are folded, so what surrounds it tells."""
    finder = KeyFinder(f"<{re.escape(text)}>(7)")
    assert finder.find(f"<{text}>7") == "7"
    assert finder.find(f"<{text}x>7") is None


@pytest.mark.parametrize("expression", ["(", "a**", "(?=x)", r"Konto (\d+"])
def test_what_is_no_expression_is_refused_with_the_reason(expression: str) -> None:
    with pytest.raises(ValueError, match=r"is not a regular expression: ."):
        KeyFinder(expression)


@pytest.mark.parametrize("misread", ["4710815", "471108155", "47110816", "7110815", "947110815"])
def test_what_is_one_character_off_is_misread(misread: str) -> None:
    assert misread_keys(["47110815", None, misread, "47110815"]) == {misread: "47110815"}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["47110815", "47110815", "47110816", "47110816"], id="both seen often"),
        pytest.param(["47110815", "47110816"], id="both seen once"),
        pytest.param(["4711", "4711", "4712"], id="too short"),
        pytest.param(["47110815", "47110815", "47110899"], id="two characters off"),
        pytest.param(["47110815", "47110815", "4711082"], id="another one short"),
        pytest.param(["4711081"] * 2 + ["4711082"] * 2 + ["4711083"], id="ambiguous"),
        pytest.param([None, None], id="no values"),
    ],
)
def test_other_values_stand_for_themselves(values: list[str | None]) -> None:
    assert misread_keys(values) == {}


@given(st.lists(st.none() | st.text("01", min_size=6, max_size=8), max_size=12))
def test_what_is_misread_is_rare_and_stands_for_what_is_not(values: list[str | None]) -> None:
    for misread, meant in misread_keys(values).items():
        assert values.count(misread) == 1
        assert values.count(meant) > 1


def test_no_expression_takes_for_ever() -> None:
    text = "a" * 20_000 + "b"  # a matcher that goes back tries 2 to the 20,000th ways
    assert KeyFinder("(a+)+c").find(text) is None
