"""The nouns of SmartCat, frozen: what the stages hand to each other and what manifests hold.

Page indexes are 0-based here and in JSON; page numbers (1-based) exist only for people.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

ClassLabel = str
"""One of the closed set of labels in the model bundle."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A calibrated probability; absent where nothing was scored."""

GRID_ROWS = 12
GRID_COLUMNS = 8
BANDS = ("head", "below_head", "foot", "above_foot", "left", "right")
"""Strips along the sides of a page."""
BAND_PARTS = 32
Band = Annotated[tuple[int, ...], Field(min_length=BAND_PARTS, max_length=BAND_PARTS)]
"""Share of ink in each part of a strip, in 1/255."""


class Noun(BaseModel):
    """Base of all nouns: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class TextSource(StrEnum):
    """Where the text of a page came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    SUPPLIED = "supplied"
    """Given beside the page, as in a labelled dataset."""
    NONE = "none"
    """The page is blank, OCR is off, or the page could not be read."""


class PageTexture(Noun):
    """How a page was written and scanned, in shares of its width and height.

    Pages of one document are mostly alike in this. Nothing here depends on the page's size.

    Attributes:
        left: Where the ink begins, from the left.
        top: Where the ink begins, from the top.
        right: Where the ink ends, from the left.
        bottom: Where the ink ends, from the top.
        line_pitch: Distance from line to line; 0 without ink.
        line_regularity: How evenly lines follow each other, -1 to 1.
        stroke_width: Mean width of what is black along a row.
        stroke_height: Mean height of what is black down a column.
        edges: Share of ink along the left, the right, the top and the bottom edge.
        bands: Ink in each of ``BANDS``, where headers, footers, stamps and edges of the scan are.
    """

    left: float
    top: float
    right: float
    bottom: float
    line_pitch: float
    line_regularity: float
    stroke_width: float
    stroke_height: float
    edges: tuple[float, float, float, float]
    bands: Annotated[tuple[Band, ...], Field(min_length=len(BANDS), max_length=len(BANDS))]


class PageLayout(Noun):
    """Where the ink of a page is; measured on the raster, or on the boxes of a text layer.

    Attributes:
        ink_fraction: Share of the page that is inked, 0 to 1.
        ink_grid: Share of ink in each cell of a grid of ``GRID_ROWS`` x ``GRID_COLUMNS``,
            row by row from the top left, in 1/255.
        is_blank: Whether a person would call the page empty.
        texture: How it was written and scanned; absent where the page was not rendered.
    """

    ink_fraction: float
    ink_grid: tuple[int, ...]
    is_blank: bool
    texture: PageTexture | None = None


class CodeKind(StrEnum):
    """What a machine-readable mark on a page is."""

    PATCH_T = "patch_t"
    QR = "qr"
    CODE_128 = "code_128"
    CODE_39 = "code_39"


class PageCode(Noun):
    """A machine-readable mark on a page.

    Attributes:
        kind: What it is.
        value: What it says; absent where a mark was seen that could not be read.
    """

    kind: CodeKind
    value: str | None


class Page(Noun):
    """One side of a document, as it was read.

    Attributes:
        page_index: 0-based position in the document.
        text: The page's text; lines end with a newline, in reading order.
        text_source: Where the text came from.
        ocr_confidence: Mean word confidence of the OCR engine, 0 to 1; absent without OCR.
        width_pt: Width as a reader sees the page, in points (1/72 inch).
        height_pt: Height as a reader sees the page, in points.
        orientation: Clockwise degrees by which the stored page was turned to be upright.
        layout: Where the ink is; absent where the page could not be rendered, and for plain text.
        codes: The machine-readable marks on it, if they were looked for.
        failure: Why the page could not be read; absent when it was.
    """

    page_index: int = Field(ge=0)
    text: str = ""
    text_source: TextSource = TextSource.NONE
    ocr_confidence: Confidence | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0
    orientation: Literal[0, 90, 180, 270] = 0
    layout: PageLayout | None = None
    codes: tuple[PageCode, ...] = ()
    failure: str | None = None


class OcrIdentity(Noun):
    """What recognised the text: the same identity gives the same text for the same pixels.

    Attributes:
        engine: ``tesserocr`` or ``pytesseract``.
        version: Version of the Tesseract library or program that the engine drives.
        languages: Language pack to the first twelve hex digits of its file's SHA-256.
    """

    engine: str
    version: str
    languages: dict[str, str]


class LabelProbability(Noun):
    """One label and its calibrated probability."""

    label: ClassLabel
    confidence: Confidence


class AbstentionReason(StrEnum):
    """Why no class was given."""

    BELOW_THRESHOLD = "below_threshold"
    BLANK = "blank"
    NO_TEXT = "no_text"
    UNKNOWN_KIND = "unknown_kind"
    """It looks like none of the classes that the model knows."""
    NO_CLASSES = "no_classes"
    """The model finds documents and knows no classes."""
    UNREADABLE = "unreadable"


