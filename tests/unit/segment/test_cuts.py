from collections.abc import Callable, Mapping, Sequence

import pytest

from smartcat.models import CodeKind, PageCode, SeparatorKind
from smartcat.segment import (
    BoundaryScorer,
    Cut,
    Cuts,
    Observation,
    PageClues,
    SplitMode,
    SplitOptions,
    find_cuts,
)
from smartcat.segment.boundaries import Boundary

Observe = Callable[..., Observation]

PATCH_T = PageCode(kind=CodeKind.PATCH_T, value="PATCHT")
QR = PageCode(kind=CodeKind.QR, value="CASE-17")
UNREAD = PageCode(kind=CodeKind.QR, value=None)


class Scripted(BoundaryScorer):
    """Says what it is told to, by page index, and notes which pages it was asked about."""

    def __init__(self, confidences: Mapping[int, float]) -> None:
        self.confidences = confidences
        self.asked: list[int] = []

    def score(self, pages: Sequence[PageClues]) -> list[Boundary]:
        self.asked = [page.page_index for page in pages]
        return [Boundary(self.confidences.get(index, 0.1), ("told",)) for index in self.asked[1:]]


def by(*modes: str, **options: object) -> SplitOptions:
    return SplitOptions.model_validate({"modes": modes, **options})


def places(found: Cuts) -> list[int]:
    return sorted(found.cuts)


@pytest.fixture
def pages(observe: Observe) -> list[Observation]:
    """Seven pages: a a blank a b, a sheet, b; with a key on some."""
    return [
        observe(0, "a", key="1"),
        observe(1, "a"),
        observe(2, layout="blank"),
        observe(3, "a", key="2"),
        observe(4, "b", key="2"),
        observe(5, code=PATCH_T, layout="sheet"),
        observe(6, "b", key="2"),
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (by("none"), []),
        (by("page"), [1, 2, 3, 4, 5, 6]),
        (by("class"), [4]),
        (by("separators"), [6]),
        (by("key", key="K (.)"), [3]),
        (by("auto"), [1]),
        (by("auto", "separators"), [1, 6]),
        (by("auto", "key", key="K (.)"), [1, 3]),
        (by("class", "separators"), [4, 6]),
        (by("class", "key", key="K (.)"), [3, 4]),
        (by("key", "separators", key="K (.)"), [3, 6]),
        (by("auto", "separators", "key", key="K (.)"), [1, 3, 6]),
    ],
)
def test_a_document_begins_where_any_way_says_so(
    pages: list[Observation], options: SplitOptions, expected: list[int]
) -> None:
    assert places(find_cuts(pages, options, Scripted({1: 0.8}))) == expected


def test_auto_goes_by_class_where_there_is_no_model(pages: list[Observation]) -> None:
    assert find_cuts(pages, by("auto"), None) == find_cuts(pages, by("class"), None)


@pytest.mark.parametrize("mode", [mode for mode in SplitMode if mode is not SplitMode.AUTO])
def test_only_auto_asks_the_model(pages: list[Observation], mode: SplitMode) -> None:
    scorer = Scripted({})
    options = by(mode, key="K (.)" if mode is SplitMode.KEY else None)
    assert find_cuts(pages, options, scorer).scores == {}
    assert scorer.asked == []


def test_a_cut_that_is_more_likely_than_not_is_made_and_all_scores_are_kept(
    pages: list[Observation],
) -> None:
    found = find_cuts(pages, by("auto"), Scripted({3: 0.5, 4: 0.4999}))
    assert found.cuts == {3: Cut(0.5, ("told",))}
    assert found.scores == {1: 0.1, 3: 0.5, 4: 0.4999, 5: 0.1, 6: 0.1}


def test_the_model_does_not_see_pages_on_which_nothing_was_read(observe: Observe) -> None:
    scorer = Scripted({})
    pages = [observe(0), observe(1, layout="blank"), observe(2, failure="torn"), observe(3)]
    assert set(find_cuts(pages, by("auto"), scorer).scores) == {3}
    assert scorer.asked == [0, 3]


def test_the_model_does_not_see_separators(pages: list[Observation]) -> None:
    scorer = Scripted({})
    found = find_cuts(pages, by("auto", "separators"), scorer)
    assert scorer.asked == [0, 1, 3, 4, 6]
    assert 5 not in found.scores


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("mode", ["auto", "class", "page", "none", "separators"])
def test_short_streams_have_no_cuts(observe: Observe, mode: str, count: int) -> None:
    pages = [observe(index, "a") for index in range(count)]
    assert find_cuts(pages, by(mode), Scripted({})) == Cuts()


def test_pages_without_class_do_not_decide_by_class(observe: Observe) -> None:
    pages = [observe(0), observe(1, "a"), observe(2), observe(3, "a"), observe(4, "b", 0.4)]
    found = find_cuts(pages, by("class"), None)
    assert found.cuts == {4: Cut(None, ("the class changes from a to b",))}


