"""What it changes that Tesseract's own threads are not kept in check."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measure import Usage

from comparison.course import Course
from comparison.running import Workplace
from comparison.text_contender import AS_IN_2018, OCRMYPDF

THREAD_LIMIT = "OMP_THREAD_LIMIT"


@dataclass(frozen=True)
class ThreadUsage:
    """The same pages with one thread, and with as many as Tesseract likes."""

    name: str
    one: Usage
    many: Usage


def measure_threads(
    paths: Sequence[Path], course: Course, workplace: Workplace
) -> list[ThreadUsage]:
    """Measure some documents, one program after another, with nothing beside it."""
    free = {
        name: value
        for name, value in (workplace.environment or os.environ).items()
        if name != THREAD_LIMIT
    }
    unlimited = replace(workplace, environment=free)
    found = []
    for name, reading in (("2018 way, eng", AS_IN_2018), ("OCRmyPDF", OCRMYPDF)):
        command = reading.command(course, course.made / "threads.json", list(map(str, paths)))
        one, many = (place.measure(f"threads {name}", command) for place in (workplace, unlimited))
        found.append(ThreadUsage(name, one, many))
    return found
