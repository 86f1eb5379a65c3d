"""How the documents of a run are to be processed."""

from dataclasses import dataclass, field
from pathlib import Path

from smartcat.models import ModelIdentity, Settings
from smartcat.plan.coefficients import Coefficients, shipped_coefficients
from smartcat.read import ReadLimits, ReadOptions
from smartcat.segment import SplitOptions


@dataclass(frozen=True)
class Terms:
    """How documents are to be processed.

    Attributes:
        model: The bundle's file.
        identity: The same bundle.
        read: How documents are read; the OCR engine is chosen.
        limits: What reading may use.
        split: How streams are cut.
        settings: The settings that change the result.
        is_forced: Whether documents are processed anew that have a result.
        coefficients: What work costs, for predictions.
    """

    model: Path
    identity: ModelIdentity
    read: ReadOptions
    limits: ReadLimits
    split: SplitOptions
    settings: Settings
    is_forced: bool = False
    coefficients: Coefficients = field(default_factory=shipped_coefficients)
