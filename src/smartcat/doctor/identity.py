"""What the dispatcher calls a document: what its result depends on, as the functions are told."""

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.dispatch.settings import FunctionSettings
from smartcat.locations import S3Location
from smartcat.models import ModelIdentity, SourceDocument
from smartcat.pipeline import settings_of
from smartcat.read import OcrChoice, ReadLimits, ReadOptions
from smartcat.runs.planning import identified
from smartcat.runs.terms import Terms
from smartcat.segment import SplitOptions
from smartcat.sorting import Sorter
from smartcat.sources.contents import etag_content


def document_id_of(settings: FunctionSettings, place: S3Location, etag: str) -> str:
    """The id of a document; the model is not loaded, for its digest is known.

    Args:
        settings: What the dispatcher is told.
        place: The document.
        etag: Its ETag, as S3 gives it.
    """
    starter = starter_bundle_path()
    sorter = Sorter(load_bundle(starter), SplitOptions())
    read = ReadOptions(ocr=OcrChoice.TESSEROCR, languages=settings.languages)
    sha256 = settings.model_sha256 if settings.model else sorter.identity.sha256
    terms = Terms(
        model=starter,
        identity=ModelIdentity(sha256=sha256, name=""),
        read=read,
        limits=ReadLimits(),
        split=SplitOptions(),
        settings=settings_of(read, sorter),
    )
    source = SourceDocument(key=place.key, location=place.uri, content=etag_content(etag))
    return identified(source, terms).document_id
