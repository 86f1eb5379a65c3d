"""Sequences of events and faults that Hypothesis chooses; the law holds once they have ended."""

import os
import tempfile
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path

import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from world.batch_service import NEVER_STARTED
from world.clock import BEGIN, Clock
from world.documents import Kind, upload_of
from world.faults import SEQUENCES, TRIED, End, Fault, Meanwhile, Pause, Plan, Trouble
from world.law import check_law
from world.services import InMemory, Services
from world.settling import settle
from world.world import SCHEDULE, World

_MOST_UPLOADS = 3

KINDS = st.sampled_from([Kind.TEXT, Kind.TEXT, Kind.TEXT, *Kind])
PAGES = st.integers(1, 40)
PICKS = st.integers(0, 5)
"""Which of several; the last ones are as good as the first."""
SKEWS_S = st.sampled_from([0.0, 0.0, 0.0, -20.0, 20.0])
"""How wrong the clock of a process is: those of AWS are so by less than a second."""
PAUSES = st.builds(
    Pause,
    st.sampled_from([1.0, 130.0, 270.0, 290.0, 1000.0, 5000.0]),
    st.lists(st.sampled_from(Meanwhile), max_size=3).map(tuple),
)
OPERATIONS = st.integers(0, 9) | st.integers(0, 30)
"""Small documents take ten of them; containers some more."""
PLANS: st.SearchStrategy[Plan] = st.runner().flatmap(
    lambda machine: st.dictionaries(OPERATIONS, machine.faults | PAUSES, max_size=4)
)


class Sequences(RuleBasedStateMachine):
    """Drops documents, lets processes run and fail, and loses what can be lost."""

    faults: st.SearchStrategy[Trouble] = st.sampled_from(Fault)
    """What may go wrong with an operation."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        clock = Clock(self._stack.enter_context(time_machine.travel(BEGIN, tick=False)))
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="smartcat-faults-"))
        services = self._stack.enter_context(self.services())
        self.world = World(clock, Path(folder), services)
        self._has_changed = False

    def services(self) -> AbstractContextManager[Services]:
        """Make what processes ask."""
        return nullcontext(InMemory())

    @initialize(kind=KINDS, pages=PAGES)
    def the_first_document_lands(self, kind: Kind, pages: int) -> None:
        self.a_document_lands(kind, pages, 1)

    @precondition(lambda self: len(self.world.uploads) < _MOST_UPLOADS)
    @rule(kind=KINDS, pages=PAGES, events=st.integers(0, 2))
    def a_document_lands(self, kind: Kind, pages: int, events: int) -> None:
        number = len(self.world.uploads)
        self.world.upload(upload_of(f"scan-{number}.txt", kind, pages), events)

    @precondition(lambda self: not self._has_changed)  # else most of them do
    @rule(pick=PICKS, pages=PAGES)
    def a_document_is_replaced_or_vanishes(self, pick: int, pages: int) -> None:
        self._has_changed = True
        keys = list(self.world.documents.uploads)
        key, revision = keys[pick % len(keys)], len(self.world.uploads)
        if pages % 2 and revision < _MOST_UPLOADS:
            self.world.upload(upload_of(key, Kind.TEXT, pages, revision))
            TRIED["document replaced"] += 1
        else:
            del self.world.documents.uploads[key]
            TRIED["document vanished"] += 1

    @precondition(lambda self: self.world.queue.waiting)
    @rule(picks=st.lists(PICKS, min_size=1, max_size=2, unique=True), plan=PLANS, skew_s=SKEWS_S)
    def messages_are_delivered(self, picks: list[int], plan: Plan, skew_s: float) -> None:
        waiting = self.world.queue.waiting
        some = {pick % len(waiting): waiting[pick % len(waiting)] for pick in picks}
        self.world.deliver(list(some.values()), plan, skew_s)

    @precondition(lambda self: any(self.world.batch.children("RUNNABLE")))
    @rule(pick=PICKS, plan=PLANS, end=st.sampled_from(End), skew_s=SKEWS_S)
    def a_container_runs(self, pick: int, plan: Plan, end: End, skew_s: float) -> None:
        children = list(self.world.batch.children("RUNNABLE"))
        self.world.run_container(children[pick % len(children)], plan, end, skew_s)

    @precondition(lambda self: any(self.world.batch.children("RUNNABLE")))
    @rule(pick=PICKS)
    def a_container_does_not_start(self, pick: int) -> None:
        children = list(self.world.batch.children("RUNNABLE"))
        self.world.end(children[pick % len(children)], NEVER_STARTED)
        TRIED["container not started"] += 1

    @precondition(lambda self: any(self.world.batch.children("SUCCEEDED", "FAILED")))
    @rule(pick=PICKS, plan=PLANS)
    def a_container_runs_again(self, pick: int, plan: Plan) -> None:
        children = list(self.world.batch.children("SUCCEEDED", "FAILED"))
        self.world.run_container(children[pick % len(children)], plan)
        TRIED["container run again"] += 1

    @precondition(lambda self: self.world.job_events)
    @rule(pick=PICKS, plan=PLANS, skew_s=SKEWS_S, comes_again=st.booleans())
    def the_reconciler_hears_of_a_job(
        self, pick: int, plan: Plan, skew_s: float, comes_again: bool
    ) -> None:
        events = self.world.job_events
        job = events[pick % len(events)]
        if not comes_again:
            events.remove(job)
        self.world.reconcile(job.event, plan, skew_s)

    @rule(plan=PLANS, skew_s=SKEWS_S)
    def the_reconciler_looks_around(self, plan: Plan, skew_s: float) -> None:
        self.world.reconcile(SCHEDULE, plan, skew_s)

    @rule(seconds=st.sampled_from([60.0, 150.0, 1000.0, 5000.0]))
    def time_passes(self, seconds: float) -> None:
        self.world.clock.advance(seconds)

    def teardown(self) -> None:
        """See that the law holds once the faults have ended."""
        try:
            settle(self.world)
            check_law(self.world)
            TRIED[SEQUENCES] += 1
        finally:
            self._stack.close()


EXAMPLES = int(os.environ.get("SMARTCAT_FAULTS_EXAMPLES", "0"))
"""How many sequences somebody asked for; 0 for the few of every day."""


def told_often(few: int, one_in: int = 1) -> settings:
    """Try as many sequences as were asked for, other ones each time; else a few, the same ones.

    Args:
        few: How many.
        one_in: Of those that were asked for only one in so many is tried: they take longer.
    """
    return settings(
        max_examples=-(-EXAMPLES // one_in) or few,
        stateful_step_count=20,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
