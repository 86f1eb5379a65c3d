import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features.codes import Kind, normalise, runs


def folded(text: str) -> str:
    return "".join(map(chr, normalise(text).folded))


def test_case_and_digits_are_folded() -> None:
    assert folded("Total EUR 1,250.99 ÄÖ") == "\ntotal eur 0,000.00 äö\n"


def test_white_space_becomes_a_space_a_line_end_or_a_blank_line() -> None:
    assert folded("  a \t b\r\nc \n\n \n d\u00a0e\f\n") == "\na b\nc\n\nd e\n"


def test_kinds_keep_what_folding_loses() -> None:
    kinds = normalise("Ab1 .\n").kinds.tolist()
    inner = [Kind.UPPER, Kind.LETTER, Kind.DIGIT, Kind.SPACE, Kind.OTHER]
    assert kinds == [Kind.LINE_END, *inner, Kind.LINE_END]


def test_runs_are_found_at_both_ends() -> None:
    starts, ends = runs(np.array([True, True, False, True]))
    assert starts.tolist() == [0, 3]
    assert ends.tolist() == [2, 4]


@given(st.text())
def test_white_space_is_collapsed_as_a_plain_reference_does(text: str) -> None:
    plain = "".join(
        "x" if not char.isspace() else "\n" if is_line_end(char) else " " for char in text
    )
    plain = re.sub(r"\s+", one_run, f"\n{plain.strip()}\n")
    shown = re.sub(r"[^ \n]", "x", folded(text))
    assert shown == plain


@given(st.text(st.characters(), min_size=1))
def test_origin_points_at_the_character_that_was_folded(text: str) -> None:
    codes = normalise(text)
    visible = np.flatnonzero(codes.kinds >= Kind.DIGIT)
    for place in visible.tolist():
        original = text[codes.origin[place]]
        assert chr(codes.folded[place]) in {original, original.lower(), "0"}


def is_line_end(character: str) -> bool:
    return character in "\n\v\f\x85\u2028\u2029"


def one_run(found: re.Match[str]) -> str:
    line_ends = found.group().count("\n")
    return "\n" * min(line_ends, 2) if line_ends else " "
