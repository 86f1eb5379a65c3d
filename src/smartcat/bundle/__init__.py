"""The model bundle: what training writes and the stages are built from. It needs numpy alone."""

from smartcat.bundle.boosted_trees import BoostedTrees
from smartcat.bundle.boundary_model import POSITIONS, BoundaryModel
from smartcat.bundle.calibration import Calibration
from smartcat.bundle.file import ModelBundle, load_bundle, starter_bundle_path, write_bundle
from smartcat.bundle.linear_model import LinearModel
from smartcat.bundle.metadata import (
    BoundariesMetadata,
    BoundaryFigures,
    BundleMetadata,
    ClassesMetadata,
    CrossValidation,
    Evidence,
    LearnedCorrections,
    Provenance,
    Threshold,
)
from smartcat.bundle.usual import UsualPages

__all__ = [
    "POSITIONS",
    "BoostedTrees",
    "BoundariesMetadata",
    "BoundaryFigures",
    "BoundaryModel",
    "BundleMetadata",
    "Calibration",
    "ClassesMetadata",
    "CrossValidation",
    "Evidence",
    "LearnedCorrections",
    "LinearModel",
    "ModelBundle",
    "Provenance",
    "Threshold",
    "UsualPages",
    "load_bundle",
    "starter_bundle_path",
    "write_bundle",
]
