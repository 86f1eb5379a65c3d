"""What is in the zip: `contents.toml`, typed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

_FILE = Path(__file__).with_name("contents.toml")


class PackageError(Exception):
    """The zip cannot be built, or is too large; says what to do."""


@dataclass(frozen=True)
class Contents:
    """What is in the zip, and what is not.

    Attributes:
        python: Version of the function's runtime, such as ``3.13``.
        newest_glibc: What wheels may ask for at most; the 34 of 2.34.
        unpacked_bytes: The zip may be at most this large, unpacked.
        zipped_bytes: The zip may be at most this large.
        packages: Names of the packages that are in.
        elsewhere: Names of the packages of the lock that are not.
        languages: SHA-256 of language packs, by Tesseract's codes.
        left_out: Patterns of files that are left out.
    """

    python: str
    newest_glibc: int
    unpacked_bytes: int
    zipped_bytes: int
    packages: frozenset[str]
    elsewhere: frozenset[str]
    languages: Mapping[str, str]
    left_out: tuple[str, ...]

    def has(self, path: str) -> bool:
        """Whether a file of a package or of SmartCat is in."""
        return not any(fnmatchcase(path, pattern) for pattern in self.left_out)


def load_contents() -> Contents:
    """Read what is in the zip."""
    told = tomllib.loads(_FILE.read_text())
    return Contents(
        python=told["python"],
        newest_glibc=told["newest_glibc"],
        unpacked_bytes=told["limits"]["unpacked_bytes"],
        zipped_bytes=told["limits"]["zipped_bytes"],
        packages=frozenset(told["packages"]),
        elsewhere=frozenset(name for names in told["elsewhere"].values() for name in names),
        languages=told["languages"],
        left_out=tuple(pattern for patterns in told["left_out"].values() for pattern in patterns),
    )


def requirements(lock: str) -> dict[str, str]:
    """Requirements of a lock with their hashes, by the name of the package."""
    found = re.findall(r"^([\w.-]+)==.*(?:\n +--hash.*)*", lock, re.MULTILINE)
    blocks = re.finditer(r"^[\w.-]+==.*(?:\n +--hash.*)*", lock, re.MULTILINE)
    return {name: block[0] for name, block in zip(found, blocks, strict=True)}
