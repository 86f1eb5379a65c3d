"""Manifests and corrections of them, made up."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    CorrectedSegment,
    Correction,
    DocumentManifest,
    Execution,
    LabelProbability,
    ModelIdentity,
    PageResult,
    Prediction,
    Segment,
    Software,
    Source,
    TextSource,
)

AT = datetime(2026, 11, 27, tzinfo=UTC)
Found = tuple[int, str, bool]
MakeManifest = Callable[[Sequence[Found]], DocumentManifest]
MakeCorrection = Callable[..., Correction]


def _prediction(label: str, *, is_sure: bool) -> Prediction:
    guess = LabelProbability(label=label, confidence=0.9)
    if is_sure:
        return Classified(label=label, confidence=0.9, top=(guess,))
    return Abstained(reason=AbstentionReason.BELOW_THRESHOLD, best_guess=guess, top=(guess,))


def _page(index: int) -> PageResult:
    return PageResult(
        page_index=index,
        prediction=_prediction("letter", is_sure=True),
        is_blank=False,
        text_source=TextSource.SUPPLIED,
        ocr_confidence=None,
        width_pt=595.0,
        height_pt=842.0,
        orientation=0,
        failure=None,
    )


@pytest.fixture(scope="session")
def make_manifest() -> MakeManifest:
    """Make a manifest with segments of so many pages, of a class, sure of it or not."""

    def make(found: Sequence[Found]) -> DocumentManifest:
        segments: list[Segment] = []
        first = 0
        for length, label, is_sure in found:
            segments.append(
                Segment(
                    first_page=first,
                    last_page=first + length - 1,
                    prediction=_prediction(label, is_sure=is_sure),
                    needs_review=not is_sure,
                )
            )
            first += length
        return DocumentManifest(
            document_id="0" * 32,
            status="done",
            source=Source(
                key="stack.pdf", sha256="s", size_bytes=1, media_type=None, page_count=first
            ),
            model=ModelIdentity(sha256="m", name="made up"),
            software=Software(smartcat="0", reader=None, ocr=None),
            settings={},
            pages=tuple(map(_page, range(first))),
            segments=tuple(segments),
            needs_review=any(one.needs_review for one in segments),
            execution=Execution(path="/stack.pdf", host="here", started_at=AT, cpu_s=0.0),
        )

    return make


@pytest.fixture(scope="session")
def make_correction() -> MakeCorrection:
    """Make a correction of a manifest: what the model found, checked, unless told otherwise."""

    def make(
        manifest: DocumentManifest,
        segments: Sequence[CorrectedSegment] | None = None,
        **changes: object,
    ) -> Correction:
        same = [
            CorrectedSegment(
                pages=tuple(range(one.first_page, one.last_page + 1)),
                label=one.prediction.best_guess.label if one.prediction.best_guess else None,
                is_checked=True,
            )
            for one in manifest.segments
        ]
        said = Correction(
            document_id=manifest.document_id,
            key=manifest.source.key,
            source_sha256=manifest.source.sha256,
            model_sha256=manifest.model.sha256,
            by="anna",
            at=AT,
            segments=tuple(same if segments is None else segments),
        )
        return said.model_copy(update=changes)

    return make
