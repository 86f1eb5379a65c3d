"""Documents made on the spot: born-digital PDFs, scans of them, and broken ones."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

LETTER = """Dear Mrs Example,

thank you for your letter about the mortgage on your house in Garden Street.
We are pleased to tell you that the bank has agreed to extend the loan.
The interest rate remains at three point five percent for another ten years.
Please sign the enclosed copy of the agreement and return it to our office.
If you have any questions do not hesitate to call your adviser at any time.

Yours sincerely,
The Customer Service Team of the Savings Bank
"""


@dataclass(frozen=True)
class Outcome:
    """What a shell sees of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[str, Callable[[], None]], Run]:
    """Give what runs a program in this process, as a shell would see it."""

    def program(name: str, main: Callable[[], None]) -> Run:
        def run(*arguments: object) -> Outcome:
            monkeypatch.setattr("sys.argv", [name, *map(str, arguments)])
            capfd.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
            out, err = capfd.readouterr()
            return Outcome(int(ended.value.code or 0), out, err)

        return run

    return program


MakePdf = Callable[..., Path]
MakeScan = Callable[..., Path]


def _draw(pages: tuple[str, ...]) -> pymupdf.Document:
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=595, height=842)
        page.insert_textbox((60, 80, 540, 780), text, fontsize=12)
    return document


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Make a PDF with a text layer; an empty text is an empty page."""

    def make(*pages: str, name: str = "letter.pdf", **save: object) -> Path:
        path = tmp_path / name
        _draw(pages or (LETTER,)).save(path, **save)
        return path

    return make


@pytest.fixture
def make_scan(tmp_path: Path) -> MakeScan:
    """Make an image of pages: the format by the name, turned counter-clockwise, at a resolution."""

    def make(*pages: str, name: str = "scan.tif", turn: int = 0, dpi: int = 200) -> Path:
        images = [
            _picture(page, dpi).rotate(turn, expand=True) for page in _draw(pages or (LETTER,))
        ]
        path = tmp_path / name
        if path.suffix == ".pdf":
            return _image_pdf(images, path, dpi)
        more = {"save_all": True, "append_images": images[1:]} if path.suffix == ".tif" else {}
        images[0].save(path, dpi=(dpi, dpi), **more)
        return path

    return make


def _picture(page: pymupdf.Page, dpi: int) -> Image.Image:
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def _image_pdf(images: list[Image.Image], path: Path, dpi: int) -> Path:
    images[0].save(path, save_all=True, append_images=images[1:], resolution=dpi)
    return path
