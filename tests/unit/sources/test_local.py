import os
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from smartcat.errors import AccessDeniedError, UnreadableDocumentError, UsageError
from smartcat.read.checks import check_file
from smartcat.sources import local_documents

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)

    return make


def keys(*paths: Path) -> list[str]:
    return [document.key for document in local_documents(paths)]


def test_files_below_a_folder_come_as_their_paths_sort(write: Write, tmp_path: Path) -> None:
    write("b.pdf", "a/2.pdf", "a/1.pdf", "a.pdf", "a/b/3.pdf", "B.pdf", "a-b/4.pdf")
    found = [document.path for document in local_documents([tmp_path])]
    assert found == sorted(found)
    assert len(found) == 7
    assert keys(tmp_path)[:2] == ["B.pdf", "a/1.pdf"]


def test_hidden_files_and_folders_are_passed_over(write: Write, tmp_path: Path) -> None:
    write("a.pdf", ".b.pdf", ".git/config", "in/.c/d.pdf")
    assert keys(tmp_path) == ["a.pdf"]
    assert keys(tmp_path / ".b.pdf") == [".b.pdf"]


def test_files_that_are_linked_to_are_found_and_folders_are_not(
    write: Write, tmp_path: Path
) -> None:
    write("in/a.pdf", "out/b.pdf")
    (tmp_path / "in/circle").symlink_to(tmp_path / "in")
    (tmp_path / "in/linked.pdf").symlink_to(tmp_path / "out/b.pdf")
    (tmp_path / "in/broken.pdf").symlink_to(tmp_path / "none")
    assert keys(tmp_path / "in") == ["a.pdf", "broken.pdf", "linked.pdf"]


def test_a_folder_may_be_deeper_than_calls_may_be_nested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = 1500
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.pdf").touch()
    try:
        assert keys(tmp_path) == ["d/" * depth + "a.pdf"]
    finally:
        Path("a.pdf").unlink()
        for _ in range(depth):  # pytest could not remove it: calls may not be nested so deep
            os.chdir("..")
            Path("d").rmdir()


def test_names_that_are_not_unicode_are_escaped_in_keys(tmp_path: Path) -> None:
    path = tmp_path / "M\udcfcller.pdf"
    path.touch()
    assert keys(tmp_path) == keys(path) == ["M\\udcfcller.pdf"]


def test_a_missing_file_is_left_to_who_reads_it(tmp_path: Path) -> None:
    assert keys(tmp_path / "none.pdf") == ["none.pdf"]


def test_a_folder_without_files_is_said_so(write: Write, tmp_path: Path) -> None:
    write(".hidden")
    with pytest.raises(UsageError, match=f"no files in the folder {tmp_path}"):
        keys(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_folder_that_may_not_be_read_is_told(write: Write, tmp_path: Path) -> None:
    write("closed/a.pdf")
    (tmp_path / "closed").chmod(0)
    with pytest.raises(AccessDeniedError, match=r"closed: .*name files one by one"):
        keys(tmp_path)


def test_a_folder_too_deep_to_be_named_is_told_of_and_the_others_are_listed(tmp_path: Path) -> None:
    part, depth = "d" * 250, 20
    with chdir(tmp_path):
        for name in ("a.pdf", "z.pdf"):
            Path(name).touch()
        for _ in range(depth):
            Path(part).mkdir()
            os.chdir(part)
        Path("deep.pdf").touch()
    found = list(local_documents([tmp_path]))
    try:
        assert [document.key for document in (found[0], found[-1])] == ["a.pdf", "z.pdf"]
        (deep,) = found[1:-1]
        with pytest.raises(UnreadableDocumentError, match="name too long"):
            check_file(deep.path, 1)
    finally:
        shutil.rmtree(tmp_path / part)
