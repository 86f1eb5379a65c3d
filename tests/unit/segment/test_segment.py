from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    PageResult,
    Prediction,
    TextSource,
)
from smartcat.segment import segment

BLANK = Abstained(reason=AbstentionReason.BLANK)
UNREADABLE = Abstained(reason=AbstentionReason.UNREADABLE)


def sure(label: str, confidence: float = 0.9) -> Prediction:
    return Classified(label=label, confidence=confidence, top=())


def unsure(label: str, confidence: float = 0.4) -> Prediction:
    guess = LabelProbability(label=label, confidence=confidence)
    return Abstained(reason=AbstentionReason.BELOW_THRESHOLD, best_guess=guess)


def page(page_index: int, prediction: Prediction) -> PageResult:
    is_failed = prediction == UNREADABLE
    return PageResult(
        page_index=page_index,
        prediction=prediction,
        is_blank=prediction == BLANK,
        text_source=TextSource.OCR,
        ocr_confidence=None,
        width_pt=595,
        height_pt=842,
        orientation=0,
        failure="damaged" if is_failed else None,
    )


def cut(*predictions: Prediction) -> list[tuple[int, int]]:
    pages = [page(index, prediction) for index, prediction in enumerate(predictions)]
    return [(part.first_page, part.last_page) for part in segment(pages)]


def test_neighbours_of_one_label_are_a_segment() -> None:
    assert cut(sure("a"), sure("a"), sure("b"), sure("a")) == [(0, 1), (2, 2), (3, 3)]


def test_blank_pages_do_not_decide() -> None:
    assert cut(sure("a"), BLANK, sure("a"), sure("b"), BLANK) == [(0, 2), (3, 4)]


def test_leading_blank_pages_belong_to_what_follows() -> None:
    assert cut(BLANK, BLANK, sure("a"), sure("b")) == [(0, 2), (3, 3)]


def test_a_blank_between_two_labels_stays_with_the_first() -> None:
    assert cut(sure("a"), BLANK, sure("b")) == [(0, 1), (2, 2)]


def test_a_doubtful_page_joins_by_its_best_guess_and_is_for_review() -> None:
    [part] = segment([page(0, sure("a", 0.8)), page(1, unsure("a", 0.4))])
    assert part.needs_review
    assert part.review_reasons == ("page 2: a is only 40% likely",)
    assert isinstance(part.prediction, Abstained)
    assert part.prediction.best_guess == LabelProbability(label="a", confidence=0.6)


def test_sure_pages_need_no_review() -> None:
    [part] = segment([page(0, sure("a", 0.8)), page(1, sure("a", 0.9)), page(2, BLANK)])
    assert not part.needs_review
    assert isinstance(part.prediction, Classified)
    assert part.prediction.confidence == 0.85


def test_an_unreadable_page_is_for_review_with_its_reason() -> None:
    [part] = segment([page(0, sure("a")), page(1, UNREADABLE)])
    assert part.review_reasons == ("page 2 could not be read: damaged",)


def test_nothing_but_blank_pages_gets_no_number() -> None:
    [part] = segment([page(0, BLANK), page(1, BLANK)])
    assert part.prediction == Abstained(reason=AbstentionReason.BLANK)
    assert part.needs_review


PREDICTIONS = st.sampled_from([sure("a"), sure("b"), unsure("a"), unsure("c"), BLANK, UNREADABLE])


@given(st.lists(PREDICTIONS, max_size=40))
def test_segments_cover_all_pages_once_in_order(predictions: list[Prediction]) -> None:
    spans = cut(*predictions)
    covered = [index for first, last in spans for index in range(first, last + 1)]
    assert covered == list(range(len(predictions)))
