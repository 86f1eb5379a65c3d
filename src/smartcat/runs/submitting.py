"""Submit a run: sum up its plan, pack it into shards, write it where workers find it."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

from smartcat.models import Noun, PlannedDocument
from smartcat.plan.packing import pack
from smartcat.plan.run_files import join_run, write_run
from smartcat.plan.run_manifest import RunManifest, RunTerms, new_run_id
from smartcat.plan.sizing import Capacity
from smartcat.read import ReadOptions
from smartcat.runs.costs import RunCost, predicted_cost
from smartcat.runs.documents import RunDocument, forget_document, write_documents
from smartcat.runs.planning import Plan
from smartcat.runs.terms import Terms
from smartcat.store import ObjectStore
from smartcat.store.layout import model_key


class PlanSummary(Noun):
    """What a run would do.

    Attributes:
        documents: Documents to process.
        reused: Documents that have a result, and are left as they are.
        pages: Pages to read; absent if a document could not be opened.
        ocr_pages: How many of them must be recognised, estimated; absent likewise.
        shards: In how many parts.
        predicted_s: CPU seconds that it is expected to take, the starts of workers among them.
        wall_s: Seconds on the clock, if each worker has a core of its own.
        cost: What the workers cost.
    """

    documents: int
    reused: int
    pages: int | None
    ocr_pages: float | None
    shards: int
    predicted_s: float
    wall_s: float
    cost: RunCost


def summary_of(plan: Plan, read: ReadOptions, capacity: Capacity, start_s: float) -> PlanSummary:
    """Say what a run would do.

    Args:
        plan: What is to be done.
        read: Which pages are read.
        capacity: What there is to do it with.
        start_s: CPU seconds that a worker takes to start.
    """
    totals = plan.totals
    shards = pack(plan.pending, capacity.shard_s(totals.predicted_s), read.wanted)
    shards_s = [shard.predicted_s + start_s for shard in shards]
    predicted_s = sum(shards_s)
    return PlanSummary(
        documents=totals.documents,
        reused=len(plan.reused),
        pages=None if totals.pages is None else round(totals.pages),
        ocr_pages=None if totals.ocr_pages is None else round(totals.ocr_pages, 1),
        shards=len(shards_s),
        predicted_s=round(predicted_s, 1),
        wall_s=round(capacity.wall_s(shards_s), 1),
        cost=predicted_cost(shards_s, capacity.container),
    )


def write_plan(
    store: ObjectStore, plan: Plan, terms: Terms, capacity: Capacity, run_id: str | None = None
) -> RunManifest:
    """Write a run, ready to be started.

    Args:
        store: Where to.
        plan: What is to be done.
        terms: How.
        capacity: What there is to do it with.
        run_id: Its name, where others may write the same run; a new one of its own if absent.
    """
    write = write_run if run_id is None else join_run
    run_id = run_id or new_run_id(datetime.now(UTC), secrets.token_bytes(2))
    if terms.is_forced:
        for document in plan.pending:
            forget_document(store, document.document_id)
    if store.head(model := model_key(terms.identity.sha256)) is None:
        store.put_if_absent(model, terms.model.read_bytes())
    reused = _listed(plan.reused, is_reused=True)
    write_documents(store, run_id, chain(reused, _listed(plan.pending, is_reused=False)))
    return write(
        store,
        RunTerms(
            run_id=run_id,
            created_at=datetime.now(UTC),
            model=terms.identity,
            read=terms.read,
            limits=terms.limits,
            split=terms.split,
            jobs=capacity.jobs,
            forced=terms.is_forced,
        ),
        plan.pending,
        capacity.shard_s(plan.totals.predicted_s),
    )


def _listed(documents: Iterable[PlannedDocument], *, is_reused: bool) -> Iterator[RunDocument]:
    for document in documents:
        yield RunDocument(
            document_id=document.document_id,
            key=document.key,
            location=document.location,
            is_reused=is_reused,
        )
