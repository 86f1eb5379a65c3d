"""What importing costs: CPU seconds of a fresh process, less those of Python itself."""

import sys
from pathlib import Path

from measure import Usage, medians

_TOP = Path(__file__).parents[2]
_NOTHING = "Python alone"
_DISPATCHER = f"""
import os, sys
sys.path.insert(0, {str(_TOP)!r})
os.environ |= {{
    "SMARTCAT_RESULTS": "s3://results",
    "SMARTCAT_JOB_QUEUE": "queue",
    "SMARTCAT_JOB_DEFINITION": "worker",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
}}
import lambdas.dispatcher.handler
"""
_IMPORTS = {
    _NOTHING: "pass",
    "`smartcat.cli.main`": "import smartcat.cli.main",
    "the command `classify`, without reading": (
        "import smartcat.cli.main, smartcat.cli.classify, smartcat.pipeline, smartcat.sorting"
    ),
    "a reading process that recognises": "import smartcat.read.server, pymupdf, tesserocr",
    "the handler of the dispatcher, with its clients of AWS and its model": _DISPATCHER,
    "the 2018 way": (
        "import pymupdf, pytesseract, joblib, sklearn.pipeline, "
        "sklearn.feature_extraction.text, sklearn.linear_model"
    ),
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
