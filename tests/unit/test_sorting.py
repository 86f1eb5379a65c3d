from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcat.bundle import ModelBundle
from smartcat.dataset import LabelledPage
from smartcat.errors import BundleIncompatibleError
from smartcat.models import (
    GRID_COLUMNS,
    GRID_ROWS,
    Abstained,
    AbstentionReason,
    CodeKind,
    Page,
    PageCode,
    PageLayout,
    Segment,
    SeparatorKind,
)
from smartcat.segment import SplitOptions
from smartcat.sorting import SortedStream, Sorter

MakePackets = Callable[..., list[LabelledPage]]
MakeBundle = Callable[..., ModelBundle]

CELLS = GRID_ROWS * GRID_COLUMNS
BLANK = PageLayout(ink_fraction=0, ink_grid=(0,) * CELLS, is_blank=True)
SHEET = PageLayout(ink_fraction=0.02, ink_grid=(40,) * 9 + (0,) * (CELLS - 9), is_blank=False)
PATCH_T = PageCode(kind=CodeKind.PATCH_T, value="PATCHT")

blank = Page(page_index=0, layout=BLANK)
failed = Page(page_index=0, failure="torn")
sheet = Page(page_index=0, text="Separator", layout=SHEET, codes=(PATCH_T,))


def as_stream(pages: Sequence[Page]) -> list[Page]:
    return [page.model_copy(update={"page_index": index}) for index, page in enumerate(pages)]


def by(*modes: str, **options: object) -> SplitOptions:
    return SplitOptions.model_validate({"modes": modes, **options})


def sort(bundle: ModelBundle, pages: Sequence[Page], split: SplitOptions | None) -> SortedStream:
    return Sorter(bundle, split).sort(as_stream(pages))


