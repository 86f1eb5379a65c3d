import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.segment.rarity import Rarity

HASHES = st.frozensets(st.integers(0, 15))
RARITIES = np.linspace(0, 3, 16, dtype=np.float32)


def plain_cosine(one: frozenset[int], two: frozenset[int]) -> float:
    squares = (RARITIES.astype(float) ** 2).tolist()
    common, first, second = (sum(squares[hash_] for hash_ in s) for s in (one & two, one, two))
    return common / (first * second) ** 0.5 if first and second else 0.0


@given(HASHES, HASHES, HASHES)
def test_cosines_are_those_of_a_plain_reference(
    one: frozenset[int], two: frozenset[int], other: frozenset[int]
) -> None:
    rarity = Rarity(RARITIES, RARITIES)
    for pair in ((one, other), (one, two)):
        hashes = [np.array(sorted(one), dtype=np.uint16) for one in pair]
        words, grams = map(rarity.weighed_words, hashes), map(rarity.weighed, hashes)
        expected = pytest.approx(plain_cosine(*pair), abs=1e-6)
        assert next(words).cosine(next(words)) == expected
        assert next(grams).cosine(next(grams)) == expected
