"""Sort documents: what every page is, where documents begin and end, and how sure that is."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

from smartcat.api.bundles import as_bundle
from smartcat.api.options import (
    Progress,
    ReadLimits,
    ReadOptions,
    nobody,
    opened_reader,
    reading_for,
    split_options,
)
from smartcat.manifest import store_manifest as put_manifest
from smartcat.models import DocumentManifest, DocumentRef
from smartcat.read import Reader
from smartcat.sources import local_documents
from smartcat.store import FolderStore
from smartcat.store.layout import manifest_key

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.segment import SplitOptions

Documents = str | Path | DocumentRef | Iterable[str | Path | DocumentRef]


class Manifests(Iterator[DocumentManifest]):
    """Manifests in the order of their documents, each as soon as its last page is done.

    Reading processes start with the first manifest that is asked for. They end, and their temporary
    files go, after the last one, with an error or Ctrl-C, with `close`, at the end of a ``with``,
    and when nobody holds this any more. It is iterated once, in one thread at a time.

    Attributes:
        documents: How many manifests there will be.
    """

    def __init__(self, documents: int, manifests: Generator[DocumentManifest]) -> None:
        self.documents = documents
        self._manifests = manifests

    def __next__(self) -> DocumentManifest:
        return next(self._manifests)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading processes, whatever they do."""
        self._manifests.close()


def classify(
    documents: Documents,
    *,
    model: "ModelBundle | str | Path | None" = None,
    split: "SplitOptions | str" = "auto",
    read: ReadOptions | None = None,
    limits: ReadLimits | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Manifests:
    """Say what every page is, where each document begins and ends, and how sure that is.

    A document that cannot be read has a manifest as well, whose ``failure`` says why. The same
    bytes, model and settings give the same manifest but for its field ``execution``.

    Args:
        documents: Files, and folders of files; a `DocumentRef` gives a file a name of your choice.
        model: The bundle that decides, or where it is; absent: the starter model.
        split: Where documents begin: ``auto`` (learned), ``class``, ``page``, ``none``,
            ``separators``, joined by ``+``; or options that say more.
        read: How documents are read.
        limits: What reading may use.
        jobs: Reading processes; absent: one a core.
        progress: Told after each page how many of its document are done, of how many.

    Returns:
        The manifests, to be iterated; reading begins with the first that is asked for.

    Raises:
        UsageError: A folder has no files, or the ways to split make no sense.
        AccessDeniedError: A folder cannot be read.
        BundleError: The bundle cannot be used.
        MissingProgramError: An OCR engine or a language pack is missing; while iterating.
    """
    from smartcat.pipeline import Pipeline
    from smartcat.sorting import Sorter

    found = list(_found(documents))
    splitting = split_options(split)
    read = reading_for(splitting, read)
    sorter = Sorter(as_bundle(model), splitting)

    def sorted_by(reader: Reader) -> Iterator[DocumentManifest]:
        return Pipeline(reader, read, sorter, progress or nobody).run(found)

    opened = opened_reader(read, limits, jobs, sorter.settles)
    return Manifests(len(found), _while_open(opened, sorted_by))


def store_manifest(manifest: DocumentManifest, results: str | Path) -> Path:
    """Write a manifest to a folder of results; a result that is there stands.

    Args:
        manifest: The manifest.
        results: The folder, made where it is missing.

    Returns:
        Where it is: ``documents/<document_id>/manifest.json`` in the folder.

    Raises:
        AccessDeniedError: It cannot be written.
        StorageError: The disk is full.
    """
    store = FolderStore(Path(results))
    put_manifest(store, manifest)
    return store.path(manifest_key(manifest.document_id))


def _found(documents: Documents) -> Iterator[DocumentRef]:
    if isinstance(documents, str | Path | DocumentRef):
        documents = [documents]
    return chain.from_iterable(
        [one] if isinstance(one, DocumentRef) else local_documents([Path(one)]) for one in documents
    )


def _while_open(
    opened: AbstractContextManager[Reader], sort: Callable[[Reader], Iterator[DocumentManifest]]
) -> Generator[DocumentManifest]:
    with opened as reader:
        yield from sort(reader)
