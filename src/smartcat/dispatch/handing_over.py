"""Hand a document to AWS Batch, as a run of its own."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from smartcat.backends import Backend
from smartcat.claims import Claims
from smartcat.models import PlannedDocument
from smartcat.plan.cost import Container
from smartcat.plan.run_files import is_planned
from smartcat.plan.sizing import AWS_SHARD_S, AWS_WORKERS, aws_capacity
from smartcat.runs.conclusion import is_concluded
from smartcat.runs.planning import Plan
from smartcat.runs.submitting import write_plan
from smartcat.runs.survey import guessed
from smartcat.runs.terms import Terms
from smartcat.store import ObjectStore
from smartcat.store.layout import run_of_document

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HandingOver:
    """Submits documents, each as a run that is called by it: so that it is submitted once.

    Attributes:
        store: The results bucket.
        make_backend: Makes what asks AWS Batch, once it is to be asked.
        terms: How documents are processed.
        container: The shape of containers.
        shard_s: Seconds on the clock that a shard should take at least.
    """

    store: ObjectStore
    make_backend: Callable[[], Backend]
    terms: Terms
    container: Container
    shard_s: float

    def submit(self, document: PlannedDocument, claims: Claims) -> None:
        """Submit a document, and pass on the claim to it."""
        run_id, route = run_of_document(document.document_id), document.route
        told = {"document_id": document.document_id, "reason": route.reason if route else ""}
        _logger.info("document handed over", extra=told)
        bounds_s = (self.shard_s, max(self.shard_s, AWS_SHARD_S[1]))
        if document.page_count is None:  # all of them fetch a large file, and some may find nothing
            document, bounds_s = guessed(document), AWS_SHARD_S
        capacity = aws_capacity(self.container, AWS_WORKERS, bounds_s)
        with Plan() as plan:
            plan.pending.add(document)
            write_plan(self.store, plan, self.terms, capacity, run_id)
        claims.pass_on(document.document_id, run_id)
        self._backend.start(run_id)

    def resume(self, document_id: str) -> bool:
        """See to it that a document goes on that was submitted; false if it was not."""
        run_id = run_of_document(document_id)
        if not is_planned(self.store, run_id):
            return False
        if not is_concluded(self.store, run_id):
            self._backend.start(run_id)
        return True

    @cached_property
    def _backend(self) -> Backend:
        return self.make_backend()
