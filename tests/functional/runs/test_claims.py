from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smartcat.claims import TIME_TO_LIVE, Claims, Hold
from smartcat.store import FolderStore
from smartcat.store.layout import CANCELLED, SUMMARY, claim_key, run_key


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def test_one_run_at_a_time_holds_a_document(store: FolderStore, clock: Clock) -> None:
    first, second = (Claims(store, name, clock) for name in ("first", "second"))
    assert first.take("d0c")
    assert first.take("d0c")
    assert not second.take("d0c")
    assert second.take("another")
    first.release("d0c")
    assert second.take("d0c")


def test_what_expired_is_taken_over(store: FolderStore, clock: Clock) -> None:
    first, second = (Claims(store, name, clock) for name in ("first", "second"))
    assert first.take("d0c")
    clock.advance(TIME_TO_LIVE)
    assert second.take("d0c")
    assert not first.take("d0c")


def test_who_works_on_keeps_a_claim_by_renewing_it(store: FolderStore, clock: Clock) -> None:
    first, second = (Claims(store, name, clock) for name in ("first", "second"))
    for _ in range(5):
        assert first.take("d0c")
        clock.advance(TIME_TO_LIVE * 0.8)
        assert not second.take("d0c")


def test_a_fresh_claim_is_not_written_again(store: FolderStore, clock: Clock) -> None:
    claims = Claims(store, "first", clock)
    claims.take("d0c")
    before = store.head(claim_key("d0c"))
    clock.advance(TIME_TO_LIVE * 0.3)
    claims.take("d0c")
    assert store.head(claim_key("d0c")) == before


def test_a_claim_that_nobody_can_read_has_expired(store: FolderStore, clock: Clock) -> None:
    store.put(claim_key("d0c"), b"\x00")
    assert Claims(store, "first", clock).take("d0c")


def test_a_claim_says_whether_anybody_was_at_work_before(store: FolderStore, clock: Clock) -> None:
    first, other = (Claims(store, "first", clock) for _ in range(2))
    assert first.take("d0c") is Hold.FIRST
    assert first.take("d0c") is other.take("d0c") is Hold.AGAIN
    assert Claims(store, "second", clock).take("d0c") is Hold.NONE
    clock.advance(TIME_TO_LIVE)
    assert Claims(store, "second", clock).take("d0c") is Hold.AGAIN
    first.release("d0c")
    assert first.take("d0c") is Hold.FIRST


@pytest.mark.parametrize("end", [CANCELLED, SUMMARY])
def test_a_claim_of_a_run_that_is_over_does_not_stand(
    store: FolderStore, clock: Clock, end: str
) -> None:
    first, second = (Claims(store, name, clock) for name in ("first", "second"))
    assert first.take("d0c")
    assert not second.take("d0c")
    store.put(run_key("first", end), b"{}")
    assert second.take("d0c") is Hold.AGAIN


def test_only_what_is_held_is_given_up(store: FolderStore, clock: Clock) -> None:
    first, second = (Claims(store, name, clock) for name in ("first", "second"))
    first.take("d0c")
    second.release("d0c")
    assert not second.take("d0c")
