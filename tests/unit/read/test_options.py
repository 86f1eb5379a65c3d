import pytest
from pydantic import ValidationError

from smartcat.read import ReadOptions


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("all", range(10)),
        ("3", range(2, 3)),
        ("1-3", range(3)),
        ("9-12", range(8, 10)),
        ("4-", range(3, 10)),
        ("-3", range(3)),
        ("11", range(0)),
        ("11-12", range(0)),
    ],
)
def test_pages_are_named_by_their_numbers(pages: str, expected: range) -> None:
    assert list(ReadOptions(pages=pages).wanted(10)) == list(expected)


@pytest.mark.parametrize("pages", ["", "0", "0-3", "-", "1,2", "1-2-3", "last"])
def test_other_names_are_refused(pages: str) -> None:
    with pytest.raises(ValidationError):
        ReadOptions(pages=pages)
