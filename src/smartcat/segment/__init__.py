"""The segment stage: cut a page stream into segments."""

from smartcat.segment.segmenting import segment

__all__ = ["segment"]
