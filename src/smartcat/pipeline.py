"""The way of the data: read pages ─► classify each page ─► segment the stream ─► manifest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from smartcat import __version__
from smartcat.errors import SmartCatError, UnreadableDocumentError
from smartcat.locations import escaped
from smartcat.manifest import derive_document_id, execution_of, failure_of
from smartcat.models import (
    DocumentManifest,
    DocumentRef,
    ModelIdentity,
    OcrIdentity,
    Page,
    PageResult,
    Route,
    Settings,
    Software,
    Source,
)
from smartcat.read import Reader, Reading, ReadOptions, ReadRequest, resolve_choice
from smartcat.sorting import SortedStream, Sorter
from smartcat.sources import digest_and_size


@dataclass(frozen=True)
class Pipeline:
    """Turns documents into manifests.

    Attributes:
        reader: Reads pages; its options are those that follow.
        options: How pages are read.
        sorter: Gives each page its class, and cuts the stream.
        on_page: Told after each page how many of its document are done, of how many.
    """

    reader: Reader
    options: ReadOptions
    sorter: Sorter
    on_page: Callable[[int, int], None] = lambda _done, _total: None

    def run(self, documents: Iterable[DocumentRef]) -> Iterator[DocumentManifest]:
        """Process documents in order; each manifest comes as soon as its last page is done.

        A document that cannot be read gives a manifest that says why.

        Raises:
            ConfigurationError: An OCR engine or a language pack is missing.
        """
        settings = settings_of(self.options, self.sorter)
        for reading in self.reader.read(ReadRequest(document) for document in documents):
            started_at = datetime.now(UTC)
            stream = self.sorter.sort(self._counted(reading))
            origin = Origin.of(reading, started_at)
            identity = self.sorter.identity
            sha256 = origin.source.sha256 or ""
            name = derive_document_id(origin.source.key, sha256, identity.sha256, settings)
            yield manifest_of(name, origin, stream, identity, settings)

    def _counted(self, reading: Reading) -> Iterator[Page]:
        wanted = self.options.wanted(reading.facts.page_count if reading.facts else 0)
        for done, page in enumerate(reading.pages, start=1):
            yield page
            self.on_page(done, len(wanted))


class Origin(NamedTuple):
    """Where the pages of a document came from, and how they were read.

    Attributes:
        source: The input.
        place: Where it lay.
        reader: What read it; absent if it could not be opened.
        ocr: What recognised pages; absent if nothing did.
        failure: Why it could not be read; absent if it could.
        started_at: When its first page was asked for.
        cpu_s: CPU seconds that reading its pages took.
        route: Why it was processed where it was; absent where nothing chose.
    """

    source: Source
    place: str
    reader: str | None
    ocr: OcrIdentity | None
    failure: SmartCatError | None
    started_at: datetime
    cpu_s: float
    route: Route | None = None

    @classmethod
    def of(cls, reading: Reading, started_at: datetime) -> "Origin":
        """Sum up a reading whose pages were taken."""
        return cls(
            source=source_of(reading),
            place=escaped(str(reading.request.document.path)),
            reader=reading.facts.reader if reading.facts else None,
            ocr=reading.ocr,
            failure=reading.failure,
            started_at=started_at,
            cpu_s=reading.cpu_s,
        )


def manifest_of(
    document_id: str, origin: Origin, stream: SortedStream, model: ModelIdentity, settings: Settings
) -> DocumentManifest:
    """Sum up a document: the same pages, model and settings give the same manifest.

    Args:
        document_id: Digest of what the result depends on.
        origin: Where its pages came from.
        stream: All its pages, sorted.
        model: What sorted them.
        settings: The settings that change the result.
    """
    failure = origin.failure or _failure_of_all(stream.pages)
    return DocumentManifest(
        document_id=document_id,
        status="failed" if failure else "done",
        source=origin.source,
        model=ModelIdentity(sha256=model.sha256, name=model.name),
        software=Software(smartcat=__version__, reader=origin.reader, ocr=origin.ocr),
        settings=settings,
        pages=stream.pages,
        segments=() if failure else stream.segments,
        needs_review=failure is not None or any(one.needs_review for one in stream.segments),
        failure=failure_of(failure) if failure else None,
        execution=execution_of(origin.place, origin.started_at, origin.cpu_s, origin.route),
    )


def settings_of(options: ReadOptions, sorter: Sorter) -> Settings:
    """The settings that change a result."""
    resolved = {"ocr": resolve_choice(options.ocr).value}
    return {**options.model_dump(mode="python"), **resolved, **sorter.settings}


def source_of(reading: Reading) -> Source:
    """Describe the input of a reading; its bytes are digested."""
    sha256, size_bytes = fingerprint(reading.request.document.path)
    return Source(
        key=reading.request.document.key,
        sha256=sha256,
        size_bytes=size_bytes,
        media_type=reading.facts.media_type if reading.facts else None,
        page_count=reading.facts.page_count if reading.facts else None,
    )


def fingerprint(path: Path) -> tuple[str | None, int | None]:
    """SHA-256 and size in bytes of a file; absent where it cannot be read."""
    try:
        return digest_and_size(path) if path.is_file() else (None, None)  # a pipe has no end
    except OSError:
        return None, None


def _failure_of_all(pages: tuple[PageResult, ...]) -> SmartCatError | None:
    """Return an error if no page at all could be read."""
    failures = [page.failure for page in pages if page.failure]
    if not pages or len(failures) < len(pages):
        return None
    return UnreadableDocumentError(f"none of its {len(pages)} pages could be read: {failures[0]}")
