"""Split a document into a PDF for each of its segments: doubt ─► plan ─► write, without loss."""

from smartcat.split.doubt import check_ends, doubtful_cuts
from smartcat.split.plan import FilePlan, plan_bookmarked, plan_segments
from smartcat.split.result import SplitResult, WrittenFile
from smartcat.split.writing import FileWriter

__all__ = [
    "FilePlan",
    "FileWriter",
    "SplitResult",
    "WrittenFile",
    "check_ends",
    "doubtful_cuts",
    "plan_bookmarked",
    "plan_segments",
]
