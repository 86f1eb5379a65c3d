"""A deployment of SmartCat: real dispatchers and reconcilers, handed what fails."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from smartcat.aws import S3Client
from smartcat.aws.batch import Batch
from smartcat.backends.aws import AwsBackend
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.dispatch.handing_over import HandingOver
from smartcat.dispatch.inline import InlineWorker
from smartcat.finalise import Finaliser
from smartcat.pipeline import settings_of
from smartcat.plan.coefficients import shipped_coefficients
from smartcat.plan.cost import Container
from smartcat.plan.predictor import Predictor
from smartcat.plan.routing import FunctionShape, Router
from smartcat.read import OcrChoice, ReadLimits, ReadOptions
from smartcat.reconciling import Reconciler
from smartcat.runs.terms import Terms
from smartcat.segment import SplitOptions
from smartcat.sorting import Sorter
from smartcat.store import ObjectStore
from world.documents import MOST_INLINE_BYTES
from world.reading import PAGE_S

FUNCTION_S = 300.0
"""The time limit of functions."""
QUEUE, DEFINITION = "smartcat", "smartcat-worker"
_CONTAINER = Container(vcpus=1.0, memory_mib=2048)
_SHARD_S = 30.0
"""Less than a block takes: each block is a shard of its own."""


@dataclass(frozen=True)
class Deployment:
    """What all processes have in common; nothing of it changes.

    Attributes:
        sorter: The starter model.
        terms: How documents are processed.
        predictor: Foretells that pages take as long as they take here.
    """

    sorter: Sorter
    terms: Terms
    predictor: Predictor

    def dispatcher(
        self, store: ObjectStore, documents: S3Client, batch: Batch, folder: Path
    ) -> Dispatcher:
        """Put a dispatcher together."""
        finaliser = Finaliser(store, self.sorter, self.terms.read)
        return Dispatcher(
            store=store,
            terms=self.terms,
            router_of=self._router,
            inline=InlineWorker(finaliser, self.predictor, self.terms.limits, 1, folder, documents),
            handing_over=HandingOver(
                store, lambda: _backend(store, batch), self.terms, _CONTAINER, _SHARD_S
            ),
        )

    def reconciler(self, store: ObjectStore, batch: Batch) -> Reconciler:
        """Put a reconciler together."""
        return Reconciler(store, _backend(store, batch))

    def _router(self, timeout_s: float) -> Router:
        function = FunctionShape(timeout_s=max(timeout_s, 1.0), max_bytes=MOST_INLINE_BYTES)
        return Router(self.predictor, function, _CONTAINER)


@cache
def deployment() -> Deployment:
    """The deployment of all worlds: to load a model takes longer than most documents do."""
    path, split = starter_bundle_path(), SplitOptions()
    read = ReadOptions(ocr=OcrChoice.TESSEROCR)
    sorter = Sorter(load_bundle(path), split)
    shipped = shipped_coefficients()
    slow = shipped.read.model_copy(update={"text_page_s": PAGE_S})
    terms = Terms(
        model=path,
        identity=sorter.identity,
        read=read,
        limits=ReadLimits(),
        split=split,
        settings=settings_of(read, sorter),
        coefficients=shipped.model_copy(update={"read": slow}),
    )
    return Deployment(sorter, terms, Predictor(read, terms.coefficients))


def _backend(store: ObjectStore, batch: Batch) -> AwsBackend:
    return AwsBackend(store, batch, QUEUE, DEFINITION)
