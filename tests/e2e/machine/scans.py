"""Scans that are made on the spot; without OCR, reading a page takes some milliseconds."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_A4_IN = (8.27, 11.69)
_LETTER = "We are pleased to tell you that the bank has agreed to extend the loan"


def make_scans(folder: Path, pages: Mapping[str, int], dpi: int = 72) -> Path:
    """Make scans in a folder that everybody may read.

    Args:
        folder: Made here.
        pages: How many pages each has, by name.
        dpi: How finely they are scanned; to be recognised, 150 at least.
    """
    folder.mkdir()
    folder.chmod(0o755)
    for name, count in pages.items():
        images = [_page(f"Invoice {name} {number}", dpi) for number in range(count)]
        images[0].save(
            folder / f"{name}.tif",
            save_all=True,
            append_images=images[1:],
            dpi=(dpi, dpi),
            compression="tiff_deflate",  # each container fetches them
        )
    return folder


def _page(title: str, dpi: int) -> Image.Image:
    image = Image.new("L", (round(_A4_IN[0] * dpi), round(_A4_IN[1] * dpi)), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(dpi // 6)
    for line in range(20):
        text = f"{_LETTER}, {line}" if line else title
        draw.text((dpi / 2, dpi * (1 + line) / 2), text, fill=0, font=font)
    return image
