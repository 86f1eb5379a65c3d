"""How good is a model: figures on labelled pages and streams, and a page with pictures of them."""

from smartcat.evaluate.evaluating import evaluate
from smartcat.evaluate.page_figures import JudgedPage, labelled_pages
from smartcat.evaluate.report import write_report
from smartcat.evaluate.result import Evaluation, PageEvaluation
from smartcat.evaluate.sorted_streams import StreamSorter, sort_streams
from smartcat.evaluate.stream_table import StreamTable

__all__ = [
    "Evaluation",
    "JudgedPage",
    "PageEvaluation",
    "StreamSorter",
    "StreamTable",
    "evaluate",
    "labelled_pages",
    "sort_streams",
    "write_report",
]
