"""Build the zips of all architectures, and say what they weigh: `python -m lambda_zip FOLDER`.

Beside each zip, and for the image of the worker, stands what is in it: a bill of materials.
"""

import argparse
import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from lambda_zip.archive import Packed, pack, write_zip
from lambda_zip.building import parts_of, way_of_2018
from lambda_zip.bytecode import find_python
from lambda_zip.contents import Contents, PackageError, load_contents
from lambda_zip.pieces import pieces_of_image, pieces_of_zip
from lambda_zip.sbom import SUFFIX, Piece, bill_of
from lambda_zip.sizes import Size, Weighed, check, table
from lambda_zip.wheels import Target
from smartcat import __version__

ARCHITECTURES = {"x86_64": "x86_64", "arm64": "aarch64"}
"""As AWS Lambda names them, and as wheels do."""

_CONFIGURATION, _TOO_LARGE = 20, 1
_AS_ZIP_DOES = 9


def main() -> int:
    """Build, show, and refuse what is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the zips go")
    folder = parser.parse_args().folder
    contents = load_contents()
    try:
        python, version = find_python(contents.python)
        print(f"bytecode of Python {version}")
        weighed = {name: build(name, folder, contents, python) for name in ARCHITECTURES}
        image = Piece("smartcat-worker", __version__, "container", licence="AGPL-3.0-or-later")
        bill = bill_of(image, pieces_of_image(contents, __version__))
        (folder / f"worker-image{SUFFIX}").write_bytes(bill)
    except PackageError as error:
        print(f"package: {error}", file=sys.stderr)
        return _CONFIGURATION
    print(table(weighed))
    try:
        for architecture, one in weighed.items():
            check(architecture, one.whole, contents)
    except PackageError as error:
        print(f"package: {error}", file=sys.stderr)
        return _TOO_LARGE
    return 0


def build(architecture: str, folder: Path, contents: Contents, python: str) -> Weighed:
    """Build the zip of an architecture, and weigh it."""
    target = Target(ARCHITECTURES[architecture], contents.python, contents.newest_glibc)
    parts = parts_of(contents, target, python)
    packed = pack({path: data for files in parts.values() for path, data in files.items()})
    path = folder / f"lambda-{architecture}.zip"
    write_zip(path, packed)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path}  sha256 {digest}")
    artifact = Piece(path.name, __version__, "file", digest, "AGPL-3.0-or-later")
    bill = bill_of(artifact, pieces_of_zip(contents, target, __version__))
    path.with_suffix(SUFFIX).write_bytes(bill)
    return Weighed(
        parts={
            name: size_of({path: packed[path] for path in files}) for name, files in parts.items()
        },
        whole=Size(size_of(packed).unpacked, path.stat().st_size),
        way_of_2018=size_of(pack(way_of_2018(target), _AS_ZIP_DOES)),
    )


def size_of(packed: Mapping[str, Packed]) -> Size:
    """What files weigh; the names in a zip come on top."""
    return Size(
        sum(one.size_bytes for one in packed.values()),
        sum(len(one.data) for one in packed.values()),
    )


if __name__ == "__main__":
    sys.exit(main())
