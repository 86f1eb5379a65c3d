"""What a contender is."""

from collections.abc import Mapping
from typing import Protocol

from comparison.answers import Answer
from comparison.course import Place

Commands = Mapping[str, list[str]]
"""Programs by name. What has one name is run once, and counts for all who named it."""


class Contender(Protocol):
    """A way to classify documents, as programs that others run and measure.

    The stages follow one another, each for all contenders. Reading and predicting count;
    preparing and learning do not, because that is done once and not for each page.
    """

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def is_ours(self) -> bool:
        """Whether it is SmartCat."""
        ...

    def prepare(self) -> Commands:
        """What is learned before pages are read."""
        ...

    def read(self, place: Place) -> Commands:
        """What reads a portion."""
        ...

    def learn(self) -> Commands:
        """What is learned from all that was read."""
        ...

    def predict(self, place: Place) -> Commands:
        """What classifies a portion that was read."""
        ...

    def answers(self, place: Place) -> Mapping[str, Answer]:
        """What was said of a portion, by file name."""
        ...