class Classified(Noun):
    """The model is sure enough of a class.

    Attributes:
        label: The class.
        confidence: Its calibrated probability.
        top: The most probable labels, best first.
        evidence: The page's own words that spoke most for the label, strongest first.
    """

    outcome: Literal["classified"] = "classified"
    label: ClassLabel
    confidence: Confidence
    top: tuple[LabelProbability, ...]
    evidence: tuple[str, ...] = ()

    @property
    def best_guess(self) -> LabelProbability:
        """The class and its confidence; `Abstained` has a best guess, too, or none."""
        return LabelProbability(label=self.label, confidence=self.confidence)


class Abstained(Noun):
    """No class was given, for a reason; the best guess is there if anything was scored."""

    outcome: Literal["abstained"] = "abstained"
    reason: AbstentionReason
    best_guess: LabelProbability | None = None
    top: tuple[LabelProbability, ...] = ()
    evidence: tuple[str, ...] = ()


Prediction = Annotated[Classified | Abstained, Field(discriminator="outcome")]


class DocumentRef(Noun):
    """One input file.

    Attributes:
        key: Its name below the folder or bucket that was asked for; part of its identity.
        path: Where it lies on this machine.
    """

    key: str
    path: Path


class SeparatorKind(StrEnum):
    """What makes a page a separator."""

    PATCH_T = "patch_t"
    QR = "qr"
    CODE_128 = "code_128"
    CODE_39 = "code_39"
    BLANK = "blank"


class Separator(Noun):
    """A page that was put into the stack to part documents.

    Attributes:
        kind: What it was known by.
        value: What its code says; absent without one.
    """

    kind: SeparatorKind
    value: str | None = None


class PageResult(Noun):
    """What a manifest says of one page; its text is not part of it.

    Attributes:
        is_blank: Whether the page is empty; blank pages decide neither class nor boundary.
        prediction: Its class, or why it has none.
        boundary_confidence: Probability that a document begins here; absent where nothing was
            scored: at the first page, at pages that are blank or could not be read, and where no
            model looked for boundaries.
        separator: What parted documents here, if this page did.
        failure: Why it could not be read; absent when it was.
    """

    page_index: int
    prediction: Prediction
    boundary_confidence: Confidence | None = None
    separator: Separator | None = None
    is_blank: bool
    text_source: TextSource
    ocr_confidence: Confidence | None
    width_pt: float
    height_pt: float
    orientation: int
    failure: str | None


class Segment(Noun):
    """Consecutive pages that belong together: one logical document.

    Attributes:
        first_page: Page index of its boundary.
        last_page: Page index of its last page, included.
        prediction: Its class, or why it has none.
        start_confidence: Probability that a document begins at its first page; absent at the
            start of the stream, and where the cut was not scored (a separator sheet made it).
        end_confidence: Probability that another begins after its last page; absent likewise.
        cut_reasons: Why it begins where it does, in words; none at the start of the stream.
        ends_in_doubt: Whether a person must look at where it begins or ends.
        needs_review: Whether a person must look at it.
        review_reasons: What the person should look at, in words.
    """

    first_page: int
    last_page: int
    prediction: Prediction
    start_confidence: Confidence | None = None
    end_confidence: Confidence | None = None
    cut_reasons: tuple[str, ...] = ()
    ends_in_doubt: bool = False
    needs_review: bool
    review_reasons: tuple[str, ...] = ()


Settings = Mapping[str, str | bool | int | tuple[str, ...]]
"""The settings that change a result, as plain JSON values."""


class Source(Noun):
    """The input: its key, and what is known of its bytes."""

    key: str
    sha256: str | None
    size_bytes: int | None
    media_type: str | None
    page_count: int | None


class ModelIdentity(Noun):
    """Which model bundle decided."""

    sha256: str
    name: str


class Software(Noun):
    """What the result depends on besides the model: this code, and what read the pages."""

    smartcat: str
    reader: str | None
    ocr: OcrIdentity | None


class Failure(Noun):
    """Why a document has no result; ``exit_code`` is of `smartcat.errors.ExitCode`."""

    error: str
    exit_code: int
    message: str


class Execution(Noun):
    """All that may differ between two runs over the same input; comparison leaves it out.

    Attributes:
        path: Where the document lay.
        host: Name of the machine.
        started_at: When its first page was asked for.
        cpu_s: CPU seconds that reading its pages took.
    """

    path: str
    host: str
    started_at: datetime
    cpu_s: float


class DocumentManifest(Noun):
    """The result of one document.

    Attributes:
        schema_version: Version of this form.
        document_id: Digest of what the result depends on: key, content, model, settings.
        status: ``failed`` if there is no result, and then ``failure`` says why.
        settings: The settings that change the result.
        needs_review: Whether a person must look at any segment.
    """

    schema_version: Literal[1] = 1
    document_id: str
    status: Literal["done", "failed"]
    source: Source
    model: ModelIdentity
    software: Software
    settings: Settings
    pages: tuple[PageResult, ...] = ()
    segments: tuple[Segment, ...] = ()
    needs_review: bool
    failure: Failure | None = None
    execution: Execution
