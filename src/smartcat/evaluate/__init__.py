"""How good is a model: figures on labelled pages and streams, and a page with pictures of them."""

from smartcat.evaluate.evaluating import evaluate
from smartcat.evaluate.report import write_report
from smartcat.evaluate.result import Evaluation, PageEvaluation
from smartcat.evaluate.sorted_streams import StreamSorter

__all__ = ["Evaluation", "PageEvaluation", "StreamSorter", "evaluate", "write_report"]
