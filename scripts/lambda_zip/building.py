"""Put together what is in the zip, part by part."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from lambda_zip.bytecode import compiled
from lambda_zip.contents import Contents, PackageError, requirements
from lambda_zip.shared_object import MAGIC, slim
from lambda_zip.wheels import Target, files_of, wheels

Files = dict[str, bytes]
"""Contents by path."""

TOP = Path(__file__).parents[2]
_LOCK = TOP / "locks" / "serving.txt"
_WAY_OF_2018 = TOP / "locks" / "way-of-2018.txt"
_LANGUAGES = Path("/usr/share/tesseract-ocr/5/tessdata")


def parts_of(contents: Contents, target: Target, python: str) -> dict[str, Files]:
    """Return all that is in the zip, by the name of its part.

    Args:
        contents: What is wanted.
        target: What wheels are for.
        python: The program that compiles.

    Raises:
        PackageError: Something is missing, or is not what it should be.
    """
    parts = {
        wheel.name.partition("-")[0]: _of_wheel(wheel, contents)
        for wheel in needed_wheels(contents, target)
    }
    parts["smartcat"] = _of_application(contents)
    files = compiled(_joined(parts), python)
    owners = {_stem(path): part for part, its in parts.items() for path in its}
    made: dict[str, Files] = {part: {} for part in sorted(parts)}
    for path, data in files.items():
        made[owners[_stem(path)]][path] = data
    made["language data"] = language_data(contents.languages)
    return made


def way_of_2018(target: Target) -> Files:
    """Return what the 2018 way installs: wheels as they are, without the bytecode pip adds."""
    needed = requirements(_WAY_OF_2018.read_text()).values()
    unpacked = [dict(files_of(wheel)) for wheel in wheels(needed, target)]
    languages = sorted(_languages_folder().glob("???.traineddata"))
    used = {f"tessdata/{path.name}": path.read_bytes() for path in languages if path.stem != "osd"}
    return {path: data for files in [*unpacked, used] for path, data in files.items()}


def language_data(digests: Mapping[str, str]) -> Files:
    """Return language packs.

    Raises:
        PackageError: One is missing, or is another than was pinned.
    """
    found: Files = {}
    for language, digest in digests.items():
        path = _languages_folder() / f"{language}.traineddata"
        if not path.is_file():
            raise PackageError(
                f"there is no {path}; run: apt-get install tesseract-ocr-{language}, or let "
                "TESSDATA_PREFIX name the folder of the language packs"
            )
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise PackageError(
                f"{path} is not the language pack that contents.toml names: results would differ; "
                f"take that of Debian's tesseract-ocr-{language}, or pin the SHA-256 of this one"
            )
        found[f"tessdata/{path.name}"] = data
    return found


def needed_wheels(contents: Contents, target: Target) -> list[Path]:
    """Return the wheels that the zip is made of.

    Raises:
        PackageError: The lock lacks one, or it cannot be had.
    """
    locked = requirements(_LOCK.read_text())
    missing = contents.packages - locked.keys()
    if missing:
        raise PackageError(f"locks/serving.txt lacks {', '.join(sorted(missing))}")
    return wheels((locked[name] for name in contents.packages), target)


def _of_wheel(wheel: Path, contents: Contents) -> Files:
    files = {path: data for path, data in files_of(wheel) if contents.has(path)}
    return {path: slim(data) if data.startswith(MAGIC) else data for path, data in files.items()}


def _of_application(contents: Contents) -> Files:
    files = _read(TOP / "src", (TOP / "src" / "smartcat").rglob("*"))
    handlers = _read(TOP, (TOP / "lambdas").rglob("*.py"))
    ours = {path: data for path, data in {**files, **handlers}.items() if contents.has(path)}
    return {**ours, "LICENSE": (TOP / "LICENSE").read_bytes()}


def _read(top: Path, paths: Iterable[Path]) -> Files:
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def _joined(parts: Mapping[str, Files]) -> Files:
    joined: Files = {}
    for part, files in parts.items():
        twice = joined.keys() & files.keys()
        if twice:
            raise PackageError(f"{part} brings files that are there already: {sorted(twice)[:3]}")
        joined |= files
    return joined


def _stem(path: str) -> str:
    return path.removesuffix("c") if path.endswith(".pyc") else path


def _languages_folder() -> Path:
    return Path(os.environ.get("TESSDATA_PREFIX") or _LANGUAGES)
