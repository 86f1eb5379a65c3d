"""The segment stage: cut a page stream into segments."""

from smartcat.segment.segmenting import segment
from smartcat.segment.separators import (
    SeparatorRules,
    find_separator,
    find_separators,
    unread_separator,
)

__all__ = ["SeparatorRules", "find_separator", "find_separators", "segment", "unread_separator"]