def spans(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [(one.first_page, one.last_page) for one in segments]


@pytest.fixture
def texts(make_packets: MakePackets) -> list[Page]:
    """A document of three pages, one of one, one of two."""
    return [sample.page for sample in make_packets([3, 1, 2], seed=5)]


def test_documents_are_found_with_class_confidence_and_reasons(
    trained: ModelBundle, texts: list[Page], make_packets: MakePackets
) -> None:
    stream = sort(trained, texts, None)
    labels = [sample.label for sample in make_packets([3, 1, 2], seed=5)]
    assert spans(stream.segments) == [(0, 2), (3, 3), (4, 5)]
    guesses = [part.prediction.best_guess for part in stream.segments]
    assert [guess.label for guess in guesses if guess] == [labels[0], labels[3], labels[4]]
    first, second, third = stream.segments
    assert (first.start_confidence, third.end_confidence) == (None, None)
    assert first.end_confidence == second.start_confidence == stream.pages[3].boundary_confidence
    assert second.cut_reasons
    assert not first.cut_reasons
    assert stream.pages[0].boundary_confidence is None


def test_the_same_pages_are_sorted_in_the_same_way(trained: ModelBundle, texts: list[Page]) -> None:
    sorter = Sorter(trained)
    assert sorter.sort(as_stream(texts)) == sorter.sort(iter(as_stream(texts)))
    assert sorter.sort(as_stream(texts)) == Sorter(trained).sort(as_stream(texts))


def test_a_bundle_that_only_segments_says_that_it_knows_no_classes(
    segmenter: ModelBundle, texts: list[Page]
) -> None:
    stream = sort(segmenter, texts, None)
    assert spans(stream.segments) == [(0, 2), (3, 3), (4, 5)]
    expected = Abstained(reason=AbstentionReason.NO_CLASSES)
    assert {page.prediction for page in stream.pages} == {expected}
    assert {part.prediction for part in stream.segments} == {expected}
    assert not any(part.needs_review for part in stream.segments)


def test_pages_on_which_nothing_was_read_say_so_whatever_the_bundle_knows(
    trained: ModelBundle, segmenter: ModelBundle
) -> None:
    for bundle in (trained, segmenter):
        stream = sort(bundle, [blank, failed], by("page"))
        predictions = [page.prediction for page in stream.pages]
        predictions += [part.prediction for part in stream.segments]
        reasons = [one.reason for one in predictions if isinstance(one, Abstained)]
        assert reasons == [AbstentionReason.BLANK, AbstentionReason.UNREADABLE] * 2


def test_a_bundle_without_classes_cannot_split_by_class(segmenter: ModelBundle) -> None:
    with pytest.raises(BundleIncompatibleError, match="--split auto"):
        Sorter(segmenter, by("class", "separators"))


def test_a_bundle_without_boundaries_splits_by_class(make_bundle: MakeBundle) -> None:
    letter, invoice = "Dear madam yours sincerely", "Invoice amount due payable"
    pages = [Page(page_index=0, text=text) for text in (letter, letter, invoice)]
    stream = sort(make_bundle(), pages, None)
    assert spans(stream.segments) == [(0, 1), (2, 2)]
    assert {page.boundary_confidence for page in stream.pages} == {None}
    assert stream.segments[1].cut_reasons == ("the class changes from letter to invoice",)


def test_a_boundary_model_of_another_version_is_refused(trained: ModelBundle) -> None:
    assert trained.metadata.boundaries
    other = trained.metadata.boundaries.model_copy(update={"pair_schema": 99})
    bundle = trained._replace(metadata=trained.metadata.model_copy(update={"boundaries": other}))
    with pytest.raises(BundleIncompatibleError, match="99"):
        Sorter(bundle)


@pytest.mark.parametrize("mode", ["auto", "class", "page", "none", "separators"])
@pytest.mark.parametrize("pages", [[], [blank], [failed], [blank] * 2, [failed] * 2])
def test_streams_on_which_nothing_was_read_get_no_number(
    trained: ModelBundle, mode: str, pages: list[Page]
) -> None:
    stream = sort(trained, pages, by(mode))
    assert len(stream.pages) == len(pages)
    assert {page.boundary_confidence for page in stream.pages} <= {None}
    assert all(part.prediction.best_guess is None for part in stream.segments)
    assert all(part.needs_review for part in stream.segments)
    if mode != "separators":
        ends = [(0, 0), (1, 1)][: len(pages)] if mode == "page" else [(0, len(pages) - 1)]
        assert spans(stream.segments) == (ends if pages else [])


@pytest.mark.parametrize("count", [1, 2])
def test_short_streams_are_sorted(trained: ModelBundle, texts: list[Page], count: int) -> None:
    stream = sort(trained, texts[:count], None)
    assert spans(stream.segments) == [(0, count - 1)]


def test_blank_backs_do_not_cut_and_stay_with_their_fronts(
    trained: ModelBundle, texts: list[Page]
) -> None:
    simplex = sort(trained, texts, None)
    duplex = sort(trained, [side for page in texts for side in (page, blank)], None)
    assert spans(duplex.segments) == [(2 * a, 2 * b + 1) for a, b in spans(simplex.segments)]
    scores = [page.boundary_confidence for page in duplex.pages]
    assert scores[1::2] == [None] * len(texts)
    assert scores[::2] == [page.boundary_confidence for page in simplex.pages]


def test_an_unreadable_page_does_not_cut_and_gets_no_number(
    trained: ModelBundle, texts: list[Page]
) -> None:
    stream = sort(trained, [texts[0], failed, *texts[1:]], None)
    assert spans(stream.segments) == [(0, 3), (4, 4), (5, 6)]
    assert stream.pages[1].boundary_confidence is None
    assert stream.segments[0].review_reasons == ("page 2 could not be read: torn",)


def test_an_unreadable_page_between_documents_leaves_their_ends_in_doubt(
    trained: ModelBundle, texts: list[Page]
) -> None:
    stream = sort(trained, [*texts[:3], failed, *texts[3:]], None)
    assert spans(stream.segments) == [(0, 3), (4, 4), (5, 6)]
    assert [part.ends_in_doubt for part in stream.segments] == [True, False, False]


def test_pages_out_of_order_are_never_merged_without_a_word(
    segmenter: ModelBundle, make_packets: MakePackets
) -> None:
    [one, two, three, four] = [sample.page for sample in make_packets([4], seed=6)]
    for mode in ("auto", "none"):
        stream = sort(segmenter, [one, three, two, four], by(mode))
        for part in stream.segments:
            if part.first_page <= 1 and part.last_page >= 2:
                assert part.ends_in_doubt
                assert "1, 3, 2" in part.review_reasons[-1]
    assert "out of order" in stream.segments[0].review_reasons[-1]


def test_separators_and_the_model_cut_together(trained: ModelBundle, texts: list[Page]) -> None:
    pages = [texts[0], sheet, blank, *texts[1:]]
    stream = sort(trained, pages, by("auto", "separators"))
    assert spans(stream.segments) == [(0, 0), (3, 4), (5, 5), (6, 7)]
    kinds = [page.separator.kind if page.separator else None for page in stream.pages]
    assert kinds[:4] == [None, SeparatorKind.PATCH_T, SeparatorKind.BLANK, None]
    kept = sort(trained, pages, by("auto", "separators", keep_separators=True))
    assert spans(kept.segments) == [(0, 0), (1, 4), (5, 5), (6, 7)]


def test_keys_cut_where_they_change(segmenter: ModelBundle) -> None:
    numbers = ["47110815", "47 11O8I5", "", "55550000"]
    pages = [Page(page_index=0, text=f"Account {number}\n") for number in numbers]
    stream = sort(segmenter, pages, by("key", key="Account ([0-9A-Z ]+)"))
    assert spans(stream.segments) == [(0, 2), (3, 3)]


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        (by("auto"), {"split": ("auto",)}),
        (
            by("auto", "separators", separator_value="CASE.*", keep_separators=True),
            {
                "split": ("auto", "separators"),
                "split_separator_value": "CASE.*",
                "split_keep_separators": True,
            },
        ),
        (
            by("separators", blank_separators=False),
            {"split": ("separators",), "split_blank_separators": False},
        ),
        (
            by("separators", blank_separators=True),
            {"split": ("separators",), "split_blank_separators": True},
        ),
        (by("key", key="K"), {"split": ("key",), "split_key": "K"}),
    ],
)
def test_settings_tell_all_that_changes_the_result(
    segmenter: ModelBundle, split: SplitOptions, expected: dict[str, object]
) -> None:
    assert Sorter(segmenter, split).settings == expected


SPLITS = st.sampled_from(
    [by("auto"), by("class"), by("page"), by("none"), by("auto", "separators")]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text("abcd FS", max_size=10), SPLITS)
def test_any_stream_is_covered_once_and_only_what_was_scored_gets_numbers(
    trained: ModelBundle, texts: list[Page], kinds: str, split: SplitOptions
) -> None:
    known = {" ": blank, "F": failed, "S": sheet}
    pages = [known.get(kind) or texts["abcd".index(kind)] for kind in kinds]
    stream = sort(trained, pages, split)
    covered = [index for a, b in spans(stream.segments) for index in range(a, b + 1)]
    assert covered == [page.page_index for page in stream.pages if page.separator is None]
    for page in stream.pages:
        if page.is_blank or page.failure or page.separator:
            assert page.boundary_confidence is None
            assert page.separator or page.prediction.best_guess is None
