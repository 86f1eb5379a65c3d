"""What the page is told: manifests as far as people look at them, as JSON."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from smartcat.corrections import StoredCorrection, pages_of_segments
from smartcat.models import (
    Abstained,
    AbstentionReason,
    ClassLabel,
    Confidence,
    CorrectedSegment,
    DocumentManifest,
    LabelProbability,
    Noun,
    PageResult,
    Prediction,
    Segment,
)
from smartcat.review.order import Place

_WHY_NO_CLASS = {
    AbstentionReason.BELOW_THRESHOLD: "the model is not sure enough of its class",
    AbstentionReason.BLANK: "it is blank",
    AbstentionReason.NO_TEXT: "no text was found on it",
    AbstentionReason.UNKNOWN_KIND: "it looks like none of the classes that the model knows",
    AbstentionReason.NO_CLASSES: "the model knows no classes",
    AbstentionReason.UNREADABLE: "it could not be read",
}


class ReviewedPrediction(Noun):
    """A class as the model sees it.

    Attributes:
        label: The class, or the best guess; absent where nothing was scored.
        confidence: How probable that is.
        doubt: Why the model would not say so; absent where it does.
        top: The most probable labels, best first.
        evidence: Words that spoke for it.
    """

    label: ClassLabel | None = None
    confidence: Confidence | None = None
    doubt: str | None = None
    top: tuple[LabelProbability, ...] = ()
    evidence: tuple[str, ...] = ()


class ReviewedPage(Noun):
    """What is shown of a page; ``separator`` says what parted documents there."""

    page_index: int
    prediction: ReviewedPrediction
    boundary_confidence: Confidence | None = None
    separator: str | None = None
    is_blank: bool = False
    ocr_confidence: Confidence | None = None
    read_share: float | None = None
    failure: str | None = None


class ReviewedSegment(Noun):
    """What is shown of a segment, as the model has it; its pages are page indexes."""

    pages: tuple[int, ...]
    prediction: ReviewedPrediction
    start_confidence: Confidence | None = None
    end_confidence: Confidence | None = None
    cut_reasons: tuple[str, ...] = ()
    needs_review: bool = False
    review_reasons: tuple[str, ...] = ()


class StoredState(Noun):
    """What people said of a document before: its latest correction, by its number."""

    number: int
    by: str
    segments: tuple[CorrectedSegment, ...]


class ReviewedDocument(Noun):
    """A document with its pages and segments; one that failed has its reason alone."""

    document_id: str
    key: str
    source_sha256: str | None = None
    model_sha256: str
    failure: str | None = None
    pages: tuple[ReviewedPage, ...] = ()
    segments: tuple[ReviewedSegment, ...] = ()
    stored: StoredState | None = None


class ReviewData(Noun):
    """All that the page is told, but for the pictures.

    Attributes:
        digest: Of what was sorted; progress in the browser is kept under it.
        labels: All labels that the page can offer, those of most segments first.
        order: Position of a document, and of a segment among its segments, in the order in which
            they are to be looked at.
        documents: The documents, as they were named.
    """

    digest: str
    labels: tuple[ClassLabel, ...]
    order: tuple[tuple[int, int], ...]
    documents: tuple[ReviewedDocument, ...]


def review_data(
    manifests: Sequence[DocumentManifest],
    order: Sequence[Place],
    stored: Mapping[str, StoredCorrection],
    labels: Sequence[ClassLabel] = (),
) -> ReviewData:
    """Say what people look at.

    Args:
        manifests: The results.
        order: In which order their segments are looked at.
        stored: What people said before, by document id.
        labels: Labels to offer besides those that the manifests have.
    """
    documents = [_document(one, stored.get(one.document_id)) for one in manifests]
    shown = [_shown_segments(one) for one in manifests]
    return ReviewData(
        digest=_digest(documents),
        labels=_labels(documents, labels),
        order=tuple(
            (place.document, shown[place.document][place.segment])
            for place in order
            if place.segment in shown[place.document]
        ),
        documents=tuple(documents),
    )


def _document(manifest: DocumentManifest, stored: StoredCorrection | None) -> ReviewedDocument:
    return ReviewedDocument(
        document_id=manifest.document_id,
        key=manifest.source.key,
        source_sha256=manifest.source.sha256,
        model_sha256=manifest.model.sha256,
        failure=manifest.failure.message if manifest.failure else None,
        pages=tuple(map(_page, manifest.pages)),
        segments=tuple(
            _segment(segment, pages)
            for segment, pages in zip(manifest.segments, pages_of_segments(manifest), strict=True)
            if pages
        ),
        stored=state_of(stored) if stored else None,
    )


def state_of(stored: StoredCorrection) -> StoredState:
    """What the page is told of a correction."""
    said = stored.correction
    return StoredState(number=stored.number, by=said.by, segments=said.segments)


def _page(page: PageResult) -> ReviewedPage:
    return ReviewedPage(
        page_index=page.page_index,
        prediction=_prediction(page.prediction),
        boundary_confidence=page.boundary_confidence,
        separator=page.separator.kind.value if page.separator else None,
        is_blank=page.is_blank,
        ocr_confidence=page.ocr_confidence,
        read_share=page.read_share,
        failure=page.failure,
    )


def _segment(segment: Segment, pages: tuple[int, ...]) -> ReviewedSegment:
    return ReviewedSegment(
        pages=pages,
        prediction=_prediction(segment.prediction),
        start_confidence=segment.start_confidence,
        end_confidence=segment.end_confidence,
        cut_reasons=segment.cut_reasons,
        needs_review=segment.needs_review,
        review_reasons=segment.review_reasons,
    )


def _prediction(prediction: Prediction) -> ReviewedPrediction:
    guess = prediction.best_guess
    return ReviewedPrediction(
        label=guess.label if guess else None,
        confidence=guess.confidence if guess else None,
        doubt=_WHY_NO_CLASS[prediction.reason] if isinstance(prediction, Abstained) else None,
        top=prediction.top,
        evidence=prediction.evidence,
    )


def _shown_segments(manifest: DocumentManifest) -> dict[int, int]:
    """Segments that have pages besides separator sheets, each with its position among these."""
    shown = (index for index, pages in enumerate(pages_of_segments(manifest)) if pages)
    return {index: position for position, index in enumerate(shown)}


def _labels(
    documents: Sequence[ReviewedDocument], more: Sequence[ClassLabel]
) -> tuple[ClassLabel, ...]:
    """All labels there are, those first that most segments have."""
    counts: Counter[str] = Counter()
    for document in documents:
        for segment in document.segments:
            counts.update([segment.prediction.label] if segment.prediction.label else [])
            counts.update({one.label: 0 for one in segment.prediction.top})
        for page in document.pages:
            counts.update({one.label: 0 for one in page.prediction.top})
    counts.update(dict.fromkeys(more, 0))
    return tuple(sorted(counts, key=lambda label: (-counts[label], label)))


def _digest(documents: Sequence[ReviewedDocument]) -> str:
    told = hashlib.sha256()
    for document in documents:
        sorted_once = document.model_copy(update={"stored": None})
        told.update(sorted_once.model_dump_json().encode())
    return told.hexdigest()
