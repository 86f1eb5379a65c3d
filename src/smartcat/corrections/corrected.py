"""A document's result with its correction in place of what the model said."""

from smartcat.corrections.stored import StoredCorrection
from smartcat.models import (
    CorrectedManifest,
    CorrectedSegment,
    DecidedSegment,
    DocumentManifest,
    LabelProbability,
    Segment,
)

Pages = tuple[int, ...]


def corrected_manifest(manifest: DocumentManifest, stored: StoredCorrection) -> CorrectedManifest:
    """Take a correction into a result; it must fit it: `check_fits`."""
    correction = stored.correction
    found = {pages_of(segment): segment for segment in manifest.segments}
    segments = tuple(_decided(one, found.get(one.pages)) for one in correction.segments)
    return CorrectedManifest(
        document_id=manifest.document_id,
        source=manifest.source,
        model=manifest.model,
        number=stored.number,
        by=correction.by,
        at=correction.at,
        segments=segments,
        needs_review=any(one.needs_review for one in segments),
    )


def pages_of(segment: Segment) -> Pages:
    """Page indexes of a segment, as they lie."""
    return tuple(range(segment.first_page, segment.last_page + 1))


def _decided(said: CorrectedSegment, found: Segment | None) -> DecidedSegment:
    """What stands of a segment, and who decided: what was changed and not checked needs review."""
    guess = found.prediction.best_guess if found else None
    if found is not None and not said.is_checked and said.label in {None, _label(guess)}:
        return DecidedSegment(
            pages=said.pages,
            label=_label(guess),
            confidence=guess.confidence if guess else None,
            decided_by="model",
            needs_review=found.needs_review,
        )
    return DecidedSegment(
        pages=said.pages,
        label=said.label,
        decided_by="person",
        needs_review=not said.is_checked,
    )


def _label(guess: LabelProbability | None) -> str | None:
    return guess.label if guess else None
