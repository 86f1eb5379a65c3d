"""Small files that want to become very large ones."""

import zlib
from collections.abc import Iterator

from hostile.file import DONE, DONE_OR_UNREADABLE, UNREADABLE, HostileFile
from hostile.raw_pdf import flate, letter_page, pdf_of_pages, stream, text_content

_GIGABYTE = 1 << 30
_SIDE = 60_000


def bombs() -> Iterator[HostileFile]:
    """Streams and pictures that unpack to gigabytes."""
    spaces = _deflated(b" ", 4 * _GIGABYTE)
    content = stream(spaces, "/Filter /FlateDecode")
    yield _page_lost("flate-content.pdf", content, "")
    twice = stream(
        zlib.compress(_deflated(b" ", 8 * _GIGABYTE), 9), "/Filter [/FlateDecode /FlateDecode]"
    )
    yield _page_lost("flate-in-flate.pdf", twice, "")
    many = "/Filter [" + "/ASCIIHexDecode " * 5000 + "]"
    yield HostileFile(
        "zip bomb", "many-filters.pdf", _one_page(stream(b"20>", many), ""), DONE_OR_UNREADABLE
    )
    predictor = (
        "/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 32 /BitsPerComponent 16 >>"
    )
    odd = flate(text_content(), predictor)
    yield HostileFile("zip bomb", "predictor.pdf", _one_page(odd, ""), DONE_OR_UNREADABLE)
    runs = stream(b"\x81 " * 1_000_000 + b"\x80", "/Filter /RunLengthDecode")
    yield HostileFile("zip bomb", "run-length.pdf", _one_page(runs, ""), DONE_OR_UNREADABLE)
    packed = flate(b"1 0 " + b" " * (64 << 20), "/Type /ObjStm /N 1000000000 /First 4")
    yield HostileFile(
        "zip bomb", "object-stream.pdf", pdf_of_pages([letter_page()], {1000: packed}), DONE
    )
    for name, picture in _pictures().items():
        shown = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
        data = pdf_of_pages([(shown, "/XObject << /I 1000 0 R >>")], {1000: picture})
        yield HostileFile("picture in a PDF", f"{name}.pdf", data, DONE_OR_UNREADABLE)
    yield _gigantic_page()


def _page_lost(name: str, content: bytes, resources: str) -> HostileFile:
    """A PDF whose second page is a bomb: the first and the third have results."""
    data = pdf_of_pages([letter_page(), (content, resources), letter_page()], {})
    return HostileFile("zip bomb", name, data, DONE, lost=(1,))


def _one_page(content: bytes, resources: str) -> bytes:
    return pdf_of_pages([(content, resources)], {})


def _deflated(byte: bytes, size: int) -> bytes:
    """What unpacks to so many times the same byte, made without making that.

    A whole block is packed once; with a full flush behind it, it may be repeated.
    """
    block = 1 << 24
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(byte * block) + packer.flush(zlib.Z_FULL_FLUSH)
    # A zlib header, the blocks, an empty last block, and a check sum that nobody looks at.
    return b"\x78\xda" + packed * (size // block) + b"\x03\x00" + bytes(4)


def _pictures() -> dict[str, bytes]:
    huge = f"/Type /XObject /Subtype /Image /Width {_SIDE} /Height {_SIDE}"
    grey = f"{huge} /ColorSpace /DeviceGray /BitsPerComponent 8"
    bits = f"{huge} /ColorSpace /DeviceGray /BitsPerComponent 1"
    small = "/Type /XObject /Subtype /Image /Width 600 /Height 800 /ColorSpace /DeviceGray"
    ccitt = "/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms"
    return {
        "pixels-flate": stream(_deflated(b"\0", _SIDE * _SIDE), f"{grey} /Filter /FlateDecode"),
        "pixels-none": stream(b"", grey),
        "pixels-jbig2": stream(_jbig2_page(_SIDE), f"{bits} /Filter /JBIG2Decode"),
        "pixels-beyond-int": stream(
            b"",
            grey.replace(str(_SIDE), str(2**31 - 1)).replace(
                "/BitsPerComponent 8", "/BitsPerComponent 16"
            ),
        ),
        "pixels-negative": stream(b"", grey.replace(str(_SIDE), "-5")),
        "jbig2-lies": stream(
            _jbig2_page(0xFFFFFFFF), f"{small} /BitsPerComponent 1 /Filter /JBIG2Decode"
        ),
        "jbig2-cyclic": stream(
            _jbig2_page(800),
            f"{small} /BitsPerComponent 1 /Filter /JBIG2Decode "
            "/DecodeParms << /JBIG2Globals 1000 0 R >>",
        ),
        "ccitt-columns": stream(
            bytes(range(256)), f"{small} {ccitt} << /K -1 /Columns 2000000000 >>"
        ),
        "ccitt-negative": stream(
            bytes(range(256)), f"{small} {ccitt} << /K 4 /Columns -9 /Rows -9 >>"
        ),
        "ccitt-noise": stream(bytes(range(256)) * 500, f"{small} {ccitt} << /K -1 /Columns 600 >>"),
        "dct-nothing": stream(
            b"\xff\xd8\xff\xd9", f"{small} /BitsPerComponent 8 /Filter /DCTDecode"
        ),
        "jpx-nothing": stream(b"\0\0\0\x0cjP  \r\n\x87\n", f"{small} /Filter /JPXDecode"),
        "own-mask": stream(bytes(480_000), f"{small} /BitsPerComponent 8 /SMask 1000 0 R"),
        "own-colours": stream(
            bytes(480_000),
            small.replace("/DeviceGray", "[/Indexed 1000 0 R 255 1000 0 R]")
            + " /BitsPerComponent 8",
        ),
    }


def _jbig2_page(side: int) -> bytes:
    """A page information segment, and a generic region that claims all of it (T.88, 7.4.8)."""
    size = side.to_bytes(4) * 2
    page = b"\0\0\0\0\x30\0\x01" + (19).to_bytes(4) + size + bytes(8) + b"\0\0\0"
    body = size + bytes(8) + b"\0" + b"\0\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + b"\xff\xac"
    return page + b"\0\0\0\x01\x26\0\x01" + len(body).to_bytes(4) + body


def _gigantic_page() -> HostileFile:
    """A page of 200 x 200 inches, as large as PDF allows, with a picture that fills it."""
    side = 20_000
    entries = (
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Filter /FlateDecode"
    )
    picture = stream(_deflated(b"\x80", side * side), entries)
    shown = stream(b"q 14400 0 0 14400 0 0 cm /I Do Q")
    data = pdf_of_pages([(shown, "/XObject << /I 1000 0 R >>")], {1000: picture})
    whole = data.replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    return HostileFile(
        "picture in a PDF", "gigantic-page.pdf", whole, UNREADABLE, f"{side} x {side} pixels"
    )
