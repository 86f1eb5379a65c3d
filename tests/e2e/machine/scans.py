"""Scans that are made on the spot; without OCR, reading a page takes some milliseconds."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

_A4_AT_72_DPI = (595, 842)


def make_scans(folder: Path, pages: Mapping[str, int]) -> Path:
    """Make scans in a folder that everybody may read.

    Args:
        folder: Made here.
        pages: How many pages each has, by name.
    """
    folder.mkdir()
    folder.chmod(0o755)
    for name, count in pages.items():
        images = [_page(f"Invoice {name} {number}, total due") for number in range(count)]
        images[0].save(
            folder / f"{name}.tif", save_all=True, append_images=images[1:], dpi=(72, 72)
        )
    return folder


def _page(text: str) -> Image.Image:
    image = Image.new("L", _A4_AT_72_DPI, 255)
    draw = ImageDraw.Draw(image)
    for line in range(20):
        draw.text((60, 60 + 30 * line), f"{line} {text}", fill=0)
    return image
