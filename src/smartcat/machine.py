"""What this process may use of the machine: in a container less than there is."""

import math
import os
from contextlib import suppress
from pathlib import Path

_LIMITS = Path("/sys/fs/cgroup")
"""Where Linux says what a container may use: control groups, version 2."""


def usable_cores(limits: Path = _LIMITS) -> int:
    """Count the cores.

    Args:
        limits: A folder with ``cpu.max``: microseconds of CPU time, in how many.
    """
    cores = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError):
        most_us, period_us = (limits / "cpu.max").read_text().split()
        cores = min(cores, math.ceil(int(most_us) / int(period_us)))
    return max(cores, 1)


def usable_memory_bytes(limits: Path = _LIMITS) -> int | None:
    """Say how much memory there is, if a container limits it.

    Args:
        limits: A folder with ``memory.max``.
    """
    try:
        return int((limits / "memory.max").read_text())
    except (OSError, ValueError):
        return None
