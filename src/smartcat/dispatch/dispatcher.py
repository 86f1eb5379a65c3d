"""The dispatcher: from a message about a document to its manifest, or to a run that makes it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from smartcat.aws import told_of
from smartcat.claims import Claims
from smartcat.dispatch.events import NotAnEventError, created_objects
from smartcat.dispatch.handing_over import HandingOver
from smartcat.dispatch.inline import InlineWorker
from smartcat.dispatch.time_limit import OutOfTime, time_limit
from smartcat.errors import DocumentChangedError, SmartCatError, TransientError
from smartcat.manifest import find_manifest
from smartcat.models import PlannedDocument, Route, RouteKind, SourceDocument
from smartcat.plan.routing import Router
from smartcat.runs.planning import identified
from smartcat.runs.terms import Terms
from smartcat.store import ObjectStore

_logger = logging.getLogger(__name__)

_HAND_OVER_S = 15.0
"""Kept back of the function's time, to hand a document over: some twenty requests."""
_MOST_KEPT_BACK = 0.25
"""Of a short time no more than this is kept back."""


class DocumentIsTakenError(TransientError):
    """Somebody else is at work on the document; it is looked at again later."""


@dataclass(frozen=True)
class Dispatcher:
    """Takes messages about documents, and sees to each that it gets a manifest.

    Attributes:
        store: Where results go.
        terms: How documents are processed.
        router_of: Makes what chooses routes, for a function that has so many seconds.
        inline: Processes documents here.
        handing_over: Submits documents to AWS Batch.
    """

    store: ObjectStore
    terms: Terms
    router_of: Callable[[float], Router]
    inline: InlineWorker
    handing_over: HandingOver

    def handle(
        self, event: Mapping[str, Any], time_left_s: Callable[[], float]
    ) -> dict[str, list[dict[str, str]]]:
        """Take messages from a queue; those that failed are named, and come again.

        Args:
            event: Messages of SQS, as AWS Lambda gives them to functions.
            time_left_s: Tells the seconds that are left.

        Returns:
            What AWS Lambda wants to know of them (Developer Guide, Reporting batch item failures).
        """
        failed = [
            record["messageId"]
            for record in event["Records"]
            if not self._took(record["body"], time_left_s)
        ]
        return {"batchItemFailures": [{"itemIdentifier": one} for one in failed]}

    def close(self) -> None:
        """End what outlives a call."""
        self.inline.close()

    def _took(self, message: str, time_left_s: Callable[[], float]) -> bool:
        """Do all that a message asks for; whether that was done."""
        try:
            for source in created_objects(message):
                self._dispatch(source, time_left_s)
        except NotAnEventError:
            _logger.error("no event of S3", extra={"size_bytes": len(message)})  # noqa: TRY400
        except DocumentIsTakenError:
            _logger.info("somebody is at work on the document")
        except SmartCatError as error:
            _logger.error("document not dispatched", extra=told_of(error))  # noqa: TRY400
        except Exception:
            _logger.exception("a bug")
        else:
            return True
        return False

    def _dispatch(self, source: SourceDocument, time_left_s: Callable[[], float]) -> None:
        if source.location.startswith(f"{self.store.uri}/"):
            return  # a result of ours
        document = identified(source, self.terms)
        document_id = document.document_id
        if find_manifest(self.store, document_id) or self.handing_over.resume(document_id):
            _logger.info("document known", extra={"document_id": document_id})
            return
        lives = timedelta(seconds=time_left_s())  # this call ends then, whatever becomes of it
        claims = Claims(self.store, f"dispatcher-{uuid4().hex}", time_to_live=lives)
        if not claims.take(document_id):
            raise DocumentIsTakenError(document_id)
        try:
            self._process(document, claims, time_left_s)
        finally:
            claims.release(document_id)

    def _process(
        self, document: PlannedDocument, claims: Claims, time_left_s: Callable[[], float]
    ) -> None:
        """Process a document here, or hand it over."""
        seconds = time_left_s()
        router = self.router_of(seconds)
        route = router.by_size(document.size_bytes or 0)
        if route is not None:
            rest: PlannedDocument | None = document.model_copy(update={"route": route})
        else:
            rest = self._tried_here(_Attempt(self.inline, document, claims, router), seconds)
        if rest is not None:
            self.handing_over.submit(rest, claims)

    def _tried_here(self, attempt: "_Attempt", seconds: float) -> PlannedDocument | None:
        """Process a document in the seconds that there are; what is left to do, if anything."""
        document_id = attempt.document.document_id
        try:
            with time_limit(seconds - min(_HAND_OVER_S, seconds * _MOST_KEPT_BACK)):
                attempt.run()
        except DocumentChangedError:  # what replaced it has a message of its own
            _logger.info("document replaced meanwhile", extra={"document_id": document_id})
            return None
        except OutOfTime:
            self.inline.abandon()
            attempt.is_done = find_manifest(self.store, document_id) is not None
        finally:
            attempt.clear_up()
        return None if attempt.is_done else attempt.rest


@dataclass
class _Attempt:
    """To process a document here; it tells how far it came.

    Attributes:
        document: What is known of the document by now.
        is_done: Whether its manifest is stored.
    """

    inline: InlineWorker
    document: PlannedDocument
    claims: Claims
    router: Router
    is_done: bool = False
    fetched: Path | SmartCatError | None = None

    def run(self) -> None:
        """Fetch the document, look at it, and process it if that is its route."""
        self.fetched = self.inline.fetch(self.document)
        if isinstance(self.fetched, Path):
            self.document = self.inline.look_at(self.document, self.fetched, self.router)
        route = self.document.route
        if route is None or route.kind is RouteKind.INLINE:
            self.inline.work(self.document, self.fetched, self.claims)
            self.is_done = True

    def clear_up(self) -> None:
        """Remove what was fetched."""
        if isinstance(self.fetched, Path):
            self.fetched.unlink(missing_ok=True)

    @property
    def rest(self) -> PlannedDocument:
        """The document with the route of what is left to do."""
        route = self.document.route
        if route is not None and route.kind is RouteKind.BATCH:
            return self.document
        reason = "it took longer inline than was expected; what was read by then is stored"
        known = route or Route(kind=RouteKind.BATCH, reason=reason)
        late = known.model_copy(update={"kind": RouteKind.BATCH, "reason": reason})
        return self.document.model_copy(update={"route": late})
