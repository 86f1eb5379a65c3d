"""What OCR alone takes: the floor of whoever reads pages."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from comparison.running import Workplace

_PROGRAM = "comparison.programs.ocr_alone"


def measure_ocr_alone(paths: Sequence[Path], workplace: Workplace) -> float:
    """Return CPU seconds a page of `comparison.programs.ocr_alone`."""
    figure = workplace.folder / "ocr alone.json"
    command = [sys.executable, "-m", _PROGRAM, str(figure), *map(str, paths)]
    workplace.measure("ocr alone", command)
    told = json.loads(figure.read_text(encoding="utf-8"))
    return float(told["cpu_s"]) / int(told["pages"])
