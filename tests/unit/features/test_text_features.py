import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features.codes import normalise
from smartcat.features.text_features import Block, Occurrences, occurrences, words_of


def spans(text: str, block: Block) -> list[str]:
    shown = "".join(map(chr, normalise(text).folded))
    found = found_in(text)
    members = found.blocks.get(block, slice(0))
    starts, ends = found.starts[members].tolist(), found.ends[members].tolist()
    return [shown[start:end] for start, end in zip(starts, ends, strict=True)]


def hashes(text: str, block: Block) -> set[int]:
    found = found_in(text)
    return set(found.hashes[found.blocks.get(block, slice(0))].tolist())


def found_in(text: str) -> Occurrences:
    codes = normalise(text)
    return occurrences(codes, words_of(codes))


def test_words_come_alone_and_in_pairs() -> None:
    assert spans("Amount due: 12", Block.WORDS) == ["amount", "due", "00", "amount due", "due: 00"]


def test_characters_come_in_twos_to_fours() -> None:
    assert spans("ab", Block.CHARACTERS) == ["\na", "ab", "b\n", "\nab", "ab\n", "\nab\n"]


def test_shapes_span_up_to_three_tokens_and_line_ends() -> None:
    assert spans("Ab\n12 c", Block.SHAPES)[:5] == ["\n", "ab", "\n", "00", "c"]
    assert "\n00 c" in spans("Ab\n12 c", Block.SHAPES)


def test_places_tell_where_a_word_stands() -> None:
    lines = [f"filler{number} line" for number in range(20)]
    at_top, inside, at_bottom = (
        hashes("\n".join([*lines[:place], "Total sum", *lines[place:]]), Block.PLACES)
        for place in (0, 10, 20)
    )
    assert at_top != inside != at_bottom != at_top


def test_a_word_before_a_colon_is_a_caption() -> None:
    assert hashes("Date: x", Block.PLACES) > hashes("Date x", Block.PLACES)


def test_words_that_look_alike_have_one_shape() -> None:
    assert hashes("Berlin 1999", Block.SHAPES) == hashes("Hamburg 20241", Block.SHAPES)
    assert hashes("Berlin 1999", Block.SHAPES) != hashes("berlin 1999", Block.SHAPES)


def test_a_page_without_words_has_no_word_features() -> None:
    assert not hashes("... --", Block.WORDS)
    assert not hashes("", Block.SHAPES)


@given(st.text())
def test_every_span_lies_within_the_text(text: str) -> None:
    found = found_in(text)
    assert found.hashes.size == found.starts.size == found.ends.size
    assert np.all(found.starts >= 0)
    assert np.all(found.starts < found.ends)
    assert np.all(found.ends <= normalise(text).folded.size)


@given(st.lists(st.sampled_from(["aB", "1-", "é.", "B1", " ", "\n"])).map("".join))
def test_shapes_are_those_of_a_plain_reference(text: str) -> None:
    tokens = re.findall(r"\n|[^ \n]+", "".join(map(chr, normalise(text).folded)))
    ones = spans(text, Block.SHAPES)[: len(tokens)]
    assert ones == (tokens if words_of(normalise(text)).starts.size else [])
