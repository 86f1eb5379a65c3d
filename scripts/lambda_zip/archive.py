"""A zip that depends on nothing but the names and contents of its files.

Compressed with libdeflate, whose version locks/dev.txt pins: it packs 3 % tighter than zlib, and
zlib is not the same on all systems.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from pathlib import Path

from deflate import deflate_compress

_TIGHTEST = 12
_VERSION = 20  # 2.0: deflate
_MADE_ON_UNIX = 3 << 8 | _VERSION
_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
_FIRST_OF_1980 = 1 << 5 | 1  # months and days count from 1; earlier, there was no zip
_MODE = 0o100644 << 16


@dataclass(frozen=True)
class Packed:
    """A file as it is in the zip.

    Attributes:
        method: 8 if compressed, 0 if it is stored as it is.
        data: Its bytes there.
        checksum: CRC-32 of its contents.
        size_bytes: Size of its contents.
    """

    method: int
    data: bytes
    checksum: int
    size_bytes: int


def pack(files: Mapping[str, bytes], level: int = _TIGHTEST) -> dict[str, Packed]:
    """Compress files, with two threads; returned in the order of their names."""
    names = sorted(files)
    with ThreadPool(2) as pool:  # libdeflate lets go of the interpreter
        packed = pool.map(lambda name: _pack(files[name], level), names, chunksize=8)
    return dict(zip(names, packed, strict=True))


def write_zip(path: Path, files: Mapping[str, Packed]) -> None:
    """Write a zip; there is no other version of it while it is written."""
    directory = bytearray()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        for name, packed in files.items():
            encoded = name.encode()
            told = (
                *(_VERSION, _UTF_8, packed.method, 0, _FIRST_OF_1980, packed.checksum),
                *(len(packed.data), packed.size_bytes, len(encoded), 0),
            )
            directory += struct.pack(
                "<4sH5HIIIHH3HII", b"PK\1\2", _MADE_ON_UNIX, *told, 0, 0, 0, _MODE, file.tell()
            )
            directory += encoded
            file.write(struct.pack("<4s5HIIIHH", b"PK\3\4", *told) + encoded + packed.data)
        at = file.tell()
        count = len(files)
        end = struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
        file.write(directory + end)
    unfinished.replace(path)


def _pack(data: bytes, level: int) -> Packed:
    compressed = bytes(deflate_compress(data, level))
    if len(compressed) < len(data):
        return Packed(_DEFLATED, compressed, zlib.crc32(data), len(data))
    return Packed(_STORED, data, zlib.crc32(data), len(data))
