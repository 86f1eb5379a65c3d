import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features import character_grams, grams_of
from smartcat.features.codes import normalise
from smartcat.features.hashing import PrefixHashes, mix

TEXTS = st.text(st.sampled_from(" \n\tab|c\x0b9\u2003é")) | st.text()


def plain_grams(text: str) -> list[int]:
    folded = normalise(text).folded
    prefixes = PrefixHashes(folded)
    grams: set[int] = set()
    for length in (3, 4, 5):
        starts = np.arange(max(folded.size - length + 1, 0))
        grams |= set((mix(prefixes.of(starts, starts + length), 32) >> np.uint64(48)).tolist())
    return sorted(grams)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_grams_of_several_texts_are_those_of_each(texts: list[str]) -> None:
    assert [grams.tolist() for grams in character_grams(*texts)] == list(map(plain_grams, texts))


@given(TEXTS)
def test_grams_of_one_text_are_the_same(text: str) -> None:
    assert grams_of(normalise(text)).tolist() == plain_grams(text)
