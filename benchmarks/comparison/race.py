"""Lead all contenders over the course, portion by portion, so that noise meets all alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from measure import Usage

from comparison.answers import Answer
from comparison.contender import Commands, Contender
from comparison.course import Course
from comparison.running import Workplace


@dataclass(frozen=True)
class Lap:
    """What a contender used for a portion.

    Attributes:
        cpu_s: User and system CPU seconds of all processes.
        peak_bytes: Largest resident set of any one process.
    """

    pages: int
    cpu_s: float
    peak_bytes: int

    @property
    def cpu_s_a_page(self) -> float:
        """Mean of the portion."""
        return self.cpu_s / self.pages


@dataclass(frozen=True)
class Outcome:
    """What a contender used and said; laps are in the order of the portions.

    Attributes:
        is_ours: Whether it is SmartCat.
        answers: By file name.
    """

    name: str
    is_ours: bool
    laps: Sequence[Lap]
    answers: Mapping[str, Answer]


def race(contenders: Sequence[Contender], course: Course, workplace: Workplace) -> list[Outcome]:
    """Measure all contenders.

    Raises:
        ContenderFailedError: One of them failed.
    """
    turns = [(place, one) for place in course.portions for one in contenders]
    workplace.measure_all(_merged(one.prepare() for one in contenders))
    reading = {(one.name, place): one.read(place) for place, one in turns}
    usages = workplace.measure_all(_merged(reading.values()))
    workplace.measure_all(_merged(one.learn() for one in contenders))
    predicting = {(one.name, place): one.predict(place) for place, one in turns}
    usages |= workplace.measure_all(_merged(predicting.values()))
    counted = {turn: [*reading[turn], *predicting[turn]] for turn in reading}
    return [
        Outcome(
            one.name,
            one.is_ours,
            [
                _lap(course.pages(place), [usages[name] for name in counted[one.name, place]])
                for place in course.portions
            ],
            {name: said for place in course.portions for name, said in one.answers(place).items()},
        )
        for one in contenders
    ]


def _merged(commands: Iterable[Commands]) -> dict[str, list[str]]:
    return {name: command for some in commands for name, command in some.items()}


def _lap(pages: int, usages: Sequence[Usage]) -> Lap:
    peak_bytes = max(usage.peak_bytes for usage in usages)
    return Lap(pages, sum(usage.cpu_s for usage in usages), peak_bytes)
