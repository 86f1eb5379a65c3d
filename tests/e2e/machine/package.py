"""The zip of the functions, for this machine's architecture, as `make package` builds it."""

from pathlib import Path

from lambda_zip.__main__ import ARCHITECTURES
from lambda_zip.archive import pack, write_zip
from lambda_zip.building import parts_of
from lambda_zip.bytecode import find_python
from lambda_zip.contents import load_contents
from lambda_zip.wheels import Target


def build_package(path: Path) -> Path:
    """Build the zip from wheels and sources; returns where it is."""
    contents = load_contents()
    target = Target(ARCHITECTURES["x86_64"], contents.python, contents.newest_glibc)
    parts = parts_of(contents, target, find_python(contents.python)[0])
    write_zip(path, pack({name: data for part in parts.values() for name, data in part.items()}))
    return path
