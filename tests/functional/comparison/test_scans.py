from pathlib import Path

import pymupdf
import pytest
from comparison.scans import make_scan
from PIL import Image


def printed(path: Path, pages: int) -> Path:
    with pymupdf.open() as document:
        for number in range(pages):
            document.new_page().insert_text((72, 72), f"Page {number + 1}")
        document.save(path)
    return path


def pictured(path: Path) -> Path:
    Image.new("RGB", (400, 300), "white").save(path, dpi=(100, 100))
    return path


def test_pages_with_text_become_pictures_of_themselves(tmp_path: Path) -> None:
    target = tmp_path / "scan.pdf"
    assert make_scan(printed(tmp_path / "text.pdf", 4), target, pages=3) == 3
    with pymupdf.open(target) as scan:
        assert [page.get_text() for page in scan.pages()] == ["", "", ""]
        (picture,) = scan[0].get_images()
        assert scan[0].rect.width == pytest.approx(595)
        assert picture[2] == pytest.approx(595 / 72 * 200, abs=1)


@pytest.mark.parametrize("name", ["picture.png", "picture.jpg", "picture.tif"])
def test_pictures_are_wrapped(tmp_path: Path, name: str) -> None:
    target = tmp_path / "scan.pdf"
    assert make_scan(pictured(tmp_path / name), target, pages=3) == 1
    with pymupdf.open(target) as scan:
        ((_, _, width, height, *_),) = scan[0].get_images()
        assert (width, height) == (400, 300)
        assert scan[0].rect.width == pytest.approx(400 / 100 * 72)


def test_scans_stay_as_they_are(tmp_path: Path) -> None:
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    make_scan(pictured(tmp_path / "picture.jpg"), first, pages=3)
    make_scan(first, again, pages=3)
    with pymupdf.open(first) as one, pymupdf.open(again) as other:
        ours, theirs = (
            scan.extract_image(scan[0].get_images()[0][0])["image"] for scan in (one, other)
        )
    assert ours == theirs
