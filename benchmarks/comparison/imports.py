"""What importing costs: CPU seconds of a fresh process, less those of Python itself."""

import sys

from measure import Usage, medians

_NOTHING = "Python alone"
_IMPORTS = {
    _NOTHING: "pass",
    "`smartcat.cli`, before it knows which command": "import smartcat.cli.main",
    "the command `classify`, without the reading process": (
        "import smartcat.cli.main, smartcat.cli.classify, smartcat.pipeline, smartcat.sorting"
    ),
    "a reading process": ("import smartcat.read.server, smartcat.read.page, pymupdf, tesserocr"),
    "the dispatcher of the function": "import smartcat.dispatch.assembly",
    "the 2018 way": "import pymupdf, pytesseract, joblib, sklearn.pipeline, "
    "sklearn.feature_extraction.text, sklearn.linear_model",
}


def measure_imports(rounds: int) -> dict[str, Usage]:
    """Measure all of them in turn; CPU seconds are those beyond Python's own."""
    commands = {name: [sys.executable, "-c", code] for name, code in _IMPORTS.items()}
    usages = medians(commands, rounds)
    base_s = usages[_NOTHING].cpu_s
    return {
        name: Usage(usage.cpu_s - base_s, usage.peak_bytes, 0, usage.wall_s)
        for name, usage in usages.items()
        if name != _NOTHING
    }
