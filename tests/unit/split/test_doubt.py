from datetime import UTC, datetime

import pytest

from smartcat.errors import ReviewRequiredError
from smartcat.models import (
    Abstained,
    AbstentionReason,
    DocumentManifest,
    Execution,
    ModelIdentity,
    Segment,
    Software,
    Source,
)
from smartcat.split import check_ends, doubtful_cuts

UNKNOWN = Abstained(reason=AbstentionReason.NO_TEXT)


def manifest(*segments: Segment) -> DocumentManifest:
    return DocumentManifest(
        document_id="0",
        status="done",
        source=Source(key="a.pdf", sha256=None, size_bytes=None, media_type=None, page_count=9),
        model=ModelIdentity(sha256="0", name="model"),
        software=Software(smartcat="0", reader=None, ocr=None),
        settings={},
        segments=segments,
        needs_review=True,
        execution=Execution(path="a.pdf", host="h", started_at=datetime.now(UTC), cpu_s=0.0),
    )


def segment(first: int, last: int, *reasons: str, in_doubt: bool) -> Segment:
    return Segment(
        first_page=first,
        last_page=last,
        prediction=UNKNOWN,
        ends_in_doubt=in_doubt,
        needs_review=True,
        review_reasons=reasons,
    )


def test_a_doubtful_class_is_no_reason_not_to_cut() -> None:
    sure = manifest(segment(0, 2, "page 1: letter is only 31% likely", in_doubt=False))
    assert doubtful_cuts(sure) == ()
    check_ends(sure)


def test_doubtful_ends_are_named_with_pages_reasons_and_what_to_do() -> None:
    doubtful = manifest(
        segment(0, 2, "it may go on", in_doubt=True),
        segment(3, 3, "it may belong to the one before", in_doubt=True),
        segment(4, 8, "page 5: letter is only 31% likely", in_doubt=False),
    )
    assert [one.first_page for one in doubtful_cuts(doubtful)] == [0, 3]
    with pytest.raises(ReviewRequiredError) as refused:
        check_ends(doubtful)
    message = str(refused.value)
    assert "pages 1-3: it may go on" in message
    assert "page 4: it may belong to the one before" in message
    assert "letter" not in message
    assert "--cut-in-doubt" in message


def test_of_very_many_doubts_only_the_first_are_shown() -> None:
    doubtful = manifest(*(segment(page, page, "?", in_doubt=True) for page in range(300)))
    with pytest.raises(ReviewRequiredError, match="and 290 more") as refused:
        check_ends(doubtful)
    assert len(str(refused.value).splitlines()) == 13
