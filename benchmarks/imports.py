"""What loading modules costs on each way into SmartCat, before any work is done.

    python benchmarks/imports.py

`tests/functional/test_imports.py` guards which modules these are.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from measure import as_installed, medians

ROUNDS = 7
_TOP = 5
_SOURCES = Path(__file__).resolve().parents[1]
_FUNCTION = f"""
import os, sys
sys.path.insert(0, {str(_SOURCES)!r})
os.environ |= {{
    "SMARTCAT_RESULTS": "s3://results",
    "SMARTCAT_JOB_QUEUE": "queue",
    "SMARTCAT_JOB_DEFINITION": "worker",
    "AWS_DEFAULT_REGION": "us-east-1",
}}
import lambdas.dispatcher.handler
"""
_LOADING = "from smartcat.loading import loading\nwith loading():\n    import "
WAYS = {
    "python": "pass",
    "smartcat": "import smartcat.cli",
    "smartcat classify": (
        f"import smartcat.cli\n{_LOADING}smartcat.cli.classify, smartcat.pipeline, smartcat.sorting"
    ),
    "reading process": f"{_LOADING}smartcat.read.server",
    "worker": f"{_LOADING}smartcat.worker",
    "dispatcher": _FUNCTION,
    "2018 way": (
        "import pymupdf, pytesseract, joblib, sklearn.pipeline, "
        "sklearn.feature_extraction.text, sklearn.linear_model"
    ),
}
"""Programs that load what each way loads, by the name of the way."""

_SHARE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


class Share(NamedTuple):
    """What a package with all its modules adds."""

    package: str
    share: float


class ImportCost(NamedTuple):
    """What loading takes.

    Attributes:
        way: The way into SmartCat.
        cpu_s: CPU seconds of the process, Python's own start among them; a median.
        peak_bytes: Its largest resident set, a median.
        modules: How many modules are there.
        top: The packages that take most of the loading time, largest share first.
    """

    way: str
    cpu_s: float
    peak_bytes: int
    modules: int
    top: tuple[Share, ...]


def import_costs(rounds: int = ROUNDS) -> list[ImportCost]:
    """Measure all ways."""
    commands = {way: [sys.executable, "-c", program] for way, program in WAYS.items()}
    return [
        ImportCost(way, usage.cpu_s, usage.peak_bytes, _modules(WAYS[way]), _shares(WAYS[way]))
        for way, usage in medians(commands, rounds).items()
    ]


def _modules(program: str) -> int:
    return int(_run("-c", f"{program}\nimport sys\nprint(len(sys.modules))").stdout)


def _shares(program: str) -> tuple[Share, ...]:
    """Shares of one run; times that Python takes of each module are on the clock, and rough."""
    packages: Counter[str] = Counter()
    for microseconds, module in _SHARE.findall(_run("-X", "importtime", "-c", program).stderr):
        packages[module.partition(".")[0]] += int(microseconds)
    total = max(packages.total(), 1)
    return tuple(Share(name, taken / total) for name, taken in packages.most_common(_TOP))


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=as_installed())


def main() -> None:
    """Measure, and print a table."""
    print(f"medians of {ROUNDS} fresh processes\n")
    print(f"{'':20}{'CPU s':>8}{'MiB':>6}{'modules':>9}   most of it")
    for cost in import_costs():
        top = ", ".join(f"{share.package} {share.share:.0%}" for share in cost.top)
        mebibytes = cost.peak_bytes / 2**20
        print(f"{cost.way:20}{cost.cpu_s:8.3f}{mebibytes:6.0f}{cost.modules:9}   {top}")


if __name__ == "__main__":
    main()
