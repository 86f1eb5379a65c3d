"""How a page stream is to be cut: the modes, and what they need to know."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from smartcat.models import Noun
from smartcat.segment.keys import KeyFinder
from smartcat.segment.separators import SeparatorRules


class SplitMode(StrEnum):
    """Where documents are said to begin."""

    AUTO = "auto"
    """Where the boundary model finds that one does; by class if the bundle has none."""
    CLASS = "class"
    """Where the class changes."""
    PAGE = "page"
    """At every page."""
    NONE = "none"
    """Nowhere: the whole file is one document."""
    SEPARATORS = "separators"
    """After separator sheets."""
    KEY = "key"
    """Where a value on the pages changes, an account number say."""


_ALONE = frozenset({SplitMode.PAGE, SplitMode.NONE})


class SplitOptions(Noun):
    """How a page stream is cut; a result depends on all of it.

    Attributes:
        modes: A document begins where any of them says so.
        key: Regular expression (RE2) that finds the value whose change begins a document: its
            first group, or all of it.
        separator_value: Regular expression that the value of a separator's code must match.
        blank_separators: Whether blank pages are separators; absent: where there are no others.
        keep_separators: Whether sheets stay, as first pages of what follows them.
    """

    modes: tuple[SplitMode, ...] = (SplitMode.AUTO,)
    key: str | None = None
    separator_value: str | None = None
    blank_separators: bool | None = None
    keep_separators: bool = False

    @model_validator(mode="after")
    def _make_sense(self) -> Self:
        if not self.modes or len(set(self.modes)) < len(self.modes):
            raise ValueError("name each way to split once, and at least one")
        if len(self.modes) > 1 and _ALONE & set(self.modes):
            raise ValueError("'page' and 'none' leave nothing for other ways to split")
        if {SplitMode.AUTO, SplitMode.CLASS} <= set(self.modes):
            raise ValueError("'auto' looks at classes, too: name one of 'auto' and 'class'")
        if (self.key is None) == (SplitMode.KEY in self.modes):
            raise ValueError("'key' and the expression that finds the key go together")
        if self._tells_separators and SplitMode.SEPARATORS not in self.modes:
            raise ValueError("options for separators need 'separators' among the ways to split")
        self.rules()
        if self.key is not None:
            KeyFinder(self.key)
        return self

    @property
    def _tells_separators(self) -> bool:
        said = self.separator_value is not None or self.blank_separators is not None
        return said or self.keep_separators

    def rules(self) -> SeparatorRules:
        """What counts as a separator."""
        return SeparatorRules(self.separator_value, self.blank_separators)
