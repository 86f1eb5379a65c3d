from collections.abc import Callable
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from pikepdf import Name, Pdf, PdfImage, Stream
from PIL import Image

from smartcat.errors import UnsupportedDocumentError

Split = Callable[..., list[Path]]


def picture(mode: str, seed: int = 0) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (220, 150, 4), dtype=np.uint8)
    return Image.fromarray(pixels, "RGBA").convert(mode)


def images(pdf: Pdf) -> list[Stream]:
    found = [image for page in pdf.pages for image in page.get_images().values()]
    return [image for image in found if isinstance(image, Stream)]


def stored(path: Path) -> list[tuple[str, bytes]]:
    with Pdf.open(path) as pdf:
        return [(PdfImage(image).filters[0], image.read_raw_bytes()) for image in images(pdf)]


def shown(path: Path) -> list[Image.Image]:
    with Pdf.open(path) as pdf:
        return [PdfImage(image).as_pil_image() for image in images(pdf)]


def test_jpeg_data_is_copied_byte_for_byte(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    picture("RGB").save(path, quality=60)
    [copy] = split(path)
    assert stored(copy) == [("/DCTDecode", path.read_bytes())]


def test_fax_strips_are_copied_byte_for_byte(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    pages = [picture("1", seed) for seed in range(3)]
    pages[0].save(
        path,
        compression="group4",
        save_all=True,
        append_images=pages[1:],
        tiffinfo={278: 220},
        dpi=(50, 50),
    )
    files = split(path, 0, 2)
    copies = [found for file in files for found in stored(file)]
    assert [kind for kind, _ in copies] == ["/CCITTFaxDecode"] * 3
    assert all(data in path.read_bytes() for _, data in copies)


def test_plain_png_data_are_copied_byte_for_byte(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "shot.png"
    picture("RGB").save(path)
    [copy] = split(path)
    [(kind, data)] = stored(copy)
    assert kind == "/FlateDecode"
    assert data[:4096] in path.read_bytes()


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "packbits", "tiff_adobe_deflate"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_no_pixel_of_a_tiff_changes(
    split: Split, tmp_path: Path, mode: str, compression: str
) -> None:
    path = tmp_path / "scan.tif"
    picture(mode).save(path, compression=compression)
    [copy] = split(path)
    [after] = shown(copy)
    assert after.convert("RGB").tobytes() == picture(mode).convert("RGB").tobytes()


@pytest.mark.parametrize(("name", "options"), [("a.bmp", {}), ("a.webp", {"lossless": True})])
def test_no_pixel_of_other_pictures_changes(
    split: Split, tmp_path: Path, name: str, options: dict[str, bool]
) -> None:
    path = tmp_path / name
    picture("RGB").save(path, **options)
    [copy] = split(path)
    [after] = shown(copy)
    assert after.convert("RGB").tobytes() == picture("RGB").tobytes()


def test_of_a_film_the_first_picture_is_taken_as_it_is_when_reading(
    split: Split, tmp_path: Path
) -> None:
    path = tmp_path / "film.webp"
    more = [picture("RGB", seed) for seed in (1, 2)]
    picture("RGB").save(path, save_all=True, append_images=more, lossless=True)
    [copy] = split(path)
    [after] = shown(copy)
    assert after.convert("RGB").tobytes() == picture("RGB").tobytes()


def test_transparency_is_kept(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "stamp.png"
    picture("RGBA").save(path)
    [copy] = split(path)
    with Pdf.open(copy) as pdf:
        assert Name.SMask in images(pdf)[0]


@pytest.mark.parametrize(("orientation", "is_turned"), [(1, False), (6, True), (99, False)])
def test_a_camera_held_sideways_is_turned_back(
    split: Split, tmp_path: Path, orientation: int, is_turned: bool
) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture("RGB").save(path, exif=exif, dpi=(30, 30))
    [copy] = split(path)
    with pymupdf.open(copy) as document:
        assert (document[0].rect.width > document[0].rect.height) == is_turned


@pytest.mark.parametrize(("dpi", "long_side_in"), [(20, 11.0), (1, 11.7), (96, 11.7)])
def test_pages_have_a_plausible_size(
    split: Split, tmp_path: Path, dpi: int, long_side_in: float
) -> None:
    path = tmp_path / "scan.tif"
    picture("L").save(path, dpi=(dpi, dpi))
    [copy] = split(path)
    with pymupdf.open(copy) as document:
        assert document[0].rect.height / 72 == pytest.approx(long_side_in, abs=0.1)


def test_what_cannot_be_kept_without_loss_is_refused(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "deep.tif"
    deep = np.arange(220 * 150, dtype=np.uint16).reshape(220, 150)
    Image.fromarray(deep).save(path)
    with pytest.raises(UnsupportedDocumentError, match="without loss"):
        split(path)
    assert not [file for file in (tmp_path / "out").rglob("*") if file.is_file()]


def test_the_same_picture_gives_the_same_bytes(split: Split, tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    picture("L").save(path)
    [first], [second] = (split(path, out=out) for out in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
