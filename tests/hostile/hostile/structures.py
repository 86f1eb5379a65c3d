"""PDFs whose skeleton is broken, endless, or closed."""

import zlib
from collections.abc import Iterator

import pymupdf

from hostile.file import (
    DONE_OR_UNREADABLE,
    ENCRYPTED,
    TOO_LARGE,
    UNREADABLE,
    HostileFile,
)
from hostile.raw_pdf import (
    CATALOG,
    PAGES,
    base_objects,
    good_pdf,
    page,
    pdf,
    stream,
    text_content,
)

_CUTS = 12
_WIDE = 100_000
_DEEP = 20_000


def structures() -> Iterator[HostileFile]:
    """Encrypted, cut off, cyclic, wide and deep PDFs."""
    yield HostileFile(
        "encrypted", "encrypted.pdf", _encrypted(), ENCRYPTED, "encrypted with a password"
    )
    whole = good_pdf(3)
    for number in range(1, _CUTS + 1):
        cut = whole[: len(whole) * number // (_CUTS + 1)]
        yield HostileFile("cut off", f"cut-{number:02}.pdf", cut, DONE_OR_UNREADABLE)
    for name, data in _cycles().items():
        yield HostileFile("cycle", f"cyclic-{name}.pdf", data, DONE_OR_UNREADABLE)
    yield HostileFile(
        "many pages", "wide-tree.pdf", _wide_tree(), TOO_LARGE, f"{_WIDE} pages are over the limit"
    )
    yield HostileFile("many pages", "one-page-often.pdf", _one_page_often(), TOO_LARGE | UNREADABLE)
    yield HostileFile("deep tree", "deep-tree.pdf", _deep_tree(), DONE_OR_UNREADABLE)
    yield HostileFile("deep nesting", "deep-array.pdf", _deep_array(), DONE_OR_UNREADABLE)
    yield HostileFile("odd numbers", "lies-about-count.pdf", _lying_count(), DONE_OR_UNREADABLE)
    yield HostileFile("odd numbers", "negative-count.pdf", _count(-1), DONE_OR_UNREADABLE)
    yield HostileFile("odd numbers", "no-pages.pdf", pdf(base_objects([])), UNREADABLE, "no pages")
    for name, box in _BOXES.items():
        yield HostileFile("odd sizes", f"box-{name}.pdf", _boxed(box), DONE_OR_UNREADABLE)


_BOXES = {
    "empty": "/MediaBox [0 0 0 0]",
    "thin": "/MediaBox [0 0 0.0001 842]",
    "endless": "/MediaBox [0 0 1e39 1e39]",
    "huge-numbers": f"/MediaBox [0 0 {'9' * 400} {'9' * 400}]",
    "far-away": "/MediaBox [1000000000 1000000000 1000000595 1000000842]",
    "turned-round": "/MediaBox [595 842 0 0]",
    "no-numbers": "/MediaBox [/A /B (c) null]",
    "user-unit": "/MediaBox [0 0 595 842] /UserUnit 1e30",
    "negative-user-unit": "/MediaBox [0 0 595 842] /UserUnit -5",
    "odd-turn": "/MediaBox [0 0 595 842] /Rotate 45",
    "nan": "/MediaBox [0 0 nan nan] /UserUnit nan",
}


def _encrypted() -> bytes:
    with pymupdf.open(stream=good_pdf(), filetype="pdf") as document:
        return bytes(
            document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
        )


def _cycles() -> dict[str, bytes]:
    return {
        "page-tree": _own_child(),
        "page-tree-of-two": _children_of_each_other(),
        "parent": _own_parent(),
        "xref": _cyclic_xref(),
        "object-stream": _cyclic_object_stream(),
        "length": _own_length(),
        "reference": _endless_reference(),
        "names": pdf(
            base_objects([10])
            | {10: page(11), 11: stream(text_content())}
            | {CATALOG: b"<< /Type /Catalog /Pages 2 0 R /Outlines 1 0 R /Names 1 0 R >>"}
        ),
    }


def _own_child() -> bytes:
    objects = base_objects([10, PAGES])
    return pdf({**objects, 10: page(11), 11: stream(text_content())})


def _children_of_each_other() -> bytes:
    objects = base_objects([20])
    for number, other in ((20, 21), (21, 20)):
        objects[number] = b"<< /Type /Pages /Parent 2 0 R /Kids [%d 0 R 10 0 R] /Count 2 >>" % other
    return pdf({**objects, 10: page(11), 11: stream(text_content())})


def _own_parent() -> bytes:
    """A page without a box looks for that of its parent, which is the page."""
    objects = base_objects([10])
    objects[10] = b"<< /Type /Page /Parent 10 0 R /Contents 11 0 R >>"
    return pdf({**objects, 11: stream(text_content())})


def _cyclic_xref() -> bytes:
    data = good_pdf()
    start = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    return data.replace(b"/Root", b"/Prev %d /Root" % start)


def _cyclic_object_stream() -> bytes:
    """The catalogue is in a stream that is said to be in another, which is in the first."""
    content = b"1 0 30 0 "
    packed = stream(content, f"/Type /ObjStm /N 2 /First {len(content)} /Extends 31 0 R")
    head = b"%PDF-1.7\n"
    body = head + b"30 0 obj\n%s\nendobj\n" % packed
    start = len(body)
    # Entries of a cross-reference stream (ISO 32000-1, 7.5.8.3): 2 says "in an object stream".
    rows = [(0, 0, 255), (2, 30, 0), *[(0, 0, 0)] * 28, (2, 31, 0), (2, 30, 1), (1, start, 0)]
    table = b"".join(
        bytes([kind]) + place.to_bytes(4) + bytes([last]) for kind, place, last in rows
    )
    entries = f"/Type /XRef /W [1 4 1] /Size {len(rows)} /Root 1 0 R /Filter /FlateDecode"
    body += b"32 0 obj\n%s\nendobj\n" % stream(zlib.compress(table), entries)
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def _own_length() -> bytes:
    objects = {**base_objects([10]), 10: page(11)}
    return pdf({**objects, 11: b"<< /Length 11 0 R >>\nstream\n%s\nendstream" % text_content()})


def _endless_reference() -> bytes:
    objects = {**base_objects([10]), 10: page(11), 11: b"12 0 R", 12: b"11 0 R"}
    return pdf(objects)


def _wide_tree() -> bytes:
    """All pages are there, each a few bytes."""
    first = 10
    kids = range(first, first + _WIDE)
    objects = base_objects(kids)
    objects.update(dict.fromkeys(kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"))
    return pdf(objects)


def _one_page_often() -> bytes:
    """A page tree whose nodes name each other ten times: six nodes make a million pages."""
    levels = 6
    objects = {**base_objects([20]), 10: page(11), 11: stream(text_content())}
    for level in range(levels):
        child = 20 + level + 1 if level + 1 < levels else 10
        kids = b" ".join([b"%d 0 R" % child] * 10)
        count = 10 ** (levels - level)
        objects[20 + level] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    objects[PAGES] = b"<< /Type /Pages /Kids [20 0 R] /Count %d >>" % 10**levels
    return pdf(objects)


def _deep_tree() -> bytes:
    nodes = range(20, 20 + _DEEP)
    objects = {**base_objects([20]), 11: stream(text_content())}
    for node in nodes:
        objects[node] = b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (node - 1, node + 1)
    objects[nodes[-1] + 1] = page(11)
    return pdf(objects)


def _deep_array() -> bytes:
    depth = 500_000
    content = b"[" * depth + b"]" * depth
    objects = {**base_objects([10]), 10: page(11, "/X 12 0 R"), 11: stream(content), 12: content}
    return pdf(objects)


def _lying_count() -> bytes:
    return good_pdf(3).replace(b"/Count 3", b"/Count 9")


def _count(count: int) -> bytes:
    return good_pdf(3).replace(b"/Count 3", b"/Count %d" % count)


def _boxed(entries: str) -> bytes:
    objects = {**base_objects([10]), 10: page(11, entries=entries)}
    return pdf({**objects, 11: stream(text_content())})
