"""SmartCat sorts scanned paperwork: pages in, classes, segments and honest doubt out.

    from smartcat import classify

    for manifest in classify("inbox"):
        for segment in manifest.segments:
            print(manifest.source.key, segment.first_page, segment.prediction.best_guess)

The names in `__all__` are public, and loaded when they are first asked for, so that importing
SmartCat costs nothing. All else is not public, and may change at any time.
"""

import sys
from types import ModuleType

TYPE_CHECKING = False  # as type checkers know it: typing takes longer to load than all of this
if TYPE_CHECKING:
    from smartcat.api.bundles import load_model as load_model
    from smartcat.api.calibrating import calibrate as calibrate
    from smartcat.api.classifying import Manifests as Manifests
    from smartcat.api.classifying import classify as classify
    from smartcat.api.classifying import store_manifest as store_manifest
    from smartcat.api.comparing import compare as compare
    from smartcat.api.correcting import apply_corrections as apply_corrections
    from smartcat.api.correcting import stored_corrections as stored_corrections
    from smartcat.api.datasets import load_dataset as load_dataset
    from smartcat.api.drifting import drift as drift
    from smartcat.api.evaluating import evaluate as evaluate
    from smartcat.api.examples import make_examples as make_examples
    from smartcat.api.planning import plan as plan
    from smartcat.api.promoting import promote as promote
    from smartcat.api.promoting import promotions as promotions
    from smartcat.api.promoting import roll_back as roll_back
    from smartcat.api.reviewing import WrittenPage as WrittenPage
    from smartcat.api.reviewing import serve_review as serve_review
    from smartcat.api.reviewing import write_review as write_review
    from smartcat.api.splitting import split as split
    from smartcat.api.thresholds import choose_threshold as choose_threshold
    from smartcat.api.thresholds import measure_risk as measure_risk
    from smartcat.api.training import train as train
    from smartcat.bundle import ModelBundle as ModelBundle
    from smartcat.compare import Comparison as Comparison
    from smartcat.corrections import AppliedCorrections as AppliedCorrections
    from smartcat.corrections import StoredCorrection as StoredCorrection
    from smartcat.dataset import Dataset as Dataset
    from smartcat.drift import Drift as Drift
    from smartcat.errors import AccessDeniedError as AccessDeniedError
    from smartcat.errors import BundleError as BundleError
    from smartcat.errors import ConfigurationError as ConfigurationError
    from smartcat.errors import CorrectionsError as CorrectionsError
    from smartcat.errors import DatasetError as DatasetError
    from smartcat.errors import DocumentError as DocumentError
    from smartcat.errors import DriftedError as DriftedError
    from smartcat.errors import ExitCode as ExitCode
    from smartcat.errors import MissingProgramError as MissingProgramError
    from smartcat.errors import ModelNotBetterError as ModelNotBetterError
    from smartcat.errors import ReviewRequiredError as ReviewRequiredError
    from smartcat.errors import RunError as RunError
    from smartcat.errors import RunNotFoundError as RunNotFoundError
    from smartcat.errors import SmartCatError as SmartCatError
    from smartcat.errors import TransientError as TransientError
    from smartcat.errors import UsageError as UsageError
    from smartcat.evaluate import Evaluation as Evaluation
    from smartcat.evaluate import PageEvaluation as PageEvaluation
    from smartcat.learn import TrainingOptions as TrainingOptions
    from smartcat.learn import TrainingResult as TrainingResult
    from smartcat.models import Abstained as Abstained
    from smartcat.models import AbstentionReason as AbstentionReason
    from smartcat.models import Classified as Classified
    from smartcat.models import CorrectedManifest as CorrectedManifest
    from smartcat.models import CorrectedSegment as CorrectedSegment
    from smartcat.models import Correction as Correction
    from smartcat.models import DocumentManifest as DocumentManifest
    from smartcat.models import DocumentRef as DocumentRef
    from smartcat.models import Failure as Failure
    from smartcat.models import LabelProbability as LabelProbability
    from smartcat.models import PageResult as PageResult
    from smartcat.models import Route as Route
    from smartcat.models import Segment as Segment
    from smartcat.plan.calibrating import Calibration as Calibration
    from smartcat.plan.cost import Container as Container
    from smartcat.plan.routing import FunctionShape as FunctionShape
    from smartcat.promotion import Promotion as Promotion
    from smartcat.read import OcrChoice as OcrChoice
    from smartcat.read import ReadingMode as ReadingMode
    from smartcat.read import ReadLimits as ReadLimits
    from smartcat.read import ReadOptions as ReadOptions
    from smartcat.review.serving import ReviewAddress as ReviewAddress
    from smartcat.runs.route_plan import RoutedDocument as RoutedDocument
    from smartcat.runs.route_plan import RoutePlan as RoutePlan
    from smartcat.segment import SplitMode as SplitMode
    from smartcat.segment import SplitOptions as SplitOptions
    from smartcat.split import SplitResult as SplitResult
    from smartcat.split import WrittenFile as WrittenFile
    from smartcat.teaching import SegmentPlace as SegmentPlace
    from smartcat.teaching import teaching_order as teaching_order
    from smartcat.thresholds import RiskCurve as RiskCurve
    from smartcat.thresholds import ThresholdChoice as ThresholdChoice

