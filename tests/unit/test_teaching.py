from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
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
from smartcat.teaching import SegmentPlace, teaching_order

Told = tuple[float, tuple[str, ...]]
LABELS = ("invoice", "letter", "memo")


def sure(confidence: float, *evidence: str, label: str = "invoice") -> Prediction:
    """A prediction whose next label has all that is left."""
    other = next(one for one in LABELS if one != label)
    top = (
        LabelProbability(label=label, confidence=confidence),
        LabelProbability(label=other, confidence=1 - confidence),
    )
    return Classified(label=label, confidence=confidence, top=top, evidence=evidence)


def unknown(*evidence: str) -> Prediction:
    one = sure(0.99, *evidence)
    return Abstained(
        reason=AbstentionReason.UNKNOWN_KIND,
        best_guess=one.best_guess,
        top=one.top,
        evidence=evidence,
    )


def document(name: str, *predictions: Prediction) -> DocumentManifest:
    """A document of one-page segments."""
    return DocumentManifest(
        document_id=name,
        status="done",
        source=Source(key=name, sha256=None, size_bytes=None, media_type=None, page_count=None),
        model=ModelIdentity(sha256="", name=""),
        software=Software(smartcat="", reader=None, ocr=None),
        settings={},
        pages=tuple(page(index, one) for index, one in enumerate(predictions)),
        segments=tuple(
            Segment(
                first_page=index,
                last_page=index,
                prediction=one.model_copy(update={"evidence": ()}),
                needs_review=False,
            )
            for index, one in enumerate(predictions)
        ),
        needs_review=False,
        execution=Execution(path="", host="", started_at=datetime(2026, 1, 1, tzinfo=UTC), cpu_s=0),
    )


def page(index: int, prediction: Prediction) -> PageResult:
    return PageResult(
        page_index=index,
        prediction=prediction,
        is_blank=False,
        text_source=TextSource.OCR,
        ocr_confidence=None,
        width_pt=0,
        height_pt=0,
        orientation=0,
        failure=None,
    )


def documents(told: Sequence[Told]) -> list[DocumentManifest]:
    return [
        document(f"{number:04}", sure(confidence, *words))
        for number, (confidence, words) in enumerate(told)
    ]


told_pages = st.lists(
    st.tuples(
        st.floats(0.5, 1.0).map(lambda value: round(value, 4)),
        st.lists(st.sampled_from(["tax", "net", "dear", "sum"]), max_size=3).map(tuple),
    ),
    max_size=12,
)


@given(told_pages, st.randoms())
def test_every_segment_comes_once_in_an_order_that_the_manifests_alone_decide(
    told: list[Told], dice: Random
) -> None:
    manifests = documents(told)
    order = teaching_order(manifests)
    assert sorted(order) == [SegmentPlace(one.document_id, 0) for one in manifests]
    dice.shuffle(manifests)
    assert teaching_order(manifests) == order


def test_of_twenty_copies_one_is_near_the_front_and_the_others_are_last() -> None:
    copies = [document(f"copy{number:02}", sure(0.5, "tax", "net")) for number in range(20)]
    others = [document(f"other{number}", sure(0.6, f"word{number}")) for number in range(8)]
    order = [one.document_id for one in teaching_order([*copies, *others])]
    assert sum(name.startswith("copy") for name in order[:9]) == 1
    assert all(name.startswith("copy") for name in order[9:])


def test_what_the_model_is_sure_of_comes_after_what_it_doubts() -> None:
    certain = [document(f"a{number}", sure(1.0, f"word{number}")) for number in range(20)]
    doubted = [document(f"b{number}", sure(0.55, f"other{number}")) for number in range(5)]
    order = [one.document_id for one in teaching_order([*certain, *doubted])]
    assert {name[0] for name in order[:5]} == {"b"}


def test_of_pages_that_look_like_no_known_class_each_counts_as_doubted() -> None:
    # Their probabilities are those of a page that the model is sure of, and mean nothing.
    strange = [document(f"b{number}", unknown(f"other{number}")) for number in range(3)]
    certain = [document(f"a{number}", sure(0.99, f"word{number}")) for number in range(20)]
    order = [one.document_id for one in teaching_order([*certain, *strange])]
    assert {name[0] for name in order[:3]} == {"b"}


def test_a_segment_without_anything_to_label_comes_last_and_keeps_its_place() -> None:
    blank = Abstained(reason=AbstentionReason.BLANK)
    order = teaching_order([document("a", blank, sure(0.6, "tax")), document("b", sure(1.0))])
    assert order[0] == SegmentPlace("a", 1)
    assert set(order[1:]) == {SegmentPlace("a", 0), SegmentPlace("b", 0)}


def test_nothing_is_ordered_to_nothing() -> None:
    assert teaching_order([]) == []
    assert teaching_order([document("failed")]) == []
