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
    found = dict(zip(pages_of_segments(manifest), manifest.segments, strict=True))
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


def pages_of_segments(manifest: DocumentManifest) -> list[Pages]:
    """Page indexes of each segment, as they lie, without separator sheets that were kept in it."""
    sheets = {page.page_index for page in manifest.pages if page.separator}
    return [
        tuple(
            page_index
            for page_index in range(segment.first_page, segment.last_page + 1)
            if page_index not in sheets
        )
        for segment in manifest.segments
    ]


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
