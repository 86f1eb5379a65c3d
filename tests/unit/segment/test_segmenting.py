from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    CodeKind,
    PageCode,
    Segment,
    Separator,
    SeparatorKind,
)
from smartcat.segment import (
    Acceptance,
    Cut,
    Cuts,
    Observation,
    SplitOptions,
    find_cuts,
    segments_of,
)

Observe = Callable[..., Observation]

ACCEPTANCE = Acceptance(
    labels=("a", "b", "c"), dependence=1.0, class_threshold=0.7, boundary_threshold=0.8
)
SHEET = Separator(kind=SeparatorKind.PATCH_T)
PATCH_T = PageCode(kind=CodeKind.PATCH_T, value="PATCHT")


def cut(
    pages: Sequence[Observation], found: Cuts | None = None, *, keep: bool = False
) -> tuple[Segment, ...]:
    found = find_cuts(pages, SplitOptions(), None) if found is None else found
    return segments_of(pages, found, ACCEPTANCE, keep_separators=keep)


def spans(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [(one.first_page, one.last_page) for one in segments]


def test_neighbours_of_one_class_are_a_segment(observe: Observe) -> None:
    pages = [observe(index, label) for index, label in enumerate("aaba")]
    assert spans(cut(pages)) == [(0, 1), (2, 2), (3, 3)]


def test_blank_pages_do_not_decide(observe: Observe) -> None:
    labels = ["a", None, "a", "b", None]
    pages = [
        observe(index, label, layout="printed" if label else "blank")
        for index, label in enumerate(labels)
    ]
    assert spans(cut(pages)) == [(0, 2), (3, 4)]


def test_leading_blank_pages_belong_to_what_follows(observe: Observe) -> None:
    pages = [observe(0, layout="blank"), observe(1, layout="blank"), observe(2, "a")]
    assert spans(cut([*pages, observe(3, "b")])) == [(0, 2), (3, 3)]


def test_a_blank_back_stays_with_the_page_before_it(observe: Observe) -> None:
    pages = [observe(0, "a"), observe(1, layout="blank"), observe(2, "b")]
    assert spans(cut(pages)) == [(0, 1), (2, 2)]


def test_an_unreadable_page_within_a_document_does_not_part_it(observe: Observe) -> None:
    [part] = cut([observe(0, "a"), observe(1, failure="torn"), observe(2, "a")])
    assert part.review_reasons == ("page 2 could not be read: torn",)
    assert part.needs_review
    assert not part.ends_in_doubt


def test_an_unreadable_page_between_two_documents_may_be_of_either(observe: Observe) -> None:
    pages = [observe(0, "a"), observe(1, failure="torn"), observe(2, layout="blank")]
    first, second = cut([*pages, observe(3, "b")])
    assert first.ends_in_doubt
    assert first.review_reasons[0] == "page 2 may belong to the document after it"
    assert not second.needs_review


def test_a_sheet_tells_where_an_unreadable_page_belongs(observe: Observe) -> None:
    pages = [observe(0, "a"), observe(1, failure="torn"), observe(2), observe(3, "a")]
    first, _ = cut(pages, Cuts({3: Cut(None, ())}, {}, {2: SHEET}))
    assert not first.ends_in_doubt


def test_pages_of_their_own_are_in_no_doubt_though_unreadable(observe: Observe) -> None:
    pages = [observe(0, failure="torn"), observe(1, failure="torn"), observe(2, "a")]
    found = find_cuts(pages, SplitOptions.model_validate({"modes": ("page",)}), None)
    assert [part.ends_in_doubt for part in cut(pages, found)] == [False, False, False]


def test_the_class_of_a_segment_is_that_of_its_pages_together(observe: Observe) -> None:
    [part] = cut([observe(0, "a", 0.95), observe(1, "a", 0.6)])
    assert isinstance(part.prediction, Classified)
    assert 0.6 < part.prediction.confidence < 0.95
    assert [one.label for one in part.prediction.top] == ["a", "b", "c"]
    assert not part.needs_review


def test_independent_pages_make_each_other_surer(observe: Observe) -> None:
    pages = [observe(0, "a", 0.8), observe(1, "a", 0.8)]
    sure = Acceptance(labels=ACCEPTANCE.labels, dependence=0.0)
    [part] = segments_of(pages, Cuts(), sure, keep_separators=False)
    assert isinstance(part.prediction, Classified)
    assert part.prediction.confidence > 0.8


def test_a_doubtful_class_is_for_review_with_the_best_guess(observe: Observe) -> None:
    [part] = cut([observe(0, "a", 0.5), observe(1, "a", 0.5)])
    assert isinstance(part.prediction, Abstained)
    assert part.prediction.reason is AbstentionReason.BELOW_THRESHOLD
    assert part.prediction.best_guess
    assert part.prediction.best_guess.label == "a"
    assert part.review_reasons == ("a is only 50% likely",)
    assert not part.ends_in_doubt


def test_pages_of_an_unknown_kind_are_of_no_class(observe: Observe) -> None:
    [part] = cut([of_unknown_kind(observe(index, "a", 0.99)) for index in range(2)])
    assert isinstance(part.prediction, Abstained)
    assert part.prediction.reason is AbstentionReason.UNKNOWN_KIND
    assert part.prediction.best_guess
    assert part.review_reasons == ("it looks like none of the classes that the model knows",)


def test_an_odd_page_leaves_its_document_the_class_of_the_others(observe: Observe) -> None:
    pages = [observe(0, "a", 0.9), of_unknown_kind(observe(1, "b", 0.99))]
    [part] = cut(pages, Cuts())
    assert isinstance(part.prediction, Classified)
    assert part.prediction.label == "a"


def of_unknown_kind(page: Observation) -> Observation:
    prediction = Abstained(
        reason=AbstentionReason.UNKNOWN_KIND, best_guess=page.result.prediction.best_guess
    )
    return page._replace(result=page.result.model_copy(update={"prediction": prediction}))


def test_a_page_that_differs_from_its_document_is_for_review(observe: Observe) -> None:
    [part] = cut([observe(0, "a", 0.99), observe(1, "b", 0.75)], Cuts())
    assert part.review_reasons == ("page 2 looks like b",)


def test_a_page_without_text_is_for_review(observe: Observe) -> None:
    [part] = cut([observe(0, "a"), observe(1)])
    assert part.review_reasons == ("page 2 has no text",)


@pytest.mark.parametrize("layouts", [("blank",), ("blank", "blank")])
def test_nothing_but_blank_pages_gets_no_number(observe: Observe, layouts: tuple[str, ...]) -> None:
    [part] = cut([observe(index, layout=layout) for index, layout in enumerate(layouts)])
    assert part.prediction == Abstained(reason=AbstentionReason.BLANK)
    assert part.review_reasons == ("nothing is written on these pages",)


def test_nothing_but_unreadable_pages_gets_no_number(observe: Observe) -> None:
    [part] = cut([observe(0, failure="torn"), observe(1, layout="blank")])
    assert part.prediction == Abstained(reason=AbstentionReason.UNREADABLE)


def test_confidences_are_those_of_the_cuts(observe: Observe) -> None:
    pages = [observe(index, "a") for index in range(3)]
    found = Cuts({1: Cut(0.9, ("it says so",)), 2: Cut(None, ("a sheet",))})
    first, second, third = cut(pages, found)
    assert (first.start_confidence, first.end_confidence, first.cut_reasons) == (None, 0.9, ())
    assert (second.start_confidence, second.end_confidence) == (0.9, None)
    assert second.cut_reasons == ("it says so",)
    assert (third.start_confidence, third.end_confidence) == (None, None)
    assert not any(part.needs_review for part in (first, second, third))


def test_a_doubtful_cut_is_for_review_and_puts_both_sides_in_doubt(observe: Observe) -> None:
    pages = [observe(index, "a") for index in range(3)]
    first, second = cut(pages, Cuts({2: Cut(0.6, ())}, {1: 0.05, 2: 0.6}))
    assert first.ends_in_doubt
    assert second.ends_in_doubt
    assert second.review_reasons == ("page 3 begins a document with only 60%",)


def test_a_cut_that_was_doubtfully_left_out_is_for_review(observe: Observe) -> None:
    pages = [observe(index, "a") for index in range(3)]
    [part] = cut(pages, Cuts({}, {1: 0.05, 2: 0.4}))
    assert part.ends_in_doubt
    assert part.review_reasons == ("page 3 may begin another document (40%)",)


@given(st.integers(0, 4999))
def test_a_decision_as_sure_as_the_threshold_stands(observe: Observe, tenthousandths: int) -> None:
    score = tenthousandths / 10_000
    acceptance = Acceptance(boundary_threshold=round(1 - score, 4))
    pages = [observe(0), observe(1)]
    for found in (Cuts({}, {1: score}), Cuts({1: Cut(round(1 - score, 4), ())})):
        parts = segments_of(pages, found, acceptance, keep_separators=False)
        assert not any(part.ends_in_doubt for part in parts)


def test_what_is_doubtful_about_a_page_is_for_review(observe: Observe) -> None:
    [part] = cut([observe(0, "a")], Cuts(doubts={0: "page 1 may be a separator"}))
    assert part.ends_in_doubt
    assert part.review_reasons == ("page 1 may be a separator",)


def test_pages_out_of_order_are_told_and_not_silently_merged(observe: Observe) -> None:
    numbers = (1, 3, 2)
    pages = [observe(i, "a", text=f"Page {n} of 3") for i, n in enumerate(numbers)]
    [part] = cut(pages)
    assert part.ends_in_doubt
    assert part.review_reasons == (
        "pages 1 to 3 bear the numbers 1, 3, 2: they may be out of order",
    )


def test_two_documents_with_page_numbers_are_not_silently_merged(observe: Observe) -> None:
    numbers = (1, 2, 1, 2)
    pages = [observe(i, "a", text=f"Page {n} of 2") for i, n in enumerate(numbers)]
    [part] = cut(pages)
    assert part.ends_in_doubt


def test_blank_backs_do_not_hide_that_pages_are_out_of_order(observe: Observe) -> None:
    fronts = [observe(2 * i, "a", text=str(n)) for i, n in enumerate((2, 1, 3))]
    backs = [observe(2 * i + 1, layout="blank") for i in range(3)]
    pages = [page for pair in zip(fronts, backs, strict=True) for page in pair]
    [part] = cut(pages)
    assert part.review_reasons == (
        "pages 1 to 5 bear the numbers 2, 1, 3: they may be out of order",
    )


def sheets(observe: Observe, kinds: str) -> tuple[list[Observation], Cuts]:
    """Pages by a letter each: a content, S sheet, blank, faded, and where sheets cut."""
    layouts = {"S": "sheet", " ": "blank", "~": "faded"}
    pages = [
        observe(
            index,
            "a" if kind == "a" else None,
            layout=layouts.get(kind, "printed"),
            code=PATCH_T if kind == "S" else None,
        )
        for index, kind in enumerate(kinds)
    ]
    options = SplitOptions.model_validate({"modes": ("separators",), "blank_separators": False})
    return pages, find_cuts(pages, options, None)


@pytest.mark.parametrize(
    ("kinds", "dropped", "kept"),
    [
        ("aSa", [(0, 0), (2, 2)], [(0, 0), (1, 2)]),
        ("SaSa", [(1, 1), (3, 3)], [(0, 1), (2, 3)]),
        ("aS a", [(0, 0), (3, 3)], [(0, 0), (1, 3)]),
        ("aS  a", [(0, 0), (3, 4)], [(0, 0), (1, 4)]),
        ("aS~a", [(0, 0), (2, 3)], [(0, 0), (1, 3)]),
        ("aSSa", [(0, 0), (3, 3)], [(0, 0), (1, 3)]),
        ("aS S a", [(0, 0), (5, 5)], [(0, 0), (1, 5)]),
        ("aS~S~a", [(0, 0), (2, 2), (4, 5)], [(0, 0), (1, 5)]),
        ("a Sa", [(0, 1), (3, 3)], [(0, 1), (2, 3)]),
        (" Sa", [(0, 0), (2, 2)], [(0, 0), (1, 2)]),
        ("aS", [(0, 0)], [(0, 1)]),
        ("aS ", [(0, 0)], [(0, 2)]),
        ("S", [], [(0, 0)]),
        ("SSS", [], [(0, 2)]),
        ("", [], []),
    ],
)
def test_sheets_are_dropped_or_stay_before_what_follows(
    observe: Observe, kinds: str, dropped: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    pages, found = sheets(observe, kinds)
    assert spans(cut(pages, found)) == dropped
    assert spans(cut(pages, found, keep=True)) == kept


@given(
    st.text("abS ~x", max_size=25),
    st.sets(st.integers(0, 24)),
    st.booleans(),
    st.sampled_from(["separators", "page", "none", "class"]),
)
def test_segments_cover_all_pages_but_dropped_sheets_once_and_in_order(
    observe: Observe, kinds: str, places: set[int], keep: bool, mode: str
) -> None:
    layouts = {"S": "sheet", " ": "blank", "~": "faded"}
    pages = [
        observe(
            index,
            kind if kind in "ab" else None,
            layout=layouts.get(kind, "printed"),
            code=PATCH_T if kind == "S" else None,
            failure="torn" if kind == "x" else None,
        )
        for index, kind in enumerate(kinds)
    ]
    found = find_cuts(pages, SplitOptions.model_validate({"modes": (mode,)}), None)
    scored = {index: Cut(0.9, ()) for index in places if index < len(kinds)}
    found = Cuts({**scored, **found.cuts}, {}, found.separators)
    segments = cut(pages, found, keep=keep)
    covered = [index for first, last in spans(segments) for index in range(first, last + 1)]
    dropped = set() if keep else set(found.separators)
    assert covered == [index for index in range(len(kinds)) if index not in dropped]
    for part in segments:
        scored_pages = pages[part.first_page : part.last_page + 1]
        is_scored = any(page.probabilities is not None for page in scored_pages)
        assert (part.prediction.best_guess is not None) is is_scored
        assert part.needs_review is bool(part.review_reasons)
        assert part.needs_review or not part.ends_in_doubt or part.end_confidence is not None
