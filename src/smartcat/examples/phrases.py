"""Templates filled with a document's own names and values.

A template is text with two kinds of holes::

    [is/will be]      one of the alternatives, drawn anew each time
    {person}          a phrase from the lexicon, drawn once a document and then kept
    {*person}         the same, drawn anew each time
    {money 100 900}   a value from a generator, drawn anew each time
    {net=money 1 9}   the same, kept under a name; {net} repeats it
"""

import re
from collections.abc import Mapping
from random import Random

from smartcat.examples.values import Values
from smartcat.examples.wordings import Lexicon

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]*)\}")
_OPTIONAL_SHARE = 0.6


class Phrases:
    """Fills the templates of one document, remembering what it said before."""

    def __init__(
        self, lexicon: Lexicon, rng: Random, values: Values, known: Mapping[str, str]
    ) -> None:
        self._phrases = lexicon.phrases
        self._rng = rng
        self._known = dict(known)
        self._generators = values.generators()

    def __contains__(self, name: str) -> bool:
        """Whether the lexicon has phrases of that name."""
        return name in self._phrases

    def say(self, template: str) -> str:
        """Return the template with its holes filled."""
        while "[" in template:
            template = _CHOICE.sub(lambda hole: self._choose(hole[1]), template)
        return _SLOT.sub(lambda hole: self._fill(hole[1]), template)

    def pick(self, name: str) -> str:
        """Return one phrase of that name, drawn anew."""
        return self.say(self._rng.choice(self._phrases[name]))

    def lines(self, names: str, count: str = "all") -> list[str]:
        """Return phrases in their usual order.

        Args:
            names: Names joined by ``+``; their phrases follow one another.
            count: ``all`` (but those that start with ``?`` only sometimes), or limits such as
                ``3-5``; where there are not as many, phrases come up more than once.
        """
        pool = [line for name in names.split("+") for line in self._phrases[name]]
        if count == "all":
            drawn = [line for line in pool if line[0] != "?" or self._is_drawn()]
        else:
            drawn = self._sample(pool, *map(int, count.split("-")))
        return [self.say(line.removeprefix("?")) for line in drawn]

    def _sample(self, pool: list[str], low: int, high: int) -> list[str]:
        count = self._rng.randint(low, high)
        if count > len(pool):
            return self._rng.choices(pool, k=count)
        return [pool[index] for index in sorted(self._rng.sample(range(len(pool)), count))]

    def _is_drawn(self) -> bool:
        return self._rng.random() < _OPTIONAL_SHARE

    def _choose(self, alternatives: str) -> str:
        return self._rng.choice(alternatives.split("/"))

    def _fill(self, hole: str) -> str:
        name, is_named, value = hole.partition("=")
        if name in self._known:
            return self._known[name]
        if is_named:
            self._known[name] = self._fill(value)
            return self._known[name]
        if hole.startswith("*"):
            return self.pick(hole[1:])
        generator, *limits = hole.split()
        if generator in self._generators:
            return self._generators[generator](*limits)
        self._known[name] = self.pick(name)
        return self._known[name]
