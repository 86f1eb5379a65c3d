"""The classify stage: a page and a model bundle in, a prediction out. It needs numpy alone."""

from smartcat.classify.classifier import SETTLED, Classifier, Judgement

__all__ = ["SETTLED", "Classifier", "Judgement"]
