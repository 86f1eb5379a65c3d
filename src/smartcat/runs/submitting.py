"""Plan a run: look at each document, leave out what has a result, pack the rest into shards."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from smartcat.errors import SmartCatError
from smartcat.manifest import derive_document_id, is_done
from smartcat.models import DocumentRef, ModelIdentity, Noun, PlannedDocument, Settings
from smartcat.pipeline import fingerprint
from smartcat.plan.coefficients import Coefficients, shipped_coefficients
from smartcat.plan.cost import Container
from smartcat.plan.packing import pack
from smartcat.plan.predictor import Predictor
from smartcat.plan.run_files import write_run
from smartcat.plan.run_manifest import RunManifest, RunTerms, RunTotals, new_run_id
from smartcat.plan.sizing import LOCAL_SHARD_S, shard_seconds
from smartcat.read import DocumentProbe, Reader, ReadLimits, ReadOptions
from smartcat.runs.costs import RunCost, predicted_cost
from smartcat.runs.documents import RunDocument, forget_document, write_documents
from smartcat.segment import SplitOptions
from smartcat.store import ObjectStore
from smartcat.store.layout import model_key


@dataclass(frozen=True)
class Terms:
    """How documents are to be processed.

    Attributes:
        model: The bundle's file.
        identity: The same bundle.
        read: How documents are read; the OCR engine is chosen.
        limits: What reading may use.
        split: How streams are cut.
        settings: The settings that change the result.
        is_forced: Whether documents are processed anew that have a result.
        coefficients: What work costs, for predictions.
    """

    model: Path
    identity: ModelIdentity
    read: ReadOptions
    limits: ReadLimits
    split: SplitOptions
    settings: Settings
    is_forced: bool = False
    coefficients: Coefficients = field(default_factory=shipped_coefficients)


@dataclass
class Plan:
    """What is to be done.

    Attributes:
        pending: Documents without a result.
        reused: Documents that have one.
        start_s: CPU seconds that each worker is expected to take to start.
    """

    pending: list[PlannedDocument] = field(default_factory=list)
    reused: list[RunDocument] = field(default_factory=list)
    start_s: float = 0.0

    @property
    def totals(self) -> RunTotals:
        """How much there is to do."""
        return RunTotals.of(self.pending)


def plan_documents(
    documents: Iterable[DocumentRef], store: ObjectStore, reader: Reader, terms: Terms
) -> Plan:
    """Look at documents on this machine: what each is, and what it will take.

    A document that cannot be opened is planned all the same; its worker stores why.

    Args:
        documents: The documents.
        store: Where results are, and go.
        reader: Looks at documents.
        terms: How they are to be processed.
    """
    predictor = Predictor(terms.read, terms.coefficients)
    plan = Plan(start_s=predictor.start_s)
    named = _named(documents, store, terms, plan)
    waiting: list[PlannedDocument] = []

    def refs() -> Iterator[DocumentRef]:
        for document, planned in named:
            waiting.append(planned)
            yield document

    for _, probe in reader.probe(refs()):
        plan.pending.append(_planned(waiting.pop(0), probe, predictor))
    return plan


def _named(
    documents: Iterable[DocumentRef], store: ObjectStore, terms: Terms, plan: Plan
) -> Iterator[tuple[DocumentRef, PlannedDocument]]:
    """Give each document its identity; those with a result are set aside, others come once."""
    seen: set[str] = set()
    for document in documents:
        sha256, size_bytes = fingerprint(document.path)
        name = derive_document_id(document.key, sha256 or "", terms.identity.sha256, terms.settings)
        if name in seen:
            continue
        seen.add(name)
        planned = PlannedDocument(
            document_id=name,
            key=document.key,
            location=document.path.absolute().as_uri(),
            content=sha256 or "",
            size_bytes=size_bytes or 0,
            predicted_s=0.0,
        )
        if not terms.is_forced and is_done(store, name):
            plan.reused.append(_listed(planned, is_reused=True))
        else:
            yield document, planned


def _planned(
    document: PlannedDocument, probe: DocumentProbe | SmartCatError, predictor: Predictor
) -> PlannedDocument:
    if isinstance(probe, SmartCatError):
        return document
    return document.model_copy(
        update={
            "page_count": probe.page_count or None,
            "ocr_pages": probe.ocr_pages,
            "predicted_s": predictor.document_s(probe),
        }
    )


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


def summary_of(plan: Plan, workers: int, container: Container | None = None) -> PlanSummary:
    """Say what a run would do.

    Args:
        plan: What is to be done.
        workers: How many shards can be done at once.
        container: What each of them runs in; absent on this machine.
    """
    totals = plan.totals
    shard_s = shard_seconds(totals.predicted_s, workers, LOCAL_SHARD_S)
    shards_s = [shard.predicted_s + plan.start_s for shard in pack(plan.pending, shard_s)]
    predicted_s = sum(shards_s)
    return PlanSummary(
        documents=totals.documents,
        reused=len(plan.reused),
        pages=totals.pages,
        ocr_pages=None if totals.ocr_pages is None else round(totals.ocr_pages, 1),
        shards=len(shards_s),
        predicted_s=round(predicted_s, 1),
        wall_s=round(predicted_s / min(workers, max(len(shards_s), 1)), 1),
        cost=predicted_cost(shards_s, container),
    )


def write_plan(store: ObjectStore, plan: Plan, terms: Terms, workers: int) -> RunManifest:
    """Write a run, ready to be started.

    Args:
        store: Where to.
        plan: What is to be done.
        terms: How.
        workers: How many shards can be done at once.
    """
    run_id = new_run_id(datetime.now(UTC), secrets.token_bytes(2))
    if terms.is_forced:
        for document in plan.pending:
            forget_document(store, document.document_id)
    store.put_if_absent(model_key(terms.identity.sha256), terms.model.read_bytes())
    pending = (_listed(document, is_reused=False) for document in plan.pending)
    write_documents(store, run_id, [*plan.reused, *pending])
    shard_s = shard_seconds(plan.totals.predicted_s, workers, LOCAL_SHARD_S)
    return write_run(
        store,
        RunTerms(
            run_id=run_id,
            created_at=datetime.now(UTC),
            model=terms.identity,
            read=terms.read,
            limits=terms.limits,
            split=terms.split,
            jobs=1,
            forced=terms.is_forced,
        ),
        plan.pending,
        shard_s,
    )


def _listed(document: PlannedDocument, *, is_reused: bool) -> RunDocument:
    return RunDocument(
        document_id=document.document_id,
        key=document.key,
        location=document.location,
        is_reused=is_reused,
    )
