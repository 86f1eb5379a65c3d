"""Which documents a run has: one line each in ``documents.jsonl.gz``."""

import gzip
import io
from collections.abc import Iterable, Iterator

from smartcat.errors import RunNotFoundError
from smartcat.models import Noun
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import blocks_prefix, manifest_key, run_key

_NAME = "documents.jsonl.gz"


class RunDocument(Noun):
    """A document of a run.

    Attributes:
        document_id: Identity of its result.
        key: Its name below the folder or bucket that was asked for.
        location: Where it is read from.
        is_reused: Whether its result was there when the run was planned.
    """

    document_id: str
    key: str
    location: str
    is_reused: bool = False


def write_documents(store: ObjectStore, run_id: str, documents: Iterable[RunDocument]) -> None:
    """Write the documents of a run."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for document in documents:
            file.write(f"{document.model_dump_json()}\n".encode())
    store.put(run_key(run_id, _NAME), packed.getvalue())


def load_documents(store: ObjectStore, run_id: str) -> Iterator[RunDocument]:
    """Read the documents of a run, in the order in which they were submitted.

    Raises:
        RunNotFoundError: They are not there.
    """
    try:
        data = store.get(run_key(run_id, _NAME))
    except ObjectNotFoundError as error:
        raise RunNotFoundError(f"run {run_id} in {store.uri} has no list of documents") from error
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        for line in file:
            yield RunDocument.model_validate_json(line)


def forget_document(store: ObjectStore, document_id: str) -> None:
    """Remove all that is stored of a document, so that it is processed anew."""
    store.delete(manifest_key(document_id))
    for stored in list(store.list(blocks_prefix(document_id))):
        store.delete(stored.key)