__version__ = "0.1.0"

_ERRORS = (
    "AccessDeniedError BundleError ConfigurationError CorrectionsError DatasetError "
    "DocumentError DriftedError ExitCode MissingProgramError ModelNotBetterError "
    "ReviewRequiredError RunError RunNotFoundError SmartCatError TransientError UsageError"
)
_NOUNS = (
    "Abstained AbstentionReason Classified CorrectedManifest CorrectedSegment Correction "
    "DocumentManifest DocumentRef Failure LabelProbability PageResult Route Segment"
)
_HOMES = {
    "smartcat.api.bundles": "load_model",
    "smartcat.api.calibrating": "calibrate",
    "smartcat.api.classifying": "Manifests classify store_manifest",
    "smartcat.api.comparing": "compare",
    "smartcat.api.correcting": "apply_corrections stored_corrections",
    "smartcat.api.datasets": "load_dataset",
    "smartcat.api.drifting": "drift",
    "smartcat.api.evaluating": "evaluate",
    "smartcat.api.examples": "make_examples",
    "smartcat.api.planning": "plan",
    "smartcat.api.promoting": "promote promotions roll_back",
    "smartcat.api.reviewing": "WrittenPage serve_review write_review",
    "smartcat.api.splitting": "split",
    "smartcat.api.thresholds": "choose_threshold measure_risk",
    "smartcat.api.training": "train",
    "smartcat.bundle": "ModelBundle",
    "smartcat.compare": "Comparison",
    "smartcat.corrections": "AppliedCorrections StoredCorrection",
    "smartcat.dataset": "Dataset",
    "smartcat.drift": "Drift",
    "smartcat.errors": _ERRORS,
    "smartcat.evaluate": "Evaluation PageEvaluation",
    "smartcat.learn": "TrainingOptions TrainingResult",
    "smartcat.models": _NOUNS,
    "smartcat.plan.calibrating": "Calibration",
    "smartcat.plan.cost": "Container",
    "smartcat.plan.routing": "FunctionShape",
    "smartcat.promotion": "Promotion",
    "smartcat.read": "OcrChoice ReadLimits ReadOptions ReadingMode",
    "smartcat.review.serving": "ReviewAddress",
    "smartcat.runs.route_plan": "RoutePlan RoutedDocument",
    "smartcat.segment": "SplitMode SplitOptions",
    "smartcat.split": "SplitResult WrittenFile",
    "smartcat.teaching": "SegmentPlace teaching_order",
    "smartcat.thresholds": "RiskCurve ThresholdChoice",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Abstained",
    "AbstentionReason",
    "AccessDeniedError",
    "AppliedCorrections",
    "BundleError",
    "Calibration",
    "Classified",
    "Comparison",
    "ConfigurationError",
    "Container",
    "CorrectedManifest",
    "CorrectedSegment",
    "Correction",
    "CorrectionsError",
    "Dataset",
    "DatasetError",
    "DocumentError",
    "DocumentManifest",
    "DocumentRef",
    "Drift",
    "DriftedError",
    "Evaluation",
    "ExitCode",
    "Failure",
    "FunctionShape",
    "LabelProbability",
    "Manifests",
    "MissingProgramError",
    "ModelBundle",
    "ModelNotBetterError",
    "OcrChoice",
    "PageEvaluation",
    "PageResult",
    "Promotion",
    "ReadLimits",
    "ReadOptions",
    "ReadingMode",
    "ReviewAddress",
    "ReviewRequiredError",
    "RiskCurve",
    "Route",
    "RoutePlan",
    "RoutedDocument",
    "RunError",
    "RunNotFoundError",
    "Segment",
    "SegmentPlace",
    "SmartCatError",
    "SplitMode",
    "SplitOptions",
    "SplitResult",
    "StoredCorrection",
    "ThresholdChoice",
    "TrainingOptions",
    "TrainingResult",
    "TransientError",
    "UsageError",
    "WrittenFile",
    "WrittenPage",
    "__version__",
    "apply_corrections",
    "calibrate",
    "choose_threshold",
    "classify",
    "compare",
    "drift",
    "evaluate",
    "load_dataset",
    "load_model",
    "make_examples",
    "measure_risk",
    "plan",
    "promote",
    "promotions",
    "roll_back",
    "serve_review",
    "split",
    "store_manifest",
    "stored_corrections",
    "teaching_order",
    "train",
    "write_review",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'smartcat' has no attribute '{name}'")
    from importlib import import_module

    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """A package whose functions keep their names from the subpackages that are called alike.

    Whenever Python loads `smartcat.classify`, it sets the attribute `classify` of this package.
    That would be the function for those alone who ask early enough.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
