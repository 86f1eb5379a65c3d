"""Look at a run again and again, without reading all of it each time."""

import math
import time
from collections import Counter, deque
from collections.abc import Callable
from itertools import islice

from smartcat.blocks import StoredPages
from smartcat.locations import printable
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest, Noun
from smartcat.plan.run_files import load_run
from smartcat.runs.documents import RunDocument, load_documents
from smartcat.runs.status import DocumentState, RunState, pending_shards, state_of
from smartcat.store import ObjectStore

_PATIENCE_S = 0.5
"""How long one look may go through documents; the next one goes on where it ended."""
_IN_WORK = 32
"""So many of the first pending documents are looked at for pages: shards are done in order, so
those that are being read are among them."""
_PACE_S = 60.0
"""How fast it goes is told of the last minute."""
_FAILURES = 5


class Glimpse(Noun):
    """How far a run was when somebody looked.

    Attributes:
        run_id: Which run.
        state: What it was doing.
        documents: How many it has.
        done: Documents with a result of this run.
        reused: Documents whose result was there before.
        failed: Documents that failed.
        pending: Documents without either, as far as anybody looked.
        needs_review: Documents that a person must look at.
        pages: Pages that were read, those of pending documents among them as far as anybody
            looked.
        pages_of: How many there are, about; absent if nothing tells of one of the documents.
        pages_per_s: Pages that are read in a second; absent before that is known.
        left_s: Seconds that the rest takes at that pace; absent likewise.
        shards: How many shards it has.
        shards_done: How many of them are done, or given up.
        failures: Why the last documents failed, one line each.
    """

    run_id: str
    state: RunState
    documents: int
    done: int
    reused: int
    failed: int
    pending: int
    needs_review: int
    pages: int
    pages_of: int | None
    pages_per_s: float | None
    left_s: float | None
    shards: int
    shards_done: int
    failures: tuple[str, ...]


class Watcher:
    """Looks at a run; each manifest is read once, when it appears.

    Args:
        store: Where the run is.
        run_id: Which run.
        clock: Tells seconds.

    Raises:
        RunNotFoundError: There is no such run.
    """

    def __init__(
        self, store: ObjectStore, run_id: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._run = load_run(store, run_id)
        self._clock = clock
        self._pending = {one.document_id: one for one in load_documents(store, run_id)}
        self._documents = len(self._pending)
        self._round = iter(tuple(self._pending.values()))
        self._is_caught_up = False
        self._states: Counter[DocumentState] = Counter()
        self._failures: deque[str] = deque(maxlen=_FAILURES)
        self._reviews = self._pages = 0
        self._pages_pace, self._documents_pace = _Pace(), _Pace()

    def look(self, *, is_alive: bool) -> Glimpse:
        """Look how far the run is.

        Args:
            is_alive: Whether its backend is at work on it.
        """
        run = self._run
        pending = pending_shards(self._store, run)
        state = state_of(self._store, run, is_alive=is_alive, pending=pending)
        if state.is_over:
            self._begin_round()
        self._go_on(math.inf if state.is_over else self._clock() + _PATIENCE_S)
        pages = self._pages + self._pages_in_work()
        if self._is_caught_up:  # before, what was done long ago still turns up
            now_s = self._clock()
            self._pages_pace.note(now_s, pages)
            self._documents_pace.note(now_s, self._documents - len(self._pending))
        return Glimpse(
            run_id=run.run_id,
            state=state,
            documents=self._documents,
            done=self._states[DocumentState.DONE],
            reused=self._states[DocumentState.REUSED],
            failed=self._states[DocumentState.FAILED],
            pending=len(self._pending),
            needs_review=self._reviews,
            pages=pages,
            pages_of=None if run.pages is None else round(run.pages),
            pages_per_s=self._pages_pace.per_s,
            left_s=self._left_s(),
            shards=len(run.shards),
            shards_done=len(run.shards) - len(pending),
            failures=tuple(self._failures),
        )

    def _left_s(self) -> float | None:
        """Tell by pages, or by documents where one that cannot be opened has none to count."""
        if self._run.pages is None:
            return self._documents_pace.left_s(self._documents)
        return self._pages_pace.left_s(self._run.pages)

    def _begin_round(self) -> None:
        self._round = iter(tuple(self._pending.values()))

    def _go_on(self, deadline_s: float) -> None:
        """Look for manifests of pending documents, one after another, each once in a round."""
        for document in self._round:
            manifest = find_manifest(self._store, document.document_id)
            if manifest is not None:
                self._take(document, manifest)
            if self._clock() > deadline_s:
                return
        self._is_caught_up = True
        self._begin_round()

    def _pages_in_work(self) -> int:
        in_work = islice(self._pending, _IN_WORK)
        return sum(len(StoredPages.look(self._store, one).pages) for one in in_work)

    def _take(self, document: RunDocument, manifest: DocumentManifest) -> None:
        del self._pending[document.document_id]
        self._reviews += manifest.needs_review
        if document.is_reused:
            self._states[DocumentState.REUSED] += 1
            return
        self._pages += len(manifest.pages)
        if manifest.failure is None:
            self._states[DocumentState.DONE] += 1
        else:
            self._states[DocumentState.FAILED] += 1
            self._failures.append(f"{printable(document.key)}: {manifest.failure.message}")


class _Pace:
    """How fast something is done, as seen in the last minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, now_s: float, done: int) -> None:
        """Note how many are done by now."""
        self._seen.append((now_s, done))
        while self._seen[0][0] < now_s - _PACE_S:
            self._seen.popleft()

    @property
    def per_s(self) -> float | None:
        """How many in a second; absent before that is known."""
        if not self._seen:
            return None
        (first_s, first), (last_s, last) = self._seen[0], self._seen[-1]
        return max(last - first, 0) / (last_s - first_s) if last_s > first_s else None

    def left_s(self, total: float) -> float | None:
        """Seconds until so many are done; absent before that is known, and where nothing moves."""
        pace = self.per_s
        return max(total - self._seen[-1][1], 0) / pace if pace else None
