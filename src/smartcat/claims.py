"""Who is at work on a document: runs side by side do no page twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from pydantic import ValidationError

from smartcat.models import Noun
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import CANCELLED, SUMMARY, claim_key, claims_prefix, run_key

TIME_TO_LIVE = timedelta(minutes=15)
"""A claim is renewed with each block; a block takes seconds, in the worst case some minutes."""


_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LONG_AGO = timedelta(hours=1)
"""Nobody who took a claim is still at work so long after it expired."""


class Hold(IntEnum):
    """Whether a run holds a document now; what holds it is true."""

    NONE = 0
    """Another run does."""
    AGAIN = 1
    """It does, and somebody was at work on the document before."""
    FIRST = 2
    """It does, and nobody was, or whoever was has given the document up."""


class Claim(Noun):
    """A run is at work on a document.

    Attributes:
        holder: Which run.
        expires_at: When others may take over.
    """

    holder: str
    expires_at: datetime


def _now() -> datetime:
    return datetime.now(UTC)


class Claims:
    """Takes claims for one run; all workers of a run share them.

    Args:
        store: Where they are.
        holder: Who takes them: the run.
        clock: Tells the time.
        time_to_live: After how long others may take over, unless a claim is renewed.
    """

    def __init__(
        self,
        store: ObjectStore,
        holder: str,
        clock: Callable[[], datetime] = _now,
        time_to_live: timedelta = TIME_TO_LIVE,
    ) -> None:
        self._store = store
        self._holder = holder
        self._clock = clock
        self._time_to_live = time_to_live
        self._held: dict[str, Claim] = {}

    def take(self, document_id: str) -> Hold:
        """Claim a document, or renew the claim."""
        held = self._held.get(document_id)
        if held is not None and self._is_fresh(held):
            return Hold.AGAIN
        fresh = Claim(holder=self._holder, expires_at=self._clock() + self._time_to_live)
        hold = self._put(claim_key(document_id), fresh)
        if hold:
            self._held[document_id] = fresh
        return hold

    def _put(self, key: str, fresh: Claim) -> Hold:
        data = fresh.model_dump_json().encode()
        for _ in range(2):  # a claim may be released while it is looked at
            if self._store.put_if_absent(key, data):
                return Hold.FIRST
            there = self._store.head(key)
            claim = read_claim(self._store, key)
            if there is None or claim is None:
                continue
            if claim.holder == self._holder and self._is_fresh(claim):
                return Hold.AGAIN  # by another worker of this run
            if claim.holder != self._holder and self._holds(claim):
                return Hold.NONE
            if self._store.replace(key, data, there.version):
                return Hold.AGAIN
        return Hold.NONE

    def release(self, document_id: str) -> None:
        """Give a document up; it is done, or somebody else may do it."""
        if self._held.pop(document_id, None) is not None:
            self._store.delete(claim_key(document_id))

    def pass_on(self, document_id: str, holder: str) -> None:
        """Give a document that is held to another run, which is to begin with it."""
        claim = Claim(holder=holder, expires_at=self._clock() + TIME_TO_LIVE)
        self._store.put(claim_key(document_id), claim.model_dump_json().encode())
        self._held.pop(document_id, None)

    def _holds(self, claim: Claim) -> bool:
        """Whether a claim of another run stands: it has not expired, and the run goes on."""
        ends = (CANCELLED, SUMMARY)
        return claim.expires_at > self._clock() and not any(
            self._store.head(run_key(claim.holder, end)) for end in ends
        )

    def _is_fresh(self, claim: Claim) -> bool:
        return claim.expires_at > self._clock() + self._time_to_live / 2


def withdraw(store: ObjectStore, document_id: str, holder: str) -> None:
    """Remove the claim of a run that will do no more of a document."""
    claim = read_claim(store, claim_key(document_id))
    if claim is not None and claim.holder == holder:
        store.delete(claim_key(document_id))


def withdraw_expired(store: ObjectStore, clock: Callable[[], datetime] = _now) -> int:
    """Remove claims that expired long ago; they keep nobody from anything.

    Returns:
        How many there were.
    """
    withdrawn = 0
    for stored in store.list(claims_prefix()):
        claim = read_claim(store, stored.key)
        if claim is not None and claim.expires_at + _LONG_AGO < clock():
            store.delete(stored.key)
            withdrawn += 1
    return withdrawn


def read_claim(store: ObjectStore, key: str) -> Claim | None:
    """Read a claim, if it is there; one that nobody can read has expired."""
    try:
        return Claim.model_validate_json(store.get(key))
    except ObjectNotFoundError:
        return None
    except ValidationError:
        return Claim(holder="", expires_at=_NEVER)
