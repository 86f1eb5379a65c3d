import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.characters import CharacterTable, code_points


@given(st.lists(st.text(st.characters())))
def test_each_character_gets_its_number(texts: list[str]) -> None:
    table = CharacterTable(lambda character: ord(character) % 7, np.uint8)
    for text in texts:
        assert table.of(code_points(text)).tolist() == [ord(one) % 7 for one in text]


def test_a_number_is_found_out_once() -> None:
    numbers = iter(range(9))
    table = CharacterTable(lambda _character: next(numbers), np.uint32)
    first, second = (table.of(code_points(text)).tolist() for text in ("abba", "cab"))
    assert second[1:] == first[:2]
