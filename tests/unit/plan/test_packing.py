from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import PlannedDocument, Shard, WorkItem
from smartcat.plan.packing import pack
from smartcat.plan.sizing import AWS_SHARD_S, LOCAL_SHARD_S, MAX_ARRAY, arrays, shard_seconds
from smartcat.store.layout import BLOCK_PAGES


def planned(number: int, page_count: int | None, predicted_s: float) -> PlannedDocument:
    return PlannedDocument(
        document_id=f"{number:032x}",
        key=f"{number}.pdf",
        location=f"s3://scans/{number}.pdf",
        content="etag",
        size_bytes=1,
        page_count=page_count,
        predicted_s=predicted_s,
    )


def test_only_blocks_with_pages_that_are_read_are_shared_out() -> None:
    long = planned(0, 3000, 100.0)
    shards = list(pack([long], 30.0, lambda count: range(20, min(100, count))))
    items = [item for shard in shards for item in shard.items]
    assert (items[0].first_page, items[-1].last_page) == (16, None)
    assert items[-1].first_page < 100
    assert all(shard.predicted_s <= 30.0 for shard in shards)
    assert sum(shard.predicted_s for shard in shards) == pytest.approx(100.0)


@st.composite
def documents(draw: st.DrawFn) -> list[PlannedDocument]:
    facts = st.tuples(st.none() | st.integers(1, 400), st.floats(0, 2000))
    return [planned(n, *fact) for n, fact in enumerate(draw(st.lists(facts, max_size=30)))]


SHARD_S = st.floats(1, 600)


def pages_of(item: WorkItem, page_count: int) -> range:
    last_page = page_count - 1 if item.last_page is None else item.last_page
    return range(item.first_page, last_page + 1)


def is_one_block(item: WorkItem, page_count: int | None) -> bool:
    return page_count is None or len(pages_of(item, page_count)) <= BLOCK_PAGES


@given(documents(), SHARD_S)
def test_every_page_of_every_document_is_in_one_item(
    some: list[PlannedDocument], shard_s: float
) -> None:
    items: dict[str, list[WorkItem]] = defaultdict(list)
    for shard in pack(some, shard_s):
        for item in shard.items:
            items[item.document.document_id].append(item)
    for document in some:
        page_count = document.page_count or 1
        pages = [
            page for item in items[document.document_id] for page in pages_of(item, page_count)
        ]
        assert pages == list(range(page_count))
        if document.page_count is None:
            assert [item.is_whole for item in items[document.document_id]] == [True]


@given(documents(), SHARD_S)
def test_items_are_whole_blocks(some: list[PlannedDocument], shard_s: float) -> None:
    for shard in pack(some, shard_s):
        for item in shard.items:
            assert item.first_page % BLOCK_PAGES == 0
            assert item.last_page is None or (item.last_page + 1) % BLOCK_PAGES == 0


@given(documents(), SHARD_S)
def test_only_what_cannot_be_cut_makes_a_shard_too_large(
    some: list[PlannedDocument], shard_s: float
) -> None:
    page_counts = {document.document_id: document.page_count for document in some}
    for shard in pack(some, shard_s):
        if shard.predicted_s > shard_s:
            [item] = shard.items
            assert is_one_block(item, page_counts[item.document.document_id])


@given(documents(), SHARD_S)
def test_two_shards_that_follow_each_other_exceed_one(
    some: list[PlannedDocument], shard_s: float
) -> None:
    for one, other in pairwise(pack(some, shard_s)):
        assert one.predicted_s + other.predicted_s > shard_s


@given(documents(), SHARD_S)
def test_predictions_add_up_and_indexes_count(some: list[PlannedDocument], shard_s: float) -> None:
    shards = list(pack(some, shard_s))
    assert [shard.index for shard in shards] == list(range(len(shards)))
    for shard in shards:
        items_s = sum(item.predicted_s for item in shard.items)
        assert shard.predicted_s == pytest.approx(items_s)
    total_s = sum(document.predicted_s for document in some)
    assert sum(shard.predicted_s for shard in shards) == pytest.approx(total_s)


@given(documents(), SHARD_S)
def test_the_same_documents_give_the_same_shards(
    some: list[PlannedDocument], shard_s: float
) -> None:
    assert list(pack(some, shard_s)) == list(pack(iter(some), shard_s))


def test_documents_are_taken_as_shards_are_asked_for() -> None:
    taken = 0

    def endless() -> Iterator[PlannedDocument]:
        nonlocal taken
        while True:
            taken += 1
            yield planned(taken, 1, 1.0)

    shards = list(islice(pack(endless(), 10.0), 3))
    assert [len(shard.items) for shard in shards] == [10, 10, 10]
    assert taken == 31


def test_blocks_of_a_large_scan_in_one_shard_are_one_item() -> None:
    shards = list(pack([planned(0, 100, 100.0), planned(1, 1, 1.0)], 40.0))
    ranges = [[(item.first_page, item.last_page) for item in shard.items] for shard in shards]
    assert ranges == [[(0, 31)], [(32, 63)], [(64, None), (0, None)]]


def test_a_large_scan_begins_in_the_shard_that_is_open() -> None:
    first, *_ = pack([planned(0, 1, 10.0), planned(1, 64, 64.0)], 30.0)
    assert [item.predicted_s for item in first.items] == [10.0, 16.0]
    assert not first.items[1].is_whole


def test_the_same_document_twice_stays_two_items() -> None:
    document = planned(0, 16, 1.0)
    [shard] = pack([document, document], 30.0)
    assert [item.is_whole for item in shard.items] == [True, True]


def test_no_documents_make_no_shards() -> None:
    nothing: list[Shard] = list(pack([], 60.0))
    assert nothing == []


@given(st.integers(0, 300_000))
def test_arrays_cover_all_shards_once(shards: int) -> None:
    offset = 0
    jobs = arrays(shards)
    for first, size in jobs:
        assert first == offset
        assert 2 <= size <= MAX_ARRAY or len(jobs) == 1
        offset += size
    assert offset == shards


@pytest.mark.parametrize(
    ("shards", "expected"),
    [
        (0, []),
        (1, [(0, 1)]),
        (2, [(0, 2)]),
        (10_000, [(0, 10_000)]),
        (10_001, [(0, 9_999), (9_999, 2)]),
        (20_001, [(0, 10_000), (10_000, 9_999), (19_999, 2)]),
        (25_000, [(0, 10_000), (10_000, 10_000), (20_000, 5_000)]),
    ],
)
def test_a_single_shard_is_a_plain_job_and_no_array_has_one_child(
    shards: int, expected: list[tuple[int, int]]
) -> None:
    assert arrays(shards) == expected


@given(st.floats(0, 1e9), st.integers(0, 10_000))
def test_shards_on_aws_take_two_to_ten_minutes(total_s: float, workers: int) -> None:
    assert AWS_SHARD_S[0] <= shard_seconds(total_s, workers) <= AWS_SHARD_S[1]


def test_a_small_run_on_this_machine_uses_all_workers() -> None:
    some = [planned(number, 1, 1.0) for number in range(32)]
    shard_s = shard_seconds(32.0, workers=8, bounds_s=LOCAL_SHARD_S)
    assert len(list(pack(some, shard_s))) == 32
    assert shard_seconds(1e6, workers=8, bounds_s=LOCAL_SHARD_S) == LOCAL_SHARD_S[1]
