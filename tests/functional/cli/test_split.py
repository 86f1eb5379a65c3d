import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from smartcat.models import Classified, Segment
from smartcat.segment import Observation

Run = Callable[..., Any]
MakeFile = Callable[..., Path]
Cut = Callable[..., None]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Make a segment of every page; which are in doubt, and called what, is told."""

    def patch(*, label: str = "letter", in_doubt: Sequence[int] = ()) -> None:
        def segments(pages: Sequence[Observation], *_: object, **__: object) -> tuple[Segment, ...]:
            return tuple(
                Segment(
                    first_page=page.page_index,
                    last_page=page.page_index,
                    prediction=Classified(label=label, confidence=0.75, top=()),
                    ends_in_doubt=page.page_index in in_doubt,
                    needs_review=page.page_index in in_doubt,
                    review_reasons=("it may go on",) if page.page_index in in_doubt else (),
                )
                for page in pages
            )

        # What the model makes of a stream, and how sure it is, is tested where that is decided.
        monkeypatch.setattr("smartcat.sorting.segments_of", segments)

    return patch


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_segments_become_files_and_a_table_says_which(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut()
    outcome = smartcat("split", make_pdf("One", "Two"), "--out", tmp_path / "sorted")
    assert (outcome.code, outcome.err) == (0, "")
    assert names(tmp_path / "sorted") == ["001-letter-p1.pdf", "002-letter-p2.pdf"]
    assert "002-letter-p2.pdf" in outcome.out
    assert "75%" in outcome.out
    assert outcome.out.endswith(f"2 files, 2 pages, 0.0 MB in {tmp_path / 'sorted'}\n")


def test_json_names_the_files_with_their_digests(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut()
    path = make_pdf("One", "Two")
    outcome = smartcat("split", path, "--out", tmp_path / "sorted", "--format", "json")
    result = json.loads(outcome.out)
    [manifest] = json.loads(smartcat("classify", path, "--format", "json").out)
    assert result["document_id"] == manifest["document_id"]
    second = tmp_path / "sorted" / "002-letter-p2.pdf"
    assert result["files"][1] == {
        "first_page": 1,
        "last_page": 1,
        "label": "letter",
        "confidence": 0.75,
        "path": str(second),
        "sha256": hashlib.sha256(second.read_bytes()).hexdigest(),
        "size_bytes": second.stat().st_size,
    }


def test_it_cuts_where_classify_says(smartcat: Run, tmp_path: Path) -> None:
    packet = Path(__file__).parents[3] / "examples" / "packet.pdf"
    arguments = (packet, "--format", "json")
    [manifest] = json.loads(smartcat("classify", *arguments).out)
    outcome = smartcat("split", *arguments, "--out", tmp_path, "--cut-in-doubt")
    found = [(file["first_page"], file["last_page"]) for file in json.loads(outcome.out)["files"]]
    assert found == [(one["first_page"], one["last_page"]) for one in manifest["segments"]]
    assert len(found) > 3


def test_doubtful_ends_are_not_cut_and_nothing_is_written(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut(in_doubt=[1])
    path, out = make_pdf("One", "Two", "Three"), tmp_path / "sorted"
    outcome = smartcat("split", path, "--out", out)
    assert (outcome.code, outcome.out) == (61, "")
    assert "page 2: it may go on" in outcome.err
    assert "--cut-in-doubt" in outcome.err
    assert not out.exists()
    assert smartcat("split", path, "--out", out, "--cut-in-doubt").code == 0
    assert len(names(out)) == 3


def test_one_file_has_all_pages_and_a_bookmark_for_each_segment(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut(in_doubt=[1])
    path, out = make_pdf("One", "Two"), tmp_path / "sorted"
    assert smartcat("split", path, "--out", out, "--one-file").code == 0
    assert names(out) == ["letter-bookmarked.pdf"]
    with pymupdf.open(out / "letter-bookmarked.pdf") as document:
        assert document.get_toc() == [[1, "letter", 1], [1, "letter?", 2]]


@pytest.mark.parametrize("name", ["a.tif", "a.png", "a.jpg", "a.webp", "a.bmp"])
def test_images_are_split_too(
    smartcat: Run, cut: Cut, make_scan: MakeFile, tmp_path: Path, name: str
) -> None:
    cut()
    path = make_scan(name=name, dpi=100)
    assert smartcat("split", path, "--out", tmp_path / "sorted", "--ocr", "off").code == 0
    assert names(tmp_path / "sorted") == ["001-letter-p1.pdf"]


def test_a_label_cannot_leave_the_folder(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut(label="../Bürgschaft / privat")
    assert smartcat("split", make_pdf(), "--out", tmp_path / "sorted").code == 0
    assert names(tmp_path / "sorted") == ["001-Buergschaft_privat-p1.pdf"]


def test_files_are_replaced_only_where_that_was_asked_for(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut()
    arguments = ("split", make_pdf(), "--out", tmp_path / "sorted")
    assert smartcat(*arguments).code == 0
    refused = smartcat(*arguments)
    assert refused.code == 20
    assert "--overwrite" in refused.err
    assert smartcat(*arguments, "--overwrite").code == 0


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", 35),
        ("text.txt", b"Dear Sir or Madam, thank you for your letter.", 35),
        ("broken.pdf", b"%PDF-1.4 broken", 32),
        ("broken.tif", b"II*\x00 broken", 32),
    ],
)
def test_what_cannot_be_split_is_said_with_its_name_and_leaves_nothing(
    smartcat: Run, tmp_path: Path, name: str, data: bytes, code: int
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    outcome = smartcat("split", path, "--out", tmp_path / "sorted")
    assert (outcome.code, outcome.out) == (code, "")
    assert str(path) in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "sorted").exists()


def test_an_encrypted_document_is_33_and_a_missing_one_31(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    path = make_pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    assert smartcat("split", path, "--out", tmp_path / "sorted").code == 33
    assert smartcat("split", tmp_path / "none.pdf", "--out", tmp_path / "sorted").code == 31


def test_a_folder_as_file_or_a_file_as_folder_is_refused_at_once(
    smartcat: Run, make_pdf: MakeFile, tmp_path: Path
) -> None:
    assert smartcat("split", tmp_path, "--out", tmp_path / "sorted").code == 2
    refused = smartcat("split", make_pdf(), "--out", make_pdf(name="other.pdf") / "sorted")
    assert refused.code == 22
    assert "--out" in refused.err


def test_a_document_whose_name_is_no_unicode_is_split(
    smartcat: Run, cut: Cut, make_pdf: MakeFile, tmp_path: Path
) -> None:
    cut()
    path = make_pdf().rename(tmp_path / os.fsdecode(b"\xff.pdf"))
    out = tmp_path / os.fsdecode(b"sorted-\xff")
    assert smartcat("split", path, "--out", out).code == 0
    assert smartcat("split", path, "--out", out, "--one-file", "--format", "json").code == 0
    assert len(names(out)) == 2
