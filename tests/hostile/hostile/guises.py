"""Files that are not what they say, or more than one thing."""

import io
import zipfile
from collections.abc import Iterator

from PIL import Image

from hostile.file import DONE, DONE_OR_UNREADABLE, UNREADABLE, UNSUPPORTED, HostileFile
from hostile.raw_pdf import good_pdf

_HTML = b"<html><script>alert(1)</script><body>"


def guises() -> Iterator[HostileFile]:
    """Polyglots, wrong extensions, and files of nothing."""
    for name, data in _polyglots().items():
        yield HostileFile("polyglot", name, data, DONE)
    yield HostileFile("polyglot", "gif-and-zip.gif", _picture("GIF") + _zip(), UNSUPPORTED)
    yield HostileFile("polyglot", "late-header.pdf", b" " * 2000 + good_pdf(), DONE_OR_UNREADABLE)
    yield HostileFile("wrong name", "letter.png", good_pdf(), DONE)
    yield HostileFile("wrong name", "letter.exe", good_pdf(), DONE)
    yield HostileFile("wrong name", "picture.pdf", _picture("PNG"), DONE)
    yield HostileFile("wrong name", "archive.pdf", _zip(), UNSUPPORTED, "not a format")
    yield HostileFile("wrong name", "program.txt", b"\x7fELF" + bytes(500), UNSUPPORTED)
    yield HostileFile("nothing", "empty.pdf", b"", UNSUPPORTED, "the file is empty")
    for name, head in _HEADS.items():
        yield HostileFile("nothing", name, head, UNREADABLE)


_HEADS = {
    "head.pdf": b"%PDF-1.7\n",
    "head.png": b"\x89PNG\r\n\x1a\n",
    "head.jpg": b"\xff\xd8\xff",
    "head.tif": b"II*\0",
    "head.webp": b"RIFF\0\0\0\0WEBP",
    "head.bmp": b"BM",
}


def _polyglots() -> dict[str, bytes]:
    return {
        "pdf-and-zip.pdf": good_pdf() + _zip(),
        "zip-and-pdf.pdf": _zip() + good_pdf(),
        "html-and-pdf.html": _HTML + good_pdf(),
        "jpeg-and-zip.jpg": _picture("JPEG") + _zip(),
        "jpeg-and-pdf.jpg": _picture("JPEG") + good_pdf(),
        "pdf-and-pdf.pdf": good_pdf() + good_pdf(3),
    }


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Main-Class: Evil\n")
    return buffer.getvalue()


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (200, 300), "white").save(buffer, kind)
    return buffer.getvalue()
