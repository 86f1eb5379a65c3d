"""Training: labelled pages in, a model bundle out. The one place that needs scikit-learn."""

from smartcat.learn.training import TrainingOptions, TrainingResult, train

__all__ = ["TrainingOptions", "TrainingResult", "train"]
