"""Measure programs as CPU seconds and peak memory; on noisy machines ratios and medians count."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_KIB = 1024
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_LAUNCHER = """
import ctypes, os, sys, time
ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: what outlives the program counts, too
started = time.monotonic()
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, sys.argv[1], flags, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)])
cpu = peak = 0
while True:
    try:
        ended, status, used = os.wait4(-1, 0)
    except ChildProcessError:
        break
    cpu += used.ru_utime + used.ru_stime
    peak = max(peak, used.ru_maxrss)
    if ended == pid:
        code, took = os.waitstatus_to_exitcode(status), time.monotonic() - started
print(cpu, peak, code, took)
"""
"""A small process in between: a child's peak memory starts from that of its parent."""


@dataclass(frozen=True)
class Usage:
    """What a program with all its children used.

    Attributes:
        cpu_s: User and system CPU seconds.
        peak_bytes: Largest resident set of any one process.
        exit_code: What it ended with.
        wall_s: Seconds on the clock until it ended.
    """

    cpu_s: float
    peak_bytes: int
    exit_code: int
    wall_s: float


def run(
    command: list[str],
    *,
    log: Path = Path(os.devnull),
    environment: Mapping[str, str] | None = None,
) -> Usage:
    """Run a program and wait for it.

    Args:
        command: The program and its arguments.
        log: Where its output goes; by default it is thrown away.
        environment: All variables that it sees; absent: those of this process, `as_installed`.
    """
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, str(log), *command]
    seen = as_installed() if environment is None else environment
    shown = subprocess.run(launcher, capture_output=True, text=True, check=True, env=seen)
    cpu_s, peak_kib, exit_code, wall_s = shown.stdout.split()
    return Usage(float(cpu_s), int(peak_kib) * _KIB, int(exit_code), float(wall_s))


def as_installed() -> dict[str, str]:
    """The environment, with bytecode: whoever installs a program has it compiled."""
    return {name: said for name, said in os.environ.items() if name != _NO_BYTECODE}


def medians(commands: dict[str, list[str]], rounds: int) -> dict[str, Usage]:
    """Run programs in turn, so that noise meets all alike; return the medians of each.

    The first round is not counted: it compiles what was not, and fills the cache of files.

    Raises:
        RuntimeError: One of them failed.
    """
    usages: dict[str, list[Usage]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            usages[name].append(run(command))
    failed = [name for name, runs in usages.items() if any(usage.exit_code for usage in runs)]
    if failed:
        raise RuntimeError(f"failed: {', '.join(failed)}")
    return {name: _median(runs[1:]) for name, runs in usages.items()}


def _median(usages: list[Usage]) -> Usage:
    cpu_s = statistics.median(usage.cpu_s for usage in usages)
    peak_bytes = statistics.median(usage.peak_bytes for usage in usages)
    wall_s = statistics.median(usage.wall_s for usage in usages)
    return Usage(cpu_s, int(peak_bytes), 0, wall_s)


def write_text(path: Path, text: str) -> Path:
    """Write a script or a text and return where it is."""
    path.write_text(text, encoding="utf-8")
    return path
