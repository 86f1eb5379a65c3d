from collections import Counter
from pathlib import Path

from comparison.halves import HALVES, deal
from comparison.paperwork import LabelledFile


def some(count: int, labels: str = "abc") -> list[LabelledFile]:
    return [
        LabelledFile(Path(f"{label}/{number}.pdf"), label)
        for label in labels
        for number in range(count)
    ]


def test_each_document_is_in_one_half() -> None:
    files = some(7)
    dealt = deal(files, 2)
    assert sorted(one.file.path for one in dealt) == sorted(file.path for file in files)


def test_both_halves_have_all_classes_alike() -> None:
    counts = Counter((one.half, one.file.label) for one in deal(some(7), 2))
    assert set(counts) == {(half, label) for half in HALVES for label in "abc"}
    assert set(counts.values()) == {3, 4}
    sizes = Counter(one.half for one in deal(some(7), 2))
    assert abs(sizes["a"] - sizes["b"]) <= 1


def test_portions_are_alike_in_size() -> None:
    sizes = Counter((one.half, one.portion) for one in deal(some(6), 3))
    assert set(sizes.values()) == {3}


def test_the_order_of_files_settles_nothing() -> None:
    files = some(5)
    halves = {one.file.path: one.half for one in deal(files, 2)}
    assert halves == {one.file.path: one.half for one in deal(files[::-1], 2)}
