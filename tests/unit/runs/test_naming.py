"""What a name stands for where results are asked for."""

from pathlib import Path

import pytest

from smartcat.errors import RunNotFoundError
from smartcat.runs.naming import StoredResults, find_results


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "results/documents/abc").mkdir(parents=True)
    (tmp_path / "results/documents/abc/manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["results", "results/", "./results"])
@pytest.mark.usefixtures("place")
def test_a_results_folder_is_one_with_and_without_a_slash(name: str) -> None:
    found = find_results(name, "elsewhere")
    assert isinstance(found, StoredResults)
    assert list(found.document_ids) == ["abc"]


@pytest.mark.parametrize("name", ["20261127-115445-474d", "last"])
def test_a_run_is_looked_for_where_results_are_whatever_lies_here(name: str, place: Path) -> None:
    (place / name).mkdir()
    with pytest.raises(RunNotFoundError):
        find_results(name, "results")


def test_who_means_a_folder_that_is_called_like_a_run_is_told_how_to_say_so(place: Path) -> None:
    (place / "collected").mkdir()
    (place / "collected/manifests.jsonl").write_text("")
    with pytest.raises(RunNotFoundError, match=r"say \./collected"):
        find_results("collected", "results")
    assert find_results("./collected", "results") == [Path("collected/manifests.jsonl")]
    with pytest.raises(RunNotFoundError) as refused:
        find_results("elsewhere", "results")
    assert "./elsewhere" not in str(refused.value)
