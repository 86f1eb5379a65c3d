"""What a run costs beside `smartcat classify` on the same files, and what a second worker gains.

    python benchmarks/runs.py FOLDER [--rounds 3]

CPU seconds of all processes, those of the coordinator and its workers among them; medians of
rounds in which each program runs in its turn. What two cores of this machine give is measured
beside: the speed of two busy processes over that of one.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import Usage, run

BUSY = "sum(i * i for i in range(40_000_000))"
CLASSIFY = "from smartcat.cli import main; main()"
SUBMIT = "from smartcat.cli.batch.main import main; main()"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rounds = [measure(str(arguments.folder)) for _ in range(arguments.rounds)]
    print(f"{'':44}{'CPU s':>9}{'s':>9}{'peak MiB':>10}")
    for name in rounds[0]:
        usage = sorted((one[name] for one in rounds), key=lambda one: one.cpu_s)[len(rounds) // 2]
        mebibytes = usage.peak_bytes / 2**20
        print(f"{name:44}{usage.cpu_s:9.1f}{usage.wall_s:9.1f}{mebibytes:10.0f}")
    names = list(rounds[0])
    overhead = sorted(one[names[1]].cpu_s / one[names[0]].cpu_s for one in rounds)
    gain = sorted(one[names[2]].wall_s / one[names[1]].wall_s for one in rounds)
    cores = sorted(second_core() for _ in rounds)
    middle = len(rounds) // 2
    print(f"CPU of a run over that of classify: {overhead[middle]:.3f}")
    print(f"two workers over one: {gain[middle]:.2f} times the throughput")
    print(f"two busy processes over one: {cores[middle]:.2f}")


def measure(folder: str) -> dict[str, Usage]:
    """Run each program once."""
    usages = {}
    for name, program, arguments in (
        ("smartcat classify, 2 reading processes", CLASSIFY, ["classify", "--jobs", "2", "--out"]),
        ("smartcat-batch submit, 2 workers", SUBMIT, ["submit", "--workers", "2", "--results"]),
        ("smartcat-batch submit, 1 worker", SUBMIT, ["submit", "--workers", "1", "--results"]),
    ):
        results = tempfile.mkdtemp(prefix="smartcat-")
        usages[name] = run([sys.executable, "-c", program, *arguments, results, folder])
        shutil.rmtree(results)
    return usages


def second_core() -> float:
    """Return how many times as much two busy processes do as one."""
    return 2.0 * busy_s(1) / busy_s(2)


def busy_s(count: int) -> float:
    """Seconds until so many busy processes end."""
    started = time.monotonic()
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
    for one in busy:
        one.wait()
    return time.monotonic() - started


if __name__ == "__main__":
    main()
