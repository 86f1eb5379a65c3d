"""The classify stage: a page and a model bundle in, a prediction out. It needs numpy alone."""

from smartcat.classify.bundle import (
    ModelBundle,
    load_bundle,
    starter_bundle_path,
    write_bundle,
)
from smartcat.classify.bundle_metadata import (
    BundleMetadata,
    CrossValidation,
    Provenance,
    Threshold,
)
from smartcat.classify.calibration import Calibration
from smartcat.classify.classifier import Classifier
from smartcat.classify.features import FEATURE_SCHEMA, FeatureSchema, extract, weigh
from smartcat.classify.linear_model import LinearModel

__all__ = [
    "FEATURE_SCHEMA",
    "BundleMetadata",
    "Calibration",
    "Classifier",
    "CrossValidation",
    "FeatureSchema",
    "LinearModel",
    "ModelBundle",
    "Provenance",
    "Threshold",
    "extract",
    "load_bundle",
    "starter_bundle_path",
    "weigh",
    "write_bundle",
]
