"""What a comparison was run on, and with which versions."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import tesserocr

from smartcat import __version__

_HERE = ("pymupdf", "tesserocr", "pytesseract", "scikit-learn")
_THERE = ("ocrmypdf", "nltk")


def describe_machine() -> dict[str, str]:
    """Return what the machine is."""
    cpus = Path("/proc/cpuinfo")
    model = re.search(r"^model name\s*: (.+)$", cpus.read_text(), re.MULTILINE)
    return {
        "Processor": model[1] if model else platform.processor(),
        "Cores": str(os.cpu_count()),
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Load before": f"{os.getloadavg()[0]:.1f} processes that want to run",
    }


def describe_versions(ocrmypdf: Path) -> dict[str, str]:
    """Return the versions of what competes.

    Args:
        ocrmypdf: The interpreter of the environment that has OCRmyPDF.
    """
    program = _told(shutil.which("tesseract") or "tesseract", "--version")
    return {
        "Python": platform.python_version(),
        "SmartCat": __version__,
        "Tesseract, the program": program.split()[1],
        "Tesseract in tesserocr": tesserocr.tesseract_version().split()[1],
        **{name: version(name) for name in _HERE},
        **_versions(ocrmypdf),
    }


def _versions(python: Path) -> dict[str, str]:
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    return dict(zip(_THERE, _told(str(python), "-c", code, *_THERE).split(), strict=True))


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
