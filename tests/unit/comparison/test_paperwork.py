from pathlib import Path

import pytest
from comparison.paperwork import chosen


def folders(root: Path, **counts: int) -> Path:
    for label, count in counts.items():
        (root / label).mkdir()
        for number in range(count):
            (root / label / f"{number:02}.pdf").touch()
    return root


def test_so_many_are_chosen_of_each_class_spread_over_all(tmp_path: Path) -> None:
    files = chosen(folders(tmp_path, bill=8, letter=3), documents=8, classes=5)
    assert [file.path.name for file in files if file.label == "bill"] == [
        "00.pdf",
        "02.pdf",
        "04.pdf",
        "06.pdf",
    ]
    assert sum(file.label == "letter" for file in files) == 3


def test_each_class_has_a_document_for_each_half(tmp_path: Path) -> None:
    files = chosen(folders(tmp_path, bill=8, letter=3), documents=1, classes=5)
    assert [file.label for file in files] == ["bill", "bill", "letter", "letter"]


def test_a_class_that_cannot_be_dealt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fewer than two documents"):
        chosen(folders(tmp_path, bill=8, letter=1), documents=8, classes=5)


def test_one_class_is_nothing_to_tell_apart(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no two class folders"):
        chosen(folders(tmp_path, bill=8), documents=8, classes=5)
