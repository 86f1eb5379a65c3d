"""The nouns of SmartCat, frozen: what the stages hand to each other and what manifests hold.

Page indexes are 0-based here and in JSON; page numbers (1-based) exist only for people.
"""

from smartcat.models.base import ClassLabel, Confidence, Noun
from smartcat.models.block import PageBlock, ShardReport
from smartcat.models.corrected import CorrectedManifest, DecidedSegment
from smartcat.models.correction import CorrectedSegment, Correction
from smartcat.models.manifest import (
    DocumentManifest,
    DocumentRef,
    Execution,
    Failure,
    ModelIdentity,
    PageResult,
    Segment,
    Separator,
    SeparatorKind,
    Settings,
    Software,
    Source,
)
from smartcat.models.page import (
    BAND_PARTS,
    BANDS,
    GRID_COLUMNS,
    GRID_ROWS,
    Band,
    CodeKind,
    OcrIdentity,
    Page,
    PageCode,
    PageLayout,
    PageTexture,
    TextSource,
)
from smartcat.models.prediction import (
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    Prediction,
)
from smartcat.models.route import Route, RouteKind
from smartcat.models.run import ItemDocument, PlannedDocument, Shard, SourceDocument, WorkItem

__all__ = [
    "BANDS",
    "BAND_PARTS",
    "GRID_COLUMNS",
    "GRID_ROWS",
    "Abstained",
    "AbstentionReason",
    "Band",
    "ClassLabel",
    "Classified",
    "CodeKind",
    "Confidence",
    "CorrectedManifest",
    "CorrectedSegment",
    "Correction",
    "DecidedSegment",
    "DocumentManifest",
    "DocumentRef",
    "Execution",
    "Failure",
    "ItemDocument",
    "LabelProbability",
    "ModelIdentity",
    "Noun",
    "OcrIdentity",
    "Page",
    "PageBlock",
    "PageCode",
    "PageLayout",
    "PageResult",
    "PageTexture",
    "PlannedDocument",
    "Prediction",
    "Route",
    "RouteKind",
    "Segment",
    "Separator",
    "SeparatorKind",
    "Settings",
    "Shard",
    "ShardReport",
    "Software",
    "Source",
    "SourceDocument",
    "TextSource",
    "WorkItem",
]
