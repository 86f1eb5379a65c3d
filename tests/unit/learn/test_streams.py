from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.dataset import LabelledPage
from smartcat.learn.streams import StreamLessons, prepare_streams
from smartcat.models import Page, PageLayout

MakePackets = Callable[..., list[LabelledPage]]

BLANK = PageLayout(ink_fraction=0, ink_grid=(), is_blank=True)


def prepared(labelled: Sequence[LabelledPage]) -> StreamLessons:
    lessons = prepare_streams(labelled)
    assert lessons is not None
    return lessons


def names(lessons: StreamLessons) -> list[str]:
    return [sample.origin for sample in lessons.samples]


def test_pages_keep_the_order_of_their_packet(make_packets: MakePackets) -> None:
    pages = make_packets([2] * 30, per_packet=3)
    lessons = prepared(pages)
    assert names(lessons) == [page.origin for page in pages]
    assert lessons.streams.tolist() == [index // 6 for index in range(60)]
    assert np.unique(lessons.documents).size == 30


def test_pages_of_a_packet_need_not_be_neighbours(make_packets: MakePackets) -> None:
    pages = make_packets([2] * 30, per_packet=15)
    mixed = [page for pair in zip(pages[:30], pages[30:], strict=True) for page in pair]
    assert names(prepared(mixed)) == names(prepared(pages))


def test_positions_tell_first_inner_last_and_lone_pages(make_packets: MakePackets) -> None:
    lessons = prepared(make_packets([1, 2, 4] * 10, per_packet=30))
    assert lessons.positions.tolist() == [0, 1, 3, 1, 2, 2, 3] * 10


def test_documents_that_came_alone_are_stacked_always_in_the_same_way(
    make_packets: MakePackets,
) -> None:
    pages = make_packets([2] * 30, per_packet=1)
    lessons = prepared(pages)
    assert set(lessons.streams.tolist()) == {0}
    assert sorted(names(lessons)) == sorted(page.origin for page in pages)
    assert names(lessons) != [page.origin for page in pages]
    assert names(lessons) == names(prepared(pages))
    assert lessons.positions.tolist() == [1, 3] * 30


def test_blank_failed_and_unknown_pages_are_left_out(make_packets: MakePackets) -> None:
    pages = make_packets([3] * 30, per_packet=5)
    others = [
        replace(pages[0], page=Page(page_index=0, layout=BLANK)),
        replace(pages[0], page=Page(page_index=0, failure="torn")),
        replace(pages[0], tells_document=False),
    ]
    assert names(prepared([*pages, *others])) == names(prepared(pages))


def test_a_blank_back_does_not_part_its_document(make_packets: MakePackets) -> None:
    pages = make_packets([2] * 30, per_packet=30)
    back = Page(page_index=0, layout=BLANK)
    duplex = [side for page in pages for side in (page, replace(page, page=back))]
    assert prepared(duplex).positions.tolist() == [1, 3] * 30


@pytest.mark.parametrize(
    "lengths",
    [
        pytest.param([], id="none"),
        pytest.param([1] * 60, id="nothing goes on"),
        pytest.param([2] * 20, id="too few boundaries"),
        pytest.param([1] * 30 + [2] * 19, id="too few pages that go on"),
        pytest.param([60], id="one document"),
        pytest.param([1] * 30 + [60], id="all that goes on is in one document"),
    ],
)
def test_too_little_teaches_nothing(make_packets: MakePackets, lengths: list[int]) -> None:
    assert prepare_streams(make_packets(lengths, per_packet=100)) is None


def test_just_enough_teaches_something(make_packets: MakePackets) -> None:
    assert prepare_streams(make_packets([2] * 21, per_packet=100)) is not None


def test_pairs_of_chosen_pages_close_ranks(make_packets: MakePackets) -> None:
    lessons = prepared(make_packets([2] * 30, per_packet=15))
    parts, begins = lessons.pairs(np.array([0, 1, 4, 5, 29, 30, 33]))
    assert [part.tolist() for part in parts] == [[0, 1, 4, 5, 29], [30, 33]]
    assert begins.tolist() == [False, True, False, True, True]


def test_lone_pages_make_no_pairs(make_packets: MakePackets) -> None:
    lessons = prepared(make_packets([2] * 30, per_packet=15))
    parts, begins = lessons.pairs(np.array([3, 40]))
    assert parts == []
    assert begins.size == 0


PACKETS = st.tuples(st.integers(1, 45), st.lists(st.integers(1, 4), min_size=40, max_size=60))


@given(PACKETS)
def test_folds_keep_documents_whole_and_leave_boundaries_to_measure(
    make_packets: MakePackets, packets: tuple[int, list[int]]
) -> None:
    per_packet, lengths = packets
    lessons = prepare_streams(make_packets(lengths, per_packet=per_packet))
    if lessons is None:
        return
    folds = lessons.folds
    for document in np.unique(lessons.documents):
        assert len(set(folds[lessons.documents == document].tolist())) == 1
    assert 2 <= np.unique(folds).size <= 10
    everything = lessons.pairs(np.arange(folds.size))[1]
    within = [lessons.pairs(np.flatnonzero(folds == fold))[1] for fold in np.unique(folds)]
    assert np.concatenate(within).mean() > 0.6 * everything.mean()
