"""Who is at work on a document: runs side by side do no page twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from smartcat.models import Noun
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import claim_key

TIME_TO_LIVE = timedelta(minutes=15)
"""A claim is renewed with each block; a block takes seconds, in the worst case some minutes."""


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
    """Takes claims for one run; all workers of a run share them."""

    def __init__(
        self, store: ObjectStore, holder: str, clock: Callable[[], datetime] = _now
    ) -> None:
        self._store = store
        self._holder = holder
        self._clock = clock
        self._held: dict[str, Claim] = {}

    def take(self, document_id: str) -> bool:
        """Claim a document, or renew the claim; whether this run holds it now."""
        held = self._held.get(document_id)
        if held is not None and self._is_fresh(held):
            return True
        fresh = Claim(holder=self._holder, expires_at=self._clock() + TIME_TO_LIVE)
        if not self._put(claim_key(document_id), fresh):
            return False
        self._held[document_id] = fresh
        return True

    def _put(self, key: str, fresh: Claim) -> bool:
        data = fresh.model_dump_json().encode()
        for _ in range(2):  # a claim may be released while it is looked at
            if self._store.put_if_absent(key, data):
                return True
            there = self._store.head(key)
            claim = self._read(key)
            if there is None or claim is None:
                continue
            if claim.holder == self._holder and self._is_fresh(claim):
                return True  # by another worker of this run
            if claim.holder != self._holder and claim.expires_at > self._clock():
                return False
            if self._store.replace(key, data, there.version):
                return True
        return False

    def release(self, document_id: str) -> None:
        """Give a document up; it is done, or somebody else may do it."""
        self._held.pop(document_id, None)
        self._store.delete(claim_key(document_id))

    def _read(self, key: str) -> Claim | None:
        """The claim; one that nobody can read has expired."""
        try:
            return Claim.model_validate_json(self._store.get(key))
        except ObjectNotFoundError:
            return None
        except ValidationError:
            return Claim(holder="", expires_at=datetime.min.replace(tzinfo=UTC))

    def _is_fresh(self, claim: Claim) -> bool:
        return claim.expires_at > self._clock() + TIME_TO_LIVE / 2
