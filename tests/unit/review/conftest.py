"""Manifests made up by hand, small ones."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    DocumentManifest,
    Execution,
    Failure,
    LabelProbability,
    ModelIdentity,
    PageResult,
    Segment,
    Separator,
    SeparatorKind,
    Software,
    Source,
    TextSource,
)

Manifest = Callable[..., DocumentManifest]
TOP = (
    LabelProbability(label="letter", confidence=0.75),
    LabelProbability(label="invoice", confidence=0.25),
)


def _page(page_index: int, *, is_sheet: bool) -> PageResult:
    return PageResult(
        page_index=page_index,
        prediction=Classified(label="letter", confidence=0.75, top=TOP),
        separator=Separator(kind=SeparatorKind.QR) if is_sheet else None,
        is_blank=False,
        text_source=TextSource.OCR,
        ocr_confidence=0.9,
        width_pt=595,
        height_pt=842,
        orientation=0,
        failure=None,
    )


def _segment(first_page: int, last_page: int, *, is_doubtful: bool) -> Segment:
    abstained = Abstained(reason=AbstentionReason.UNKNOWN_KIND, best_guess=TOP[0], top=TOP)
    classified = Classified(label="letter", confidence=0.75, top=TOP)
    return Segment(
        first_page=first_page,
        last_page=last_page,
        prediction=abstained if is_doubtful else classified,
        needs_review=is_doubtful,
    )


@pytest.fixture
def manifest() -> Manifest:
    """Make a manifest of segments of so many pages; which are doubtful or sheets is told."""

    def make(
        *lengths: int,
        key: str = "packet.pdf",
        doubtful: Sequence[int] = (),
        sheets: Sequence[int] = (),
        **fields: object,
    ) -> DocumentManifest:
        starts = [sum(lengths[:place]) for place in range(len(lengths))]
        values = {
            "document_id": key.encode().hex(),
            "status": "done",
            "source": Source(
                key=key, sha256="s", size_bytes=1, media_type=None, page_count=sum(lengths)
            ),
            "model": ModelIdentity(sha256="m", name="made up"),
            "software": Software(smartcat="0", reader=None, ocr=None),
            "settings": {},
            "pages": [_page(index, is_sheet=index in sheets) for index in range(sum(lengths))],
            "segments": [
                _segment(start, start + length - 1, is_doubtful=place in doubtful)
                for place, (start, length) in enumerate(zip(starts, lengths, strict=True))
            ],
            "needs_review": bool(doubtful),
            "execution": Execution(
                path=key, host="here", started_at=datetime(2026, 11, 27, tzinfo=UTC), cpu_s=0
            ),
        }
        return DocumentManifest.model_validate({**values, **fields})

    return make


@pytest.fixture
def failed(manifest: Manifest) -> DocumentManifest:
    """A document that could not be sorted."""
    failure = Failure(error="EncryptedDocumentError", exit_code=33, message="it has a password")
    return manifest(key="locked.pdf", status="failed", failure=failure)
