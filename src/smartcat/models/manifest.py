"""The result of one document."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from smartcat.models.base import Confidence, Noun, Share
from smartcat.models.page import OcrIdentity, TextSource
from smartcat.models.prediction import Prediction
from smartcat.models.route import Route


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
        ocr_languages: The language packs that recognised it.
        read_share: Share of its inked rows that were recognised, 0 to 1: less than 1
            where the class was settled by then; absent without OCR.
        failure: Why it could not be read; absent when it was.
    """

    page_index: int
    prediction: Prediction
    boundary_confidence: Confidence | None = None
    separator: Separator | None = None
    is_blank: bool
    text_source: TextSource
    ocr_confidence: Confidence | None
    ocr_languages: tuple[str, ...] = ()
    read_share: Share | None = None
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
        route: Why it was processed where it was, and what that was expected to take; absent where
            nothing chose, as on a single machine.
    """

    path: str
    host: str
    started_at: datetime
    cpu_s: float
    route: Route | None = None


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
