"""Find the codes on a page: QR, Code 128, Code 39 and Patch T. This module owns `zxingcpp`."""

import math
from typing import TYPE_CHECKING

from smartcat.models import CodeKind, PageCode
from smartcat.read.patch_bars import has_patch_t
from smartcat.read.raster import Raster

if TYPE_CHECKING:
    from zxingcpp import Barcode

CODES_DPI = 300
"""Reads labels with modules of 0.19 mm; 200 reads 0.25 mm, 150 all that sheets are made of."""

_PATCH_T = PageCode(kind=CodeKind.PATCH_T, value="PATCHT")
"""What the bars mean, and what the barcode says that is printed for those who cannot read them."""

_KINDS = {
    "QRCode": CodeKind.QR,
    "Code128": CodeKind.CODE_128,
    "Code39": CodeKind.CODE_39,
}
_SHORTEST_CODE_39 = 3
"""Code 39 has no check digit: fewer letters may be chance."""
_SQUARE = 0.9
"""Share of its longest side that the shortest of a real QR code has, and of its diagonals. Three
blots that look like its corners are no square."""
_QR_SIDE_IN = (0.2, 4.0)


def find_codes(raster: Raster) -> tuple[PageCode, ...]:
    """Find the codes on a page, each once, in order of kind and value.

    Args:
        raster: The page, best at `CODES_DPI`.

    Returns:
        What was read, and without a value what was seen that is damaged. Light codes on dark
        ground are not looked for.
    """
    codes = {code for barcode in _barcodes(raster) if (code := _page_code(barcode, raster.dpi))}
    if _PATCH_T not in codes and has_patch_t(raster):
        codes.add(_PATCH_T)
    return tuple(sorted(codes, key=lambda code: (code.kind, code.value or "")))


def _barcodes(raster: Raster) -> "list[Barcode]":
    import zxingcpp

    return zxingcpp.read_barcodes(
        raster.pixels,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat[name] for name in _KINDS]),
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )


def _page_code(barcode: "Barcode", dpi: float) -> PageCode | None:
    kind = _KINDS[barcode.symbology.name]
    if not barcode.valid:
        return PageCode(kind=kind, value=None) if _is_real(barcode, kind, dpi) else None
    if barcode.text == _PATCH_T.value:
        return _PATCH_T
    if kind is CodeKind.CODE_39 and len(barcode.text) < _SHORTEST_CODE_39:
        return None
    return PageCode(kind=kind, value=barcode.text)


def _is_real(barcode: "Barcode", kind: CodeKind, dpi: float) -> bool:
    """Tell whether an unreadable code is one: QR codes are square, Code 128 fails its checksum."""
    import zxingcpp

    if barcode.error is None or barcode.error.type is not zxingcpp.ErrorType.Checksum:
        return False
    if kind is CodeKind.CODE_128:
        return True
    place = barcode.position
    corners = [
        (corner.x, corner.y)
        for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    ]
    sides = [math.dist(corners[index - 1], corners[index]) for index in range(4)]
    diagonals = [math.dist(*corners[::2]), math.dist(*corners[1::2])]
    low, high = _QR_SIDE_IN
    return (
        low <= min(sides) / dpi <= max(sides) / dpi <= high
        and min(sides) >= max(sides) * _SQUARE
        and min(diagonals) >= max(diagonals) * _SQUARE
    )
