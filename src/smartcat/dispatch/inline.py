"""Process a document in the function itself, with reading processes that stay warm."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from smartcat.aws import S3Client
from smartcat.claims import Claims
from smartcat.errors import (
    AccessDeniedError,
    DocumentChangedError,
    DocumentError,
    SmartCatError,
)
from smartcat.finalise import Finaliser
from smartcat.models import DocumentRef, ItemDocument, PlannedDocument, Route, RouteKind, WorkItem
from smartcat.plan.predictor import Predictor
from smartcat.plan.routing import Router
from smartcat.read import Reader, ReadLimits
from smartcat.runs.survey import foreseen
from smartcat.sources import fetch
from smartcat.worker import ShardWorker
from smartcat.worker.fetching import Fetching


@dataclass
class InlineWorker:
    """Looks at documents, and processes them.

    The libraries that read PDF and recognise text are loaded by its reading processes alone, which
    are started for the first document that is opened.

    Attributes:
        finaliser: Writes manifests.
        predictor: Says what documents take.
        limits: What reading may use.
        jobs: How many reading processes there are.
        folder: Where documents are fetched to; of no use to anybody else.
        client: Asks S3.
    """

    finaliser: Finaliser
    predictor: Predictor
    limits: ReadLimits
    jobs: int
    folder: Path
    client: S3Client
    _reader: Reader | None = field(default=None, init=False)

    def fetch(self, document: ItemDocument) -> Path | SmartCatError:
        """Bring a document here, or tell why it cannot be had.

        Raises:
            DocumentChangedError: It was replaced.
            SmartCatError: It is not the document's fault.
        """
        try:
            return fetch(document, self.folder, self.client)
        except DocumentChangedError:
            raise
        except (DocumentError, AccessDeniedError) as error:
            return error

    def look_at(self, document: PlannedDocument, path: Path, router: Router) -> PlannedDocument:
        """Foretell what a document takes, and choose its route."""
        reference = DocumentRef(key=document.key, path=path)
        (_, probe), *_ = self._opened().probe([reference])
        size_bytes = path.stat().st_size
        if isinstance(probe, SmartCatError):
            reason = "it cannot be opened, and to say so takes no time"
            route = Route(kind=RouteKind.INLINE, reason=reason, size_bytes=size_bytes)
            return document.model_copy(update={"route": route})
        route = router.by_probe(probe, size_bytes)
        return foreseen(document, probe, self.predictor).model_copy(update={"route": route})

    def work(
        self, document: PlannedDocument, fetched: Path | SmartCatError, claims: Claims
    ) -> None:
        """Process a document; its manifest is stored then, also if it failed.

        Args:
            document: Which.
            fetched: Where it lies, or why it could not be had.
            claims: Among which it is claimed.

        Raises:
            ConfigurationError: A language pack is missing.
            TransientError: The store does not answer; what was done is stored.
        """
        who, predicted_s = document.for_workers, document.predicted_s
        item = WorkItem(document=who, first_page=0, predicted_s=predicted_s)
        store, reader = self.finaliser.store, self._opened()
        ShardWorker(store, reader, self.finaliser, claims, _Fetched(fetched)).work([item])

    def abandon(self) -> None:
        """End the reading processes, whatever they do; others are started when they are needed."""
        if self._reader is not None:
            self._reader.__exit__()
            self._reader = None

    def close(self) -> None:
        """End the reading processes, and remove what was fetched."""
        self.abandon()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _opened(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(
                self.finaliser.read, self.limits, self.jobs, self.finaliser.sorter.settles
            )
        return self._reader


@dataclass(frozen=True)
class _Fetched:
    """A document that was fetched already, or could not be."""

    outcome: Path | SmartCatError

    def begin(self, document: ItemDocument) -> Fetching:
        return Fetching(document, None)

    def end(self, _fetching: Fetching) -> Path:
        if isinstance(self.outcome, SmartCatError):
            raise self.outcome
        return self.outcome

    def release(self, _path: Path) -> None:
        """Whoever fetched it removes it."""
