import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tesserocr

from lambda_zip.contents import PackageError
from lambda_zip.shared_object import slim

PACKAGES = Path(str(tesserocr.__file__)).parents[1]


def libraries() -> list[Path]:
    folders = ("tesserocr", "tesserocr.libs", "numpy.libs")
    return [path for folder in folders for path in sorted((PACKAGES / folder).glob("*.so*"))]


@pytest.mark.parametrize("path", libraries(), ids=lambda path: path.name)
def test_it_is_smaller_and_stays_so(path: Path) -> None:
    data = path.read_bytes()
    slimmed = slim(data)
    assert len(slimmed) <= len(data)
    assert slim(slimmed) == slimmed


def test_it_is_loaded_as_before(tmp_path: Path) -> None:
    for name in ("tesserocr", "tesserocr.libs"):
        shutil.copytree(PACKAGES / name, tmp_path / name)
    slimmed = 0
    for path in tmp_path.rglob("*.so*"):
        before = path.read_bytes()
        path.write_bytes(slim(before))
        slimmed += len(before) - path.stat().st_size
    assert slimmed > 1_000_000
    program = (
        "import tesserocr; print(tesserocr.__file__, tesserocr.tesseract_version().split()[1])"
    )
    command = [sys.executable, "-c", program]
    said = subprocess.check_output(command, env={"PYTHONPATH": str(tmp_path)}, text=True).split()
    assert said == [
        str(tmp_path / "tesserocr/__init__.py"),
        tesserocr.tesseract_version().split()[1],
    ]


def test_what_is_of_another_kind_is_refused() -> None:
    library = bytearray(libraries()[0].read_bytes())
    library[18] = 40  # 32-bit ARM
    with pytest.raises(PackageError, match="neither for x86-64 nor for arm64"):
        slim(bytes(library))
