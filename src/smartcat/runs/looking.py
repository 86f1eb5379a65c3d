"""Look at documents wherever they lie: those in buckets are fetched for as long as that takes."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from smartcat.aws import S3Client, s3_client
from smartcat.errors import (
    AccessDeniedError,
    DocumentError,
    DocumentTooLargeError,
    SmartCatError,
)
from smartcat.models import DocumentRef, SourceDocument
from smartcat.read import DocumentProbe, Reader
from smartcat.sources import fetch

_Document = TypeVar("_Document", bound=SourceDocument)


def looked_at(
    documents: Iterable[_Document], reader: Reader, folder: Path
) -> Iterator[tuple[_Document, DocumentProbe | SmartCatError]]:
    """Look at documents in their order; of what cannot be fetched or opened it is told why.

    Args:
        documents: Which; a bounded number of them is held.
        reader: Looks at them.
        folder: Where documents are fetched to.

    Raises:
        ConfigurationError: A setting is wrong.
        StorageError: A bucket does not answer.
    """
    waiting: deque[tuple[_Document, SmartCatError | None]] = deque()

    def fetched() -> Iterator[DocumentRef]:
        client: S3Client | None = None
        for document in documents:
            try:
                if document.path is None:
                    client = client or s3_client()
                    _check_size(document, reader.limits.max_bytes)
                path = document.path or fetch(document, folder, client)
            except (AccessDeniedError, DocumentError) as error:
                waiting.append((document, error))
                continue
            waiting.append((document, None))
            yield DocumentRef(key=document.key, path=path)

    for reference, probe in reader.probe(fetched()):
        yield from _refused(waiting)
        document, _ = waiting.popleft()
        if document.path is None:
            reference.path.unlink(missing_ok=True)
        yield document, probe
    yield from _refused(waiting)


def _check_size(document: SourceDocument, max_bytes: int) -> None:
    if (document.size_bytes or 0) > max_bytes:
        raise DocumentTooLargeError(
            f"{document.size_bytes} bytes are over the limit of {max_bytes}"
        )


def _refused(
    waiting: deque[tuple[_Document, SmartCatError | None]],
) -> Iterator[tuple[_Document, SmartCatError]]:
    """Take those that come first and could not be fetched."""
    while waiting and (error := waiting[0][1]):
        yield waiting.popleft()[0], error
