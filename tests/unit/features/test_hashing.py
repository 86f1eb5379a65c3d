import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.features.hashing import BASE, PrefixHashes, ascending, combine, gram_hashes, mix

MODULUS = 2**64


def plain_hash(values: list[int]) -> int:
    return sum(value * pow(BASE, place, MODULUS) for place, value in enumerate(values)) % MODULUS


def plain_mix(value: int, tag: int) -> int:
    mixed = (value + tag * BASE) % MODULUS
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % MODULUS
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % MODULUS
    return mixed ^ (mixed >> 31)


@given(st.lists(st.integers(0, 0x10FFFF), max_size=60), st.integers(1, 6))
def test_substring_hashes_equal_a_plain_reference(values: list[int], length: int) -> None:
    starts = np.arange(max(len(values) - length + 1, 0))
    found = PrefixHashes(np.array(values, dtype=np.uint32)).of(starts, starts + length)
    assert found.tolist() == [plain_hash(values[s : s + length]) for s in starts.tolist()]


@given(st.integers(0, MODULUS - 1), st.integers(1, 50))
def test_mixing_equals_a_plain_reference(value: int, tag: int) -> None:
    assert mix(np.array([value], dtype=np.uint64), tag).tolist() == [plain_mix(value, tag)]


def test_the_same_text_hashes_alike_wherever_it_stands() -> None:
    codes = np.array([7, 8, 9, 1, 7, 8, 9], dtype=np.uint32)
    first, second = PrefixHashes(codes).of(np.array([0, 4]), np.array([3, 7]))
    assert first == second


def test_combining_depends_on_order() -> None:
    one, two = np.array([[3], [5]], dtype=np.uint64)
    assert combine([one, two]) != combine([two, one])


def test_combining_leaves_its_parts_alone() -> None:
    part = np.array([3], dtype=np.uint64)
    combine([part, part])
    assert part.tolist() == [3]


@given(st.lists(st.integers(0, 0x10FFFF), max_size=60), st.integers(1, 6))
def test_gram_hashes_are_those_of_substrings(values: list[int], longest: int) -> None:
    array = np.array(values, dtype=np.uint32)
    for length, found in enumerate(gram_hashes(array, longest), start=1):
        starts = range(max(len(values) - length + 1, 0))
        assert found.tolist() == [plain_hash(values[s : s + length]) for s in starts]


def test_powers_are_remembered_however_long_texts_get() -> None:
    for size in (3, 9000, 5):
        values = np.ones(size, dtype=np.uint32)
        (found,) = PrefixHashes(values).of(np.array([size - 3]), np.array([size]))
        assert int(found) == plain_hash([1, 1, 1])


@given(st.lists(st.integers(0, 40)))
def test_values_are_put_in_order_each_once(values: list[int]) -> None:
    assert ascending(np.array(values, dtype=np.uint32)).tolist() == sorted(set(values))
