"""Wheels of a lock, for the runtime of the function and not for this machine."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lambda_zip.contents import PackageError

CACHE_VARIABLE = "SMARTCAT_PACKAGE_CACHE"
_OLDEST_GLIBC = 17


@dataclass(frozen=True)
class Target:
    """What wheels are for.

    Attributes:
        architecture: As wheels name it.
        python: Version, such as ``3.13``.
        newest_glibc: What wheels may ask for at most; the 34 of 2.34.
    """

    architecture: str
    python: str
    newest_glibc: int

    def options(self) -> list[str]:
        """What tells pip."""
        tag = f"cp{self.python.replace('.', '')}"
        platforms = [
            f"manylinux_2_{minor}" for minor in range(self.newest_glibc, _OLDEST_GLIBC - 1, -1)
        ]
        return [
            *("--python-version", self.python, "--implementation", "cp"),
            *("--abi", tag, "--abi", "abi3", "--abi", "none"),
            *(
                word
                for platform in [*platforms, "manylinux2014"]
                for word in ("--platform", f"{platform}_{self.architecture}")
            ),
        ]


def wheels(requirements: Iterable[str], target: Target) -> list[Path]:
    """Return the wheels of locked requirements; they are fetched unless the cache has them.

    Raises:
        PackageError: A wheel cannot be had, or is not the one of the lock.
    """
    wanted = "\n".join(sorted(requirements)) + "\n"
    options = target.options()
    name = hashlib.sha256("\n".join([wanted, *options]).encode()).hexdigest()[:16]
    folder = _cache() / f"{target.architecture}-{name}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fetched = Path(tempfile.mkdtemp(dir=folder.parent, prefix="fetching-"))
        try:
            _fetch(wanted, options, fetched)
            fetched.rename(folder)
        finally:
            shutil.rmtree(fetched, ignore_errors=True)
    return sorted(folder.glob("*.whl"))


def files_of(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of what a wheel installs where modules are looked for."""
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            path = name
            first, _, rest = name.partition("/")
            if first.endswith(".data"):
                kind, _, path = rest.partition("/")
                if kind not in {"purelib", "platlib"}:
                    continue
            yield path, archive.read(name)


def _fetch(wanted: str, options: list[str], folder: Path) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(wanted)
        file.flush()
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--only-binary", ":all:", "--require-hashes"),
            *("--dest", str(folder), "--requirement", file.name),
            *options,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(f"cannot fetch wheels: {done.stderr.strip()[-2000:]}")


def _cache() -> Path:
    return Path(os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache" / "smartcat-package")
