import csv
import hashlib
from collections import Counter
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from smartcat.errors import AccessDeniedError, UsageError
from smartcat.examples import LABELS, Wording, make_examples


def digests(directory: Path) -> dict[str, str]:
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file()
    }


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page_count(path: Path) -> int:
    if path.suffix == ".pdf":
        with pymupdf.open(path) as document:
            return int(document.page_count)
    with Image.open(path) as image:
        return int(getattr(image, "n_frames", 1))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("dataset")
    return make_examples(directory, seed=3, documents_per_class=4, packets=1)


def test_same_seed_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        make_examples(tmp_path / name, seed=7, documents_per_class=1, packets=1)
    assert digests(tmp_path / "first") == digests(tmp_path / "second")


def test_a_document_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    make_examples(tmp_path / "few", documents_per_class=1, packets=0)
    make_examples(tmp_path / "more", documents_per_class=2, packets=0)
    few, more = digests(tmp_path / "few"), digests(tmp_path / "more")
    assert all(more[path] == digest for path, digest in few.items() if path != "labels.csv")


@pytest.mark.parametrize("change", [{"seed": 1}, {"wording": Wording.HELD_OUT}])
def test_other_arguments_give_other_documents(tmp_path: Path, change: dict[str, object]) -> None:
    make_examples(tmp_path / "first", documents_per_class=1, packets=0)
    make_examples(tmp_path / "other", documents_per_class=1, packets=0, **change)  # type: ignore[arg-type]
    first, other = digests(tmp_path / "first"), digests(tmp_path / "other")
    assert not set(first.values()) & set(other.values())


def test_the_table_names_every_page_once_and_in_order(dataset: Path) -> None:
    rows = rows_of(dataset)
    files: dict[str, list[int]] = {}
    for row in rows:
        files.setdefault(row["path"], []).append(int(row["page_number"]))
    for path, numbers in files.items():
        assert numbers == list(range(1, page_count(dataset.parent / path) + 1)), path
    made = {path for path in digests(dataset.parent) if path != "labels.csv"}
    assert made == set(files)


def test_the_table_has_its_columns(dataset: Path) -> None:
    header = dataset.read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [
        *("path", "page_number", "label", "document", "stream", "text", "source", "wording"),
        *("document_page", "scenario"),
    ]


def test_every_label_has_both_languages_and_both_sources(dataset: Path) -> None:
    singles = {row["path"] for row in rows_of(dataset) if row["path"].startswith("documents/")}
    kinds = Counter(
        (Path(path).parent.name, part) for path in singles for part in Path(path).stem.split("-")
    )
    for label in LABELS:
        assert all(kinds[label, part] for part in ("de", "en", "digital", "scan")), label


def test_single_documents_are_streams_of_their_own(dataset: Path) -> None:
    owners: dict[str, set[str]] = {}
    for row in rows_of(dataset):
        owners.setdefault(row["stream"], set()).add(row["path"])
        assert row["text"] == ""
        assert row["wording"] == "training"
        assert bool(row["scenario"]) == row["path"].startswith("packets/")
    assert all(len(paths) == 1 for paths in owners.values())


def test_digital_pages_have_text_and_scans_have_none(dataset: Path) -> None:
    for row in rows_of(dataset):
        path = dataset.parent / row["path"]
        if path.suffix == ".pdf":
            with pymupdf.open(path) as document:
                text = document[int(row["page_number"]) - 1].get_text().strip()
            assert bool(text) == (row["source"] == "digital"), row


def test_scans_are_small(dataset: Path) -> None:
    rows = rows_of(dataset)
    scans = [row for row in rows if row["source"] == "scan" and row["path"].startswith("doc")]
    size_bytes = sum((dataset.parent / path).stat().st_size for path in {r["path"] for r in scans})
    assert size_bytes / len(scans) < 150_000


def test_progress_is_told_after_every_file(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    make_examples(
        tmp_path, documents_per_class=1, packets=1, progress=lambda *call: calls.append(call)
    )
    assert calls == [(done, 15) for done in range(1, 16)]


def test_negative_numbers_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="0 or more"):
        make_examples(tmp_path, documents_per_class=-1)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(AccessDeniedError, match="taken"):
        make_examples(tmp_path / "taken", documents_per_class=1)
