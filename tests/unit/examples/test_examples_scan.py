from dataclasses import replace
from pathlib import Path
from random import Random

import pymupdf
import pytest
from PIL import Image

from smartcat.examples import Language, Wording
from smartcat.examples.document import Brief, compose
from smartcat.examples.scan import ScanStyle, draw_scan_style, scan, scan_blank_back
from smartcat.examples.scan_files import save_scan

STYLE = replace(draw_scan_style(Random(1)), dpi=100, mode="gray", skew_deg=1.0)


def scanned(style: ScanStyle) -> list[Image.Image]:
    brief = Brief("letter", Language.GERMAN, Wording.TRAINING, "1", "1", is_stamped=True)
    with compose(brief) as document:
        return list(scan(document, style, Random(2)))


@pytest.mark.parametrize(
    ("mode", "expected"), [("gray", "L"), ("colour", "RGB"), ("bilevel", "1"), ("fax", "1")]
)
def test_scanners_give_their_kind_of_pixels(mode: str, expected: str) -> None:
    images = scanned(replace(STYLE, mode=mode))
    assert {image.mode for image in images} == {expected}
    width, height = images[0].size
    assert 0.68 < width / height < 0.8


def test_blank_backs_are_almost_white() -> None:
    front = scanned(STYLE)[0]
    clean = replace(STYLE, has_holes=False, has_edges=False, stains=0, noise=0.0, paper=250)
    back = scan_blank_back(front, clean, Random(3))
    assert back.size == front.size
    darkest, _ = back.getextrema()
    assert isinstance(darkest, int)
    assert darkest > 180


@pytest.mark.parametrize("suffix", [".pdf", ".tif", ".jpg", ".png"])
@pytest.mark.parametrize("mode", ["gray", "bilevel", "colour"])
def test_files_can_be_opened(tmp_path: Path, suffix: str, mode: str) -> None:
    if mode == "bilevel" and suffix == ".jpg":
        pytest.skip("two levels are never written as JPEG")
    style = replace(STYLE, mode=mode)
    path = tmp_path / f"page{suffix}"
    images = scanned(style)
    save_scan(path, images, style)
    if suffix == ".pdf":
        with pymupdf.open(path) as document:
            assert document.page_count == len(images)
            assert document[0].rect.width == pytest.approx(595, abs=20)
    else:
        with Image.open(path) as image:
            assert image.size == images[0].size
            assert round(image.info["dpi"][0]) == style.dpi


def test_most_scanners_are_good_enough_to_read() -> None:
    styles = [draw_scan_style(Random(seed)) for seed in range(400)]
    assert sum(style.dpi >= 150 for style in styles) > 0.85 * len(styles)
    assert all(style.ink < style.paper - 90 for style in styles)
    assert {style.mode for style in styles} == {"gray", "colour", "bilevel", "fax"}
