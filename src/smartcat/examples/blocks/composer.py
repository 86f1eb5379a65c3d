"""What every block works with."""

from dataclasses import dataclass, field
from random import Random

from smartcat.examples.paper import Paper
from smartcat.examples.phrases import Phrases
from smartcat.examples.running import Running
from smartcat.examples.theme import Theme
from smartcat.examples.wordings import Language, Wording


@dataclass
class Composer:
    """One document in the making.

    Attributes:
        paper: Its pages.
        phrases: Its words.
        habits: Draws what the issuer does alike in all its documents.
        rng: Draws what differs between documents.
        language: The language of the document.
        wording: The pool that it is made from.
        running: What the issuer prints at the edges of pages.
        min_pages: How long clauses go on.
        footer: Lines at the bottom of the first page, or of all.
        parts: The pages on which a part of the document begins.
    """

    paper: Paper
    phrases: Phrases
    habits: Random
    rng: Random
    language: Language
    wording: Wording
    running: Running
    min_pages: int = 1
    footer: list[str] = field(default_factory=list)
    parts: list[int] = field(default_factory=lambda: [0])

    @property
    def theme(self) -> Theme:
        """The look of the document."""
        return self.paper.theme
