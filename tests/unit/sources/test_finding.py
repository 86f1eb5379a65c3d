import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcat.errors import UsageError
from smartcat.models import SourceDocument
from smartcat.sources import find_sources

NAMES = ["a.pdf", "b.PDF", "c.tif", "line\nbreak.pdf", "sub/d.pdf"]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return str(tmp_path)


def keys(documents: Iterator[SourceDocument]) -> list[str]:
    return [document.key for document in documents]


def test_files_and_folders_come_in_the_order_in_which_they_were_named(folder: str) -> None:
    assert keys(find_sources([f"{folder}/c.tif", folder])) == ["c.tif", *NAMES]


def test_a_location_says_where_a_file_lies_whatever_its_name(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Path("100% M\udcfcller.pdf").write_text("five!")
    [document] = find_sources(["100% M\udcfcller.pdf"])
    assert document.location == f"file://{folder}/100%25%20M%FCller.pdf"
    assert document.path == Path(folder, "100% M\udcfcller.pdf")
    assert (document.size_bytes, document.content) == (5, None)
    assert document == SourceDocument.model_validate_json(document.model_dump_json())


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.pdf", ["a.pdf", "line\nbreak.pdf", "sub/d.pdf"]),
        ("sub/*", ["sub/d.pdf"]),
        ("[ab].*", ["a.pdf", "b.PDF"]),
        ("*", NAMES),
    ],
)
def test_a_pattern_is_held_against_whole_keys(folder: str, pattern: str, found: list[str]) -> None:
    assert keys(find_sources([folder], pattern)) == found


def test_a_pattern_that_nothing_matches_is_told(folder: str) -> None:
    with pytest.raises(UsageError, match=r"none of 5 documents is called \*\.png"):
        list(find_sources([folder], "*.png"))


def test_no_more_than_the_limit_are_looked_for(folder: str) -> None:
    counts: list[int] = []
    found = find_sources([folder, "https://example.org"], "*.pdf", 2, counts.append)
    assert keys(found) == ["a.pdf", "line\nbreak.pdf"]
    assert counts == [1, 2]


def test_what_cannot_be_opened_is_told() -> None:
    with pytest.raises(UsageError, match="name a path or s3://bucket/prefix"):
        list(find_sources(["https://example.org/a.pdf"]))


def test_a_long_list_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("path\n" + "".join(f"s3://scans/{number}.pdf\n" for number in range(20_000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in find_sources([str(path)], "*.pdf")) == 20_000
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 1_000_000  # 50 bytes each
