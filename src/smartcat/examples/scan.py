"""What scanners and faxes do to a page: skew, blur, noise, stains, edges, few colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf
from PIL import Image, ImageDraw, ImageFilter, ImageOps

Pixels = npt.NDArray[np.float32]

_FAX_WIDTH_DPI = 204
_FAX_HEIGHT_DPI = 98
_WHITE = 255


@dataclass(frozen=True)
class ScanStyle:
    """What one scanner does to all pages of a document.

    Attributes:
        dpi: Resolution of the raster.
        mode: ``gray``, ``colour``, ``bilevel`` or ``fax``.
        skew_deg: How far pages may be turned.
        blur_px: Radius of the blur.
        noise: Standard deviation of the noise, in grey levels.
        ink: Grey level of black.
        paper: Grey level of white.
        shade: How much darker one side is, in grey levels.
        has_holes: Whether the paper was punched.
        has_edges: Whether the scanner saw more than the paper.
        stains: How many stains a page may have.
        quality: Quality of JPEG.
    """

    dpi: int
    mode: str
    skew_deg: float
    blur_px: float
    noise: float
    ink: int
    paper: int
    shade: float
    has_holes: bool
    has_edges: bool
    stains: int
    quality: int


def draw_scan_style(rng: Random) -> ScanStyle:
    """Draw a scanner, mostly a good one."""
    is_poor = rng.random() < 0.25
    mode = rng.choices(("gray", "colour", "bilevel", "fax"), (72, 6, 17, 5))[0]
    return ScanStyle(
        dpi=_draw_dpi(rng, mode, is_poor=is_poor),
        mode=mode,
        skew_deg=rng.choice((0.0, 0.4, 0.8, 1.5)) * (2 if is_poor else 1),
        blur_px=rng.uniform(0.5, 1.0) if is_poor else rng.uniform(0.0, 0.5),
        noise=rng.uniform(6, 12) if is_poor else rng.uniform(0, 5),
        ink=rng.randint(50, 110) if is_poor else rng.randint(0, 50),
        paper=rng.randint(205, 235) if is_poor else rng.randint(235, 255),
        shade=rng.uniform(0, 30) if is_poor else rng.uniform(0, 6),
        has_holes=rng.random() < 0.25,
        has_edges=rng.random() < 0.25,
        stains=rng.choice((0, 0, 0, 1, 3)),
        quality=rng.randint(25, 35) if is_poor else rng.randint(30, 50),
    )


def _draw_dpi(rng: Random, mode: str, *, is_poor: bool) -> int:
    if mode == "fax":
        return _FAX_WIDTH_DPI
    if mode == "bilevel":
        return 200 if is_poor else rng.choice((200, 300))
    if is_poor:
        return rng.choices((100, 120, 150), (1, 2, 7))[0]
    return rng.choices((100, 120, 150, 200), (3, 5, 62, 30))[0]


def scan(
    document: Any, style: ScanStyle, rng: Random, turned: int | None = None
) -> Iterator[Image.Image]:
    """Give the pages of an open PDF as the scanner sees them.

    Args:
        document: A ``pymupdf.Document``.
        style: The scanner.
        rng: Draws what differs between pages.
        turned: The index of a page that is fed upside down.

    Yields:
        One image a page, of mode ``L``, ``RGB`` or, for two levels, ``1``.
    """
    for page in document:
        image = rasterise_page(page, style)
        if style.has_holes:
            _punch(image, style)
        if page.number == turned:
            image = image.transpose(Image.Transpose.ROTATE_180)
        yield _degrade(image, style, rng)


def scan_blank_back(front: Image.Image, style: ScanStyle, rng: Random) -> Image.Image:
    """Return the empty back of a scanned page; the print of the front may shine through."""
    through = rng.choice((0.0, 0.0, 0.03, 0.07))
    mirrored = ImageOps.mirror(front.convert("RGB" if style.mode == "colour" else "L"))
    faint = mirrored.filter(ImageFilter.GaussianBlur(2)).point(
        lambda level: _WHITE - (_WHITE - level) * through
    )
    if style.has_holes:
        _punch(faint, style, 0.975)
    return _degrade(faint, style, rng)


def rasterise_page(page: Any, style: ScanStyle) -> Image.Image:
    """Return a page's pixels as the scanner's colours are."""
    colours, mode = (pymupdf.csRGB, "RGB") if style.mode == "colour" else (pymupdf.csGRAY, "L")
    pixels = page.get_pixmap(dpi=style.dpi, colorspace=colours)
    return Image.frombytes(mode, (pixels.width, pixels.height), pixels.samples)


def _degrade(image: Image.Image, style: ScanStyle, rng: Random) -> Image.Image:
    image = _turn(image, style, rng)
    _mark(image, style, rng)
    if style.blur_px:
        image = image.filter(ImageFilter.GaussianBlur(style.blur_px * style.dpi / 150))
    size = image.size
    if style.mode == "fax":
        image = image.resize((size[0], size[1] * _FAX_HEIGHT_DPI // _FAX_WIDTH_DPI * 2))
    image = _expose(image, style, rng)
    if style.mode == "fax":
        return _transmit(image, size, rng)
    return _to_two_levels(image) if style.mode == "bilevel" else image


def _turn(image: Image.Image, style: ScanStyle, rng: Random) -> Image.Image:
    angle = rng.uniform(-1, 1) * style.skew_deg
    if abs(angle) < 0.05:
        return image
    white = (_WHITE,) * len(image.getbands())
    return image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=white)


def _punch(image: Image.Image, style: ScanStyle, across: float = 0.025) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for share in (0.36, 0.64):
        _disc(draw, (width * across, height * share), style.dpi * 0.11, 60)


def _mark(image: Image.Image, style: ScanStyle, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    if style.has_edges:
        draw.rectangle((width - rng.uniform(2, 12), 0, width, height), fill=_grey(image, 40))
        draw.rectangle((0, height - rng.uniform(1, 8), width, height), fill=_grey(image, 70))
    for _ in range(rng.randint(0, style.stains)):
        at = (width * rng.uniform(0.05, 0.95), height * rng.uniform(0.05, 0.95))
        _ring(draw, at, style.dpi * rng.uniform(0.15, 0.6), 205)


def _grey(image: Image.Image, level: int) -> int | tuple[int, ...]:
    return level if image.mode == "L" else (level,) * 3


def _disc(draw: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, level: int) -> None:
    x, y = at
    fill = level if draw.mode == "L" else (level,) * 3
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _ring(draw: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, level: int) -> None:
    x, y = at
    outline = level if draw.mode == "L" else (level, level - 10, level - 30)
    corners = (x - radius, y - radius, x + radius, y + radius * 0.9)
    draw.ellipse(corners, outline=outline, width=max(2, int(radius / 8)))


def _expose(image: Image.Image, style: ScanStyle, rng: Random) -> Image.Image:
    """Map black and white to the scanner's, with uneven light and noise."""
    pixels: Pixels = np.asarray(image, dtype=np.float32)
    pixels = pixels * np.float32((style.paper - style.ink) / _WHITE) + np.float32(style.ink)
    ramp = np.linspace(-style.shade, 0, pixels.shape[1], dtype=np.float32)
    if rng.random() < 0.5:
        ramp = ramp[::-1]
    grain = _grain(pixels.shape[:2], style.noise, rng) + ramp
    pixels += grain if pixels.ndim == 2 else grain[:, :, np.newaxis]
    return Image.fromarray(np.clip(pixels, 0, _WHITE).astype(np.uint8))


def _grain(shape: tuple[int, ...], deviation: float, rng: Random) -> Pixels:
    generator = np.random.default_rng(rng.getrandbits(64))
    grain = generator.standard_normal(shape, dtype=np.float32)
    grain *= np.float32(deviation)
    return grain


def _to_two_levels(image: Image.Image) -> Image.Image:
    return image.convert("L").point(lambda level: _WHITE * (level > 150), mode="1")


def _transmit(image: Image.Image, size: tuple[int, int], rng: Random) -> Image.Image:
    """Return two levels in coarse rows, with the specks of a telephone line."""
    width, height = image.size
    rows = image.resize((width, height // rng.choice((1, 1, 2))))
    generator = np.random.default_rng(rng.getrandbits(64))
    pixels = np.asarray(_to_two_levels(rows)).copy()
    pixels ^= generator.random(pixels.shape, dtype=np.float32) < rng.uniform(0.0002, 0.003)
    return Image.fromarray(pixels).resize(size, Image.Resampling.NEAREST)
