"""How good is a model: figures on labelled pages, and a page with pictures of them."""

from smartcat.evaluate.evaluating import evaluate
from smartcat.evaluate.report import write_report
from smartcat.evaluate.result import Evaluation

__all__ = ["Evaluation", "evaluate", "write_report"]
