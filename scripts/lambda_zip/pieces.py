"""What the zips of the functions and the image of the worker are made of, for their bills."""

import hashlib
import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement

from lambda_zip.building import TOP, needed_wheels
from lambda_zip.contents import Contents, requirements
from lambda_zip.sbom import Piece
from lambda_zip.wheels import Target

_LICENCE = "AGPL-3.0-or-later"
_LINUX = {"os_name": "posix", "platform_system": "Linux", "sys_platform": "linux"}
"""What markers ask, besides what is the same on the machine that writes the bill."""


def smartcat(version: str) -> Piece:
    """This code."""
    return Piece("smartcat", version, "application", licence=_LICENCE)


def pieces_of_zip(contents: Contents, target: Target, version: str) -> Iterator[Piece]:
    """What is in a zip: parts of wheels, language packs, this code."""
    yield smartcat(version)
    for wheel in needed_wheels(contents, target):
        yield _of_wheel(wheel)
    for language, digest in contents.languages.items():
        yield Piece(f"tessdata/{language}.traineddata", None, "file", digest, "Apache-2.0")


def pieces_of_image(contents: Contents, version: str) -> Iterator[Piece]:
    """What the Dockerfile puts into the image; what its base has is told by the bill of that.

    Wheels are those of the lock, whose digests are in it; which one of them is taken, the
    architecture decides.
    """
    yield smartcat(version)
    dockerfile = (TOP / "jobs" / "classify" / "Dockerfile").read_text()
    base, languages = (_argument(dockerfile, name) for name in ("BASE", "LANGUAGES"))
    name, _, tag = base.partition(":")
    yield Piece(name, tag, "container")
    yield Piece("tini", None, "deb")
    for language in languages.split():
        yield Piece(f"tesseract-ocr-{language.replace('_', '-')}", None, "deb")
    environment = {**_LINUX, "python_version": contents.python}
    for locked in requirements((TOP / "locks" / "serving.txt").read_text()).values():
        requirement = Requirement(locked.partition("\\")[0])
        if requirement.marker is None or requirement.marker.evaluate(environment):
            pin = str(requirement.specifier).removeprefix("==")
            yield Piece(requirement.name, pin, "pypi")


def _of_wheel(wheel: Path) -> Piece:
    with ZipFile(wheel) as archive:
        [place] = [name for name in archive.namelist() if _METADATA.fullmatch(name)]
        told = HeaderParser().parsestr(archive.read(place).decode())
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    name = re.sub(r"[-_.]+", "-", told["Name"]).lower()
    return Piece(name, told["Version"], "pypi", digest, told.get("License-Expression"))


_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")


def _argument(dockerfile: str, name: str) -> str:
    found = re.search(rf'^ARG {name}="?([^"\n]+)"?$', dockerfile, re.MULTILINE)
    assert found, f"the Dockerfile has no default for {name}"
    return found[1]
