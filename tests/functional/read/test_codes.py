"""Codes on pages: drawn with the library's own writer, spoiled, and read back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from smartcat.models import CodeKind, DocumentRef, Page, PageCode, TextSource
from smartcat.read import OcrChoice, Reader, ReadOptions, ReadRequest
from smartcat.read.codes import find_codes
from smartcat.read.raster import Pixels, Raster

MakeFile = Callable[..., Path]

LOOKING = ReadOptions(ocr=OcrChoice.OFF, codes=True)
MODULE_IN = 0.02
FORMATS = {
    CodeKind.QR: zxingcpp.BarcodeFormat.QRCode,
    CodeKind.CODE_128: zxingcpp.BarcodeFormat.Code128,
    CodeKind.CODE_39: zxingcpp.BarcodeFormat.Code39,
}
VALUE = "DOC-000123"
PATCH_T = (PageCode(kind=CodeKind.PATCH_T, value="PATCHT"),)


def drawn(kind: CodeKind, value: str = VALUE, dpi: int = 200) -> Image.Image:
    code = zxingcpp.create_barcode(value, FORMATS[kind])
    modules = Image.fromarray(np.asarray(zxingcpp.write_barcode_to_image(code)))
    width = round(modules.width * MODULE_IN * dpi)
    height = width if kind is CodeKind.QR else round(0.6 * dpi)
    return modules.resize((width * 4, height * 4), Image.Resampling.NEAREST).resize(
        (width, height), Image.Resampling.BOX
    )


def sheet(kind: CodeKind, value: str = VALUE, dpi: int = 200) -> Image.Image:
    paper = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    paper.paste(drawn(kind, value, dpi), (round(1.2 * dpi), round(2 * dpi)))
    return paper


def found(picture: Image.Image, dpi: int = 200) -> tuple[PageCode, ...]:
    return find_codes(Raster(np.asarray(picture.convert("L")), dpi))


def read(path: Path, options: ReadOptions = LOOKING, texts: dict[int, str] | None = None) -> Page:
    request = ReadRequest(DocumentRef(key=path.name, path=path), texts=texts or {})
    with Reader(options, jobs=1) as reader:
        [page] = next(iter(reader.read([request]))).pages
    return page


def saved(picture: Image.Image, path: Path, dpi: int = 200) -> Path:
    picture.save(path, dpi=(dpi, dpi))
    return path


def with_code(path: Path, kind: CodeKind, folder: Path) -> Path:
    """Put a code on the first page of a PDF."""
    picture = saved(drawn(kind), folder / "code.png")
    with pymupdf.open(path) as document:
        document[0].insert_image((350, 600, 550, 700), filename=picture)
        document.save(folder / "coded.pdf")
    return folder / "coded.pdf"


def specked(picture: Image.Image) -> Image.Image:
    pixels = np.asarray(picture)
    is_speck = np.random.default_rng(7).random(pixels.shape) < 0.003
    return Image.fromarray(np.where(is_speck, 255 - pixels, pixels).astype(np.uint8))


SPOILED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda picture: picture,
    "turned": lambda picture: picture.rotate(90, expand=True),
    "upside down": lambda picture: picture.rotate(180),
    "skewed": lambda picture: picture.rotate(3, Image.Resampling.BICUBIC, fillcolor=255),
    "specked": specked,
    "pale": lambda picture: picture.point(lambda grey: 90 + grey * 0.5),
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_codes_are_read_however_they_were_scanned(
    kind: CodeKind, spoil: Callable[[Image.Image], Image.Image]
) -> None:
    assert found(spoil(sheet(kind))) == (PageCode(kind=kind, value=VALUE),)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_files_of_few_dots_and_any_depth_are_read(
    tmp_path: Path, kind: CodeKind, mode: str
) -> None:
    path = saved(sheet(kind, dpi=100).convert(mode), tmp_path / "fax.tif", dpi=100)
    assert read(path).codes == (PageCode(kind=kind, value=VALUE),)


def test_codes_are_not_looked_for_unless_asked(tmp_path: Path) -> None:
    path = saved(sheet(CodeKind.QR), tmp_path / "sheet.png")
    assert read(path, ReadOptions(ocr=OcrChoice.OFF)).codes == ()


def test_codes_are_found_beside_a_text_layer(make_pdf: MakeFile, tmp_path: Path) -> None:
    page = read(with_code(make_pdf(), CodeKind.CODE_128, tmp_path))
    assert page.text_source is TextSource.TEXT_LAYER
    assert page.codes == (PageCode(kind=CodeKind.CODE_128, value=VALUE),)


def test_codes_are_found_where_the_text_is_known(tmp_path: Path) -> None:
    path = saved(sheet(CodeKind.CODE_39), tmp_path / "sheet.png")
    page = read(path, texts={0: "Known text"})
    assert page.text_source is TextSource.SUPPLIED
    assert page.codes == (PageCode(kind=CodeKind.CODE_39, value=VALUE),)


def test_a_sheet_with_nothing_but_a_code_is_not_blank(tmp_path: Path) -> None:
    path = saved(sheet(CodeKind.QR), tmp_path / "sheet.png")
    page = read(path, ReadOptions(languages=("eng",), codes=True))
    assert page.codes == (PageCode(kind=CodeKind.QR, value=VALUE),)
    assert page.layout is not None
    assert not page.layout.is_blank


def test_a_letter_has_no_codes(make_scan: MakeFile) -> None:
    assert read(make_scan()).codes == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_code_that_says_patch_t_is_patch_t(kind: CodeKind) -> None:
    assert found(sheet(kind, "PATCHT")) == PATCH_T


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_bars_of_patch_t_are_found_on_pages(tmp_path: Path, rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for top, bottom in ((36, 41.8), (47.5, 61.9), (67.7, 73.4), (79.2, 93.6)):
        page.draw_rect((90, top, 500, bottom), fill=0, width=0)
    page.set_rotation(rotation)
    document.save(tmp_path / "bars.pdf")
    assert read(tmp_path / "bars.pdf").codes == PATCH_T


def test_bars_and_barcode_of_one_sheet_are_one_code() -> None:
    picture = sheet(CodeKind.CODE_39, "PATCHT")
    for top, bottom in ((80, 96), (112, 152), (168, 184), (200, 240)):
        picture.paste(0, (200, top, 1400, bottom))
    assert found(picture) == PATCH_T


def test_all_codes_of_a_page_are_found_each_once() -> None:
    picture = sheet(CodeKind.QR)
    for kind, top in ((CodeKind.CODE_128, 1000), (CodeKind.CODE_39, 1300), (CodeKind.QR, 1600)):
        picture.paste(drawn(kind), (300, top))
    assert found(picture) == tuple(PageCode(kind=kind, value=VALUE) for kind in sorted(FORMATS))


def test_a_qr_code_under_a_blot_is_seen_but_not_read() -> None:
    picture = sheet(CodeKind.QR)
    side = drawn(CodeKind.QR).width
    picture.paste(0, (240 + side // 2, 400 + side // 2, 240 + side, 400 + side - side // 6))
    assert found(picture) == (PageCode(kind=CodeKind.QR, value=None),)


def test_a_code_128_with_a_wrong_checksum_is_seen_but_not_read() -> None:
    code, other = (np.asarray(drawn(CodeKind.CODE_128, value)) for value in ("ABCDEF", "ABXDEF"))
    picture = Image.new("L", (1654, 2338), 255)
    # The fifth to the sixth letter of the one with the checksum of the other.
    half = code.shape[1] // 2
    picture.paste(Image.fromarray(np.hstack([code[:, :half], other[:, half:]])), (300, 400))
    assert found(picture) == (PageCode(kind=CodeKind.CODE_128, value=None),)


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (2000, 3), (40, 40)])
def test_pages_of_odd_shapes_have_no_codes(shape: tuple[int, int]) -> None:
    black: Pixels = np.zeros(shape, dtype=np.uint8)
    assert find_codes(Raster(black, 300)) == ()


def test_a_picture_that_is_too_large_to_look_at_leaves_the_text(
    make_pdf: MakeFile, tmp_path: Path
) -> None:
    text = " ".join(["The agreement was signed by both parties."] * 20)
    picture = saved(Image.new("1", (3000, 2000)), tmp_path / "bomb.png")
    with pymupdf.open(make_pdf(text)) as document:
        document[0].insert_image((400, 700, 500, 800), filename=picture)
        document.save(tmp_path / "heavy.pdf")
    page = read(tmp_path / "heavy.pdf", ReadOptions(max_pixels=1_000_000, codes=True))
    assert page.failure is None
    assert "agreement" in page.text
    assert page.codes == ()