def test_pages_without_a_key_do_not_decide_by_key(observe: Observe) -> None:
    keys = [None, "1", None, "1", None, "2", None]
    pages = [observe(index, key=key) for index, key in enumerate(keys)]
    found = find_cuts(pages, by("key", key="K (.)"), None)
    assert found.cuts == {5: Cut(None, ("the key has another value than before",))}


def test_a_misread_key_is_no_cut_and_is_told(observe: Observe) -> None:
    keys = ["47110815", "47110875", "47110815", "55550000"]
    pages = [observe(index, key=key) for index, key in enumerate(keys)]
    found = find_cuts(pages, by("key", key="K (.)"), None)
    assert places(found) == [3]
    assert set(found.doubts) == {1}
    assert "key on page 2 is one character off" in found.doubts[1]


def test_both_doubts_about_a_page_are_told(observe: Observe) -> None:
    keys = ["47110815", "47110875", "47110815"]
    pages = [observe(index, key=key, code=UNREAD, layout="sheet") for index, key in enumerate(keys)]
    found = find_cuts(pages, by("separators", "key", key="K (.)"), None)
    assert "may be a separator" in found.doubts[1]
    assert "one character off" in found.doubts[1]


def test_several_sheets_and_their_blank_backs_are_one_parting(observe: Observe) -> None:
    pages = [
        observe(0, "a"),
        observe(1, code=PATCH_T, layout="sheet"),
        observe(2, layout="blank"),
        observe(3, code=QR, layout="sheet"),
        observe(4, layout="blank"),
        observe(5, "a"),
    ]
    found = find_cuts(pages, by("separators"), None)
    assert found.cuts == {5: Cut(None, ("a separator sheet (qr) stands before it",))}
    kinds = [found.separators[index].kind for index in (1, 2, 3, 4)]
    assert kinds == ["patch_t", "blank", "qr", "blank"]


def test_blank_pages_that_are_no_backs_of_sheets_stay_pages(observe: Observe) -> None:
    pages = [
        observe(0, layout="blank"),
        observe(1, code=PATCH_T, layout="sheet"),
        observe(2, layout="blank"),
        observe(3, layout="blank"),
        observe(4, "a"),
        observe(5, code=PATCH_T, layout="sheet"),
        observe(6, layout="faded"),
        observe(7, "a"),
    ]
    found = find_cuts(pages, by("separators"), None)
    assert set(found.separators) == {1, 2, 5}


@pytest.mark.parametrize(("said", "expected"), [(None, [2]), (True, [2]), (False, [])])
def test_blank_sheets_part_documents_where_no_code_does(
    observe: Observe, said: bool | None, expected: list[int]
) -> None:
    pages = [observe(0, "a"), observe(1, layout="blank"), observe(2, "a")]
    found = find_cuts(pages, by("separators", blank_separators=said), None)
    assert places(found) == expected
    assert all(one.kind is SeparatorKind.BLANK for one in found.separators.values())


def test_a_value_that_was_asked_for_makes_a_separator(observe: Observe) -> None:
    pages = [observe(0, "a"), observe(1, "a", code=QR), observe(2, "a")]
    assert places(find_cuts(pages, by("separators"), None)) == []
    options = by("separators", separator_value=r"CASE-\d+")
    assert places(find_cuts(pages, options, None)) == [2]


def test_a_sheet_decides_whatever_the_model_says(observe: Observe) -> None:
    pages = [observe(0, "a"), observe(1, code=PATCH_T, layout="sheet"), observe(2, "a")]
    found = find_cuts(pages, by("auto", "separators"), Scripted({2: 0.6}))
    assert found.cuts[2].confidence is None
    assert found.scores == {2: 0.6}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"modes": ()}, "at least one"),
        ({"modes": ("auto", "auto")}, "once"),
        ({"modes": ("page", "auto")}, "leave nothing"),
        ({"modes": ("none", "key"), "key": "K"}, "leave nothing"),
        ({"modes": ("auto", "class")}, "name one of"),
        ({"modes": ("key",)}, "go together"),
        ({"modes": ("auto",), "key": "K"}, "go together"),
        ({"modes": ("key",), "key": "("}, "not a regular expression"),
        ({"modes": ("separators",), "separator_value": "("}, "not a regular expression"),
        ({"modes": ("auto",), "separator_value": "CASE"}, "need 'separators'"),
        ({"modes": ("auto",), "blank_separators": False}, "need 'separators'"),
        ({"modes": ("class",), "keep_separators": True}, "need 'separators'"),
    ],
)
def test_what_does_not_go_together_is_refused(options: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        SplitOptions.model_validate(options)
