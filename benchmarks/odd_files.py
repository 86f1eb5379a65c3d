"""Classify odd, broken and hostile files one by one; none may hang, crash or print a traceback.

    python benchmarks/odd_files.py FOLDER

Prints a line for each file that was refused or is against the law, and the outcomes in numbers;
ends with 1 if the law was broken.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

LIMIT_S = 30


def main() -> None:
    """Try all files, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    files = sorted(path for path in parser.parse_args().folder.rglob("*") if path.is_file())
    outcomes = Counter(_try(path) for path in files)
    for outcome, number in outcomes.most_common():
        print(f"{number:5} {outcome}")
    sys.exit(any(outcome.startswith("BROKEN") for outcome in outcomes))


def _try(path: Path) -> str:
    command = [sys.executable, "-m", "smartcat", "classify", str(path), "--format", "csv"]
    started = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    elapsed_s = time.monotonic() - started
    outcome = f"exit {result.returncode}"
    if elapsed_s > LIMIT_S:
        outcome = f"BROKEN: {elapsed_s:.0f} s"
    elif "Traceback" in result.stderr or not (
        result.returncode == 0 or 30 <= result.returncode < 40
    ):
        outcome = f"BROKEN: {outcome}"
    if result.returncode or outcome.startswith("BROKEN"):
        print(f"{elapsed_s:6.1f} s  {outcome}  {result.stderr.strip()[-200:]}")
    return outcome


if __name__ == "__main__":
    main()
