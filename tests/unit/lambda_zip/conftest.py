"""What the Lambda package must be able to read."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page in each way that a file is opened."""
    folder = tmp_path_factory.mktemp("pictures")
    image = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(image).text((80, 80), "Invoice No 17, total due", fill=0, font_size=40)
    turned = Image.Exif()
    turned[0x112] = 3
    image.rotate(180).save(folder / "page.webp", exif=turned)
    for name in ("page.pdf", "page.png", "page.tif", "page.jpg"):
        image.save(folder / name)
    return sorted(folder.iterdir())
