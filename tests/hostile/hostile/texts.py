"""Text that is none, or too much of it."""

from collections.abc import Iterator

from hostile.file import DONE, TOO_LARGE, UNSUPPORTED, HostileFile

_HUNDRED_MEGABYTES = 100_000_000


def texts() -> Iterator[HostileFile]:
    """Plain text with every fault that text can have."""
    letter = b"Dear Madam, thank you for your letter about the mortgage. Yours sincerely\n"
    half = "\ud800".encode("utf-16-le", "surrogatepass")
    for name, data in {
        "invalid-utf-8.txt": letter + b"\xff\xfe\xc3\x28\xed\xa0\x80" + letter,
        "half-characters.txt": b"\xff\xfe" + half * 500,
        "half-a-unit.txt": b"\xff\xfe" + "letter".encode("utf-16-le") + b"\0",
        "late-nul.txt": letter * 100 + bytes(500) + letter,
        "mark-alone.txt": b"\xef\xbb\xbf",
        "other-mark-alone.txt": b"\xfe\xff",
        "form-feeds.txt": b"\f" * 50,
        "escapes.txt": b"\x1b]0;title\x07".replace(b"\x07", b"\x1b\\") + letter,
        "directions.txt": "\u202e\u2066\u200f\ufeff".encode() * 200 + letter,
        "combining.txt": ("e" + "\u0301" * 50_000).encode(),
        "digits.txt": b"9" * 100_000,
        "unbroken.txt": b"a" * 100_000,
        "page-numbers.txt": b"Page " + b"9" * 5_000 + b" of " + b"9" * 5_000 + b"\n" + letter,
        "line-ends.txt": b"\n" * 100_000,
        "months.txt": b"1 2021 " + b"jan" * 33_000,
        "serials.txt": b"\f".join([b" ".join(b"w%05dabc" % one for one in range(9000))] * 2),
        "long-line.txt": b"mortgage letter " * (_HUNDRED_MEGABYTES // 16),
    }.items():
        yield HostileFile("text", name, data, DONE)
    yield HostileFile("text", "nul.txt", b"letter\0" + letter, UNSUPPORTED, "not a format")
    pages = b"\f".join([b"page"] * 1_000_000)
    yield HostileFile("many pages", "many-form-feeds.txt", pages, TOO_LARGE, "1000000 pages")
