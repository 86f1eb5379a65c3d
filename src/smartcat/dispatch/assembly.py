"""Put the functions together, once for all calls: settings, clients, the model."""

import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from smartcat.aws import S3Client, s3_client
from smartcat.aws.batch import Batch
from smartcat.backends import Backend
from smartcat.backends.aws import AwsBackend
from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.dispatch.handing_over import HandingOver
from smartcat.dispatch.inline import InlineWorker
from smartcat.dispatch.model import served_model
from smartcat.dispatch.settings import FunctionSettings, this_processor
from smartcat.finalise import Finaliser
from smartcat.pipeline import settings_of
from smartcat.plan.predictor import Predictor
from smartcat.plan.prices import Prices, shipped_prices
from smartcat.plan.routing import FunctionShape, Router
from smartcat.read import OcrChoice, ReadLimits, ReadOptions
from smartcat.reconciling import Reconciler
from smartcat.runs.terms import Terms
from smartcat.segment import SplitOptions
from smartcat.sorting import Sorter
from smartcat.store import ObjectStore, open_store

_MIB = 1024**2


@dataclass(frozen=True)
class Deployment:
    """What the functions of a deployment have in common.

    Attributes:
        settings: What they are told.
        client: Asks S3.
    """

    settings: FunctionSettings
    client: S3Client

    @cached_property
    def store(self) -> ObjectStore:
        """The results bucket."""
        return open_store(self.settings.results, self.client)

    def backend(self) -> Backend:
        """Make what asks AWS Batch."""
        settings = self.settings
        return AwsBackend(self.store, Batch(), settings.job_queue, settings.job_definition)


def make_reconciler(settings: FunctionSettings) -> Reconciler:
    """Put the reconciler together.

    Args:
        settings: What the function is told.

    Raises:
        SmartCatError: AWS cannot be asked.
    """
    deployment = Deployment(settings, s3_client())
    return Reconciler(deployment.store, deployment.backend())


def make_dispatcher(
    settings: FunctionSettings,
    client: S3Client | None = None,
    make_backend: Callable[[], Backend] | None = None,
) -> Dispatcher:
    """Put the dispatcher together.

    Args:
        settings: What the function is told.
        client: Asks S3; made here if absent.
        make_backend: Makes what asks AWS Batch, once it is to be asked.

    Raises:
        BundleError: The model is missing, damaged, or another one than was chosen.
        SmartCatError: AWS cannot be asked.
    """
    deployment = Deployment(settings, client or s3_client())
    folder = Path(tempfile.mkdtemp(prefix="smartcat-"))
    model = served_model(settings.model, settings.model_sha256, folder, deployment.client)
    read = ReadOptions(ocr=OcrChoice.TESSEROCR, languages=settings.languages)
    split, limits = SplitOptions(), ReadLimits()
    sorter = Sorter(model.bundle, split)
    terms = Terms(
        model=model.path,
        identity=sorter.identity,
        read=read,
        limits=limits,
        split=split,
        settings=settings_of(read, sorter),
    )
    predictor, prices = Predictor(read, terms.coefficients), shipped_prices()
    return Dispatcher(
        store=deployment.store,
        terms=terms,
        router_of=lambda timeout_s: _router(settings, predictor, prices, timeout_s),
        inline=InlineWorker(
            finaliser=Finaliser(deployment.store, sorter, read),
            predictor=predictor,
            limits=limits.bearable(settings.memory_mib * _MIB),
            jobs=math.ceil(settings.memory_mib / prices.on_lambda.vcpu_mib),
            folder=folder,
            client=deployment.client,
        ),
        handing_over=HandingOver(
            store=deployment.store,
            make_backend=make_backend or deployment.backend,
            terms=terms,
            container=settings.container,
            shard_s=settings.shard_s,
        ),
    )


def _router(
    settings: FunctionSettings, predictor: Predictor, prices: Prices, timeout_s: float
) -> Router:
    function = FunctionShape(
        memory_mib=settings.memory_mib,
        timeout_s=timeout_s,
        processor=this_processor(),
        max_bytes=settings.max_inline_bytes,
    )
    return Router(predictor, function, settings.container, prices)
