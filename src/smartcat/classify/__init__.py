"""The classify stage: a page and a model bundle in, a prediction out. It needs numpy alone."""

from smartcat.classify.classifier import Classifier, Judgement

__all__ = ["Classifier", "Judgement"]
