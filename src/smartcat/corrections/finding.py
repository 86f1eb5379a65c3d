"""Find the documents that were corrected, and make sure that they are the same still."""

import os
from pathlib import Path

from smartcat.errors import DocumentChangedError, DocumentNotFoundError, UnreadableDocumentError
from smartcat.manifest import find_manifest
from smartcat.models import Correction
from smartcat.sources import digest_and_size, fetch_recorded
from smartcat.store import ObjectStore


class DocumentFinder:
    """Looks for corrected documents below a folder, then where they lay when they were sorted.

    Attributes:
        folder: Where documents lie under the names that they were sorted by; absent for nowhere.
        store: The results, whose manifests say where documents lay; absent for none.
        scratch: Where documents of buckets are kept; whoever made it removes it.
    """

    def __init__(self, folder: Path | None, store: ObjectStore | None, scratch: Path) -> None:
        self.folder = folder
        self.store = store
        self.scratch = scratch

    def find(self, correction: Correction) -> Path:
        """Return where a document lies, in the bytes that were corrected.

        Raises:
            DocumentNotFoundError: It is nowhere; the message has no names in it.
            DocumentChangedError: It has other bytes now.
            UnreadableDocumentError: Nobody knows which bytes it had, or it cannot be read.
            AccessDeniedError: The store, or the bucket of the document, refuses.
            StorageError: They do not answer.
        """
        if correction.source_sha256 is None:
            raise UnreadableDocumentError("its digest is not known, so nobody can say if it is it")
        places = [place for place in (self._below_folder(correction),) if place is not None]
        if not any(_is_it(place, correction) for place in places):
            places += [place for place in (self._as_it_lay(correction),) if place is not None]
        if not places:
            raise DocumentNotFoundError("it is not there; name its folder with --documents")
        if not _is_it(places[-1], correction):
            raise DocumentChangedError("it is not the one that was corrected: its digest differs")
        return places[-1]

    def _below_folder(self, correction: Correction) -> Path | None:
        """A file by the document's name; a name that leads out of the folder is none."""
        if self.folder is None or "\0" in correction.key:
            return None
        root = os.path.abspath(self.folder)  # noqa: PTH100 - links stay as they are
        path = os.path.abspath(os.path.join(root, correction.key))  # noqa: PTH100, PTH118
        is_inside = os.path.commonpath((root, path)) == root
        return Path(path) if is_inside and Path(path).is_file() else None

    def _as_it_lay(self, correction: Correction) -> Path | None:
        manifest = find_manifest(self.store, correction.document_id) if self.store else None
        if manifest is None:
            return None
        path = fetch_recorded(manifest.execution.path, correction.key, self.scratch)
        return path if path.is_file() else None


def _is_it(path: Path, correction: Correction) -> bool:
    try:
        return digest_and_size(path)[0] == correction.source_sha256
    except OSError as error:
        raise UnreadableDocumentError(f"it cannot be read: {error.strerror}") from error
