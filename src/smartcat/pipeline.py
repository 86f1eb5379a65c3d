"""The way of the data: read pages ─► classify each page ─► segment the stream ─► manifest."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smartcat import __version__
from smartcat.errors import SmartCatError, UnreadableDocumentError
from smartcat.manifest import document_id, execution_of, failure_of
from smartcat.models import (
    DocumentManifest,
    DocumentRef,
    ModelIdentity,
    Page,
    PageResult,
    Settings,
    Software,
    Source,
)
from smartcat.read import Reader, Reading, ReadOptions, ReadRequest, resolve_choice
from smartcat.sorting import SortedStream, Sorter


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
        for reading in self.reader.read(ReadRequest(document) for document in documents):
            started_at = datetime.now(UTC)
            stream = self.sorter.sort(self._counted(reading))
            yield self._manifest(reading, stream, started_at)

    def _counted(self, reading: Reading) -> Iterator[Page]:
        page_count = reading.facts.page_count if reading.facts else 0
        for done, page in enumerate(reading.pages, start=1):
            yield page
            self.on_page(done, page_count)

    def _manifest(
        self,
        reading: Reading,
        stream: SortedStream,
        started_at: datetime,
    ) -> DocumentManifest:
        document = reading.request.document
        source = _source(document, reading)
        failure = reading.failure or _failure_of_all(stream.pages)
        model = self.sorter.identity
        settings = self._settings()
        return DocumentManifest(
            document_id=document_id(source.key, source.sha256 or "", model.sha256, settings),
            status="failed" if failure else "done",
            source=source,
            model=ModelIdentity(sha256=model.sha256, name=model.name),
            software=Software(
                smartcat=__version__,
                reader=reading.facts.reader if reading.facts else None,
                ocr=reading.ocr,
            ),
            settings=settings,
            pages=stream.pages,
            segments=() if failure else stream.segments,
            needs_review=failure is not None or any(one.needs_review for one in stream.segments),
            failure=failure_of(failure) if failure else None,
            execution=execution_of(document.path, started_at, reading.cpu_s),
        )

    def _settings(self) -> Settings:
        resolved = {"ocr": resolve_choice(self.options.ocr).value}
        read = {**self.options.model_dump(mode="python"), **resolved}
        return {**read, **self.sorter.settings}


def _failure_of_all(pages: tuple[PageResult, ...]) -> SmartCatError | None:
    """Return an error if no page at all could be read."""
    failures = [page.failure for page in pages if page.failure]
    if not pages or len(failures) < len(pages):
        return None
    return UnreadableDocumentError(f"none of its {len(pages)} pages could be read: {failures[0]}")


def _source(document: DocumentRef, reading: Reading) -> Source:
    sha256, size_bytes = _fingerprint(document.path)
    return Source(
        key=document.key,
        sha256=sha256,
        size_bytes=size_bytes,
        media_type=reading.facts.media_type if reading.facts else None,
        page_count=reading.facts.page_count if reading.facts else None,
    )


def _fingerprint(path: Path) -> tuple[str | None, int | None]:
    if not path.is_file():  # a pipe or a device has no end
        return None, None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except OSError:
        return None, None
