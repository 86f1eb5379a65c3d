"""Hold pages against earlier ones, subject by subject."""

from collections.abc import Mapping
from typing import NamedTuple, Self

import numpy as np

from smartcat.drift.chance import Counts, chance, psi, would_be_noticed
from smartcat.drift.result import DriftMeasure, DriftRange, Verdict
from smartcat.drift.tallies import Subject, Tallies, Tally

LEVEL = 0.01
"""Chance of a false alarm, all subjects together."""
WORTH_A_LOOK, LARGE = 0.1, 0.25
"""Of the population stability index, by custom (Siddiqi, 2006)."""
_DIGITS = 4
_CHANCE_DIGITS = 8


class _Pair(NamedTuple):
    """A subject on both sides: how many independent pages each range has there."""

    before: Counts
    now: Counts

    @classmethod
    def of(cls, before: Tally, now: Tally, names: list[str]) -> Self:
        sides = (np.array([one.pages.get(name, 0) for name in names]) for one in (before, now))
        first, second = (counts / counts.sum() for counts in sides)
        return cls(first * before.witnesses, second * now.witnesses)


def compare(before: Tallies, now: Tallies, level: float = LEVEL) -> tuple[DriftMeasure, ...]:
    """Compare all subjects.

    A subject has drifted if its change is no chance, corrected for how many subjects were compared,
    and worth a look: of pages enough, no change is chance.

    Args:
        before: Earlier pages.
        now: Later ones.
        level: Chance that any subject is called drifted although nothing has changed.
    """
    pairs = {
        subject: _Pair.of(before[subject], now[subject], _names(before[subject], now[subject]))
        for subject in Subject
        if subject in before and subject in now
    }
    surprising = _surprising({subject: chance(*pair) for subject, pair in pairs.items()}, level)
    return tuple(
        _measure(
            subject,
            (before[subject], now[subject]),
            pairs[subject],
            is_surprising=subject in surprising,
            level=level / len(pairs),
        )
        if subject in pairs
        else DriftMeasure(
            subject=subject,
            verdict=Verdict.NOT_KNOWN,
            unknown_side="now" if subject not in now else "before",
        )
        for subject in Subject
    )


def _names(before: Tally, now: Tally) -> list[str]:
    return list(dict.fromkeys([*before.pages, *now.pages]))


def _surprising(chances: Mapping[Subject, float], level: float) -> set[Subject]:
    """Those that are no chance (Holm, 1979, A simple sequentially rejective procedure)."""
    found: set[Subject] = set()
    for subject in sorted(chances, key=lambda one: chances[one]):
        if chances[subject] > level / (len(chances) - len(found)):
            break
        found.add(subject)
    return found


def _measure(
    subject: Subject, sides: tuple[Tally, Tally], pair: _Pair, *, is_surprising: bool, level: float
) -> DriftMeasure:
    then, later = sides
    index = psi(*pair)
    verdict = Verdict.AS_BEFORE
    if is_surprising and index >= WORTH_A_LOOK:
        verdict = Verdict.DRIFTED
    elif not is_surprising and not would_be_noticed(*pair, LARGE, level):
        verdict = Verdict.TOO_FEW
    return DriftMeasure(
        subject=subject,
        verdict=verdict,
        ranges=_ranges(_names(then, later), pair),
        pages_before=round(sum(then.pages.values())),
        pages=round(sum(later.pages.values())),
        witnesses_before=round(then.witnesses, 1),
        witnesses=round(later.witnesses, 1),
        psi=round(index, _DIGITS),
        chance=round(chance(*pair), _CHANCE_DIGITS),
    )


def _ranges(names: list[str], pair: _Pair) -> tuple[DriftRange, ...]:
    shares = zip(pair.before / pair.before.sum(), pair.now / pair.now.sum(), strict=True)
    return tuple(
        DriftRange(name=name, before=round(float(then), _DIGITS), now=round(float(later), _DIGITS))
        for name, (then, later) in zip(names, shares, strict=True)
    )
