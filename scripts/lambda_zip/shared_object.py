"""Take out of a shared object what is never loaded: symbols, debugging, and holes between.

Why not strip: each architecture takes a program of its own, other versions of it give other bytes,
and it grows or breaks what auditwheel has patched. What is loaded is given by the program headers
alone (System V ABI, chapter 5); here they keep all that they say but where in the file it is.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lambda_zip.contents import PackageError

MAGIC = b"\x7fELF"
_64_BIT_LITTLE_ENDIAN = b"\x02\x01"
_LOAD = 1
_HEADER_BYTES = 64
_PROGRAM_HEADERS_AT = 32  # in the header: their offset, then that of the section headers
_COUNTS_AT = 54  # size and number of program headers, then of section headers, then their names
_PAGE_BYTES = {62: 0x1000, 183: 0x10000}
"""Largest pages of memory of x86-64 and arm64, by the number of the machine.

Some linkers align for pages of 2 MB, which nothing needs, with holes of that size in the file.
"""


@dataclass(frozen=True)
class _Segment:
    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    file_bytes: int
    memory_bytes: int
    alignment: int

    LAYOUT = "<IIQQQQQQ"


@dataclass
class _Span:
    first: int
    end: int
    alignment: int
    moved_to: int = 0


def slim(data: bytes) -> bytes:
    """Return a shared object that is loaded as this one is.

    Raises:
        PackageError: It is not of a kind that is known, or not loaded alike.
    """
    segments, table = _segments(data)
    spans = _spans(segments, table)
    slimmed = bytearray()
    for span in spans:
        # The loader wants offsets and addresses alike, but for whole pages.
        slimmed += bytes((span.first - len(slimmed)) % span.alignment)
        span.moved_to = len(slimmed)
        slimmed += data[span.first : span.end]
    moved = [
        replace(one, offset=_moved(one.offset, spans) if one.file_bytes else 0) for one in segments
    ]
    _write_headers(slimmed, moved, _moved(table, spans))
    if _image(bytes(slimmed)) != _image(data):
        raise PackageError("a shared object would not be loaded as before")
    return bytes(slimmed)


def _segments(data: bytes) -> tuple[list[_Segment], int]:
    machine = int.from_bytes(data[18:20], "little")
    if not data.startswith(MAGIC + _64_BIT_LITTLE_ENDIAN) or machine not in _PAGE_BYTES:
        raise PackageError("a shared object is neither for x86-64 nor for arm64")
    page = _PAGE_BYTES[machine]
    (table,) = struct.unpack_from("<Q", data, _PROGRAM_HEADERS_AT)
    size, count = struct.unpack_from("<2H", data, _COUNTS_AT)
    found = [
        _Segment(*struct.unpack_from(_Segment.LAYOUT, data, table + size * index))
        for index in range(count)
    ]
    return [
        replace(one, alignment=min(one.alignment, page)) if one.kind == _LOAD else one
        for one in found
    ], table


def _spans(segments: Iterable[_Segment], table: int) -> list[_Span]:
    """What of the file is kept, in order; what overlaps or touches moves together."""
    segments = list(segments)
    table_end = table + struct.calcsize(_Segment.LAYOUT) * len(segments)
    kept = [_Span(0, _HEADER_BYTES, 1), _Span(table, table_end, 8)]
    kept += [
        _Span(one.offset, one.offset + one.file_bytes, max(one.alignment, 1))
        for one in segments
        if one.file_bytes
    ]
    kept.sort(key=lambda span: span.first)
    merged = [kept[0]]
    for span in kept[1:]:
        last = merged[-1]
        if span.first <= last.end:
            last.end = max(last.end, span.end)
            last.alignment = max(last.alignment, span.alignment)
        else:
            merged.append(span)
    return merged


def _moved(offset: int, spans: Iterable[_Span]) -> int:
    span = next(span for span in spans if span.first <= offset < span.end)
    return offset - span.first + span.moved_to


def _write_headers(data: bytearray, segments: Iterable[_Segment], table: int) -> None:
    struct.pack_into("<QQ", data, _PROGRAM_HEADERS_AT, table, 0)
    struct.pack_into("<2H", data, _COUNTS_AT + 6, 0, 0)
    for index, one in enumerate(segments):
        told = (
            *(one.kind, one.flags, one.offset, one.address, one.physical),
            *(one.file_bytes, one.memory_bytes, one.alignment),
        )
        at = table + struct.calcsize(_Segment.LAYOUT) * index
        struct.pack_into(_Segment.LAYOUT, data, at, *told)


def _image(data: bytes) -> list[tuple[_Segment, bytes]]:
    """All segments with what they hold, save the headers, which say where they lie."""
    segments, table = _segments(data)
    blank = bytearray(data)
    blank[:_HEADER_BYTES] = bytes(_HEADER_BYTES)
    table_bytes = struct.calcsize(_Segment.LAYOUT) * len(segments)
    blank[table : table + table_bytes] = bytes(table_bytes)
    for one in segments:
        if one.kind == _LOAD and (one.offset - one.address) % max(one.alignment, 1):
            raise PackageError("a shared object has a segment where it cannot be loaded")
    return [
        (replace(one, offset=0), bytes(blank[one.offset : one.offset + one.file_bytes]))
        for one in segments
    ]
