"""Where the documents lie that manifests are of, if they are still what was sorted."""

from pathlib import Path

from smartcat.errors import SmartCatError
from smartcat.models import DocumentManifest
from smartcat.read.checks import check_file
from smartcat.read.options import ReadLimits
from smartcat.review.picture_messages import NoPicture
from smartcat.sources import digest_and_size, fetch_recorded


class Originals:
    """Finds documents, and fetches those that lie in buckets.

    A manifest may come from anybody and name any place. So nothing is shown but what has the digest
    that the manifest says: whoever wrote it knew the document.
    """

    def __init__(self, folder: Path, limits: ReadLimits | None = None) -> None:
        """Look for nothing yet.

        Args:
            folder: Where documents are fetched to; who made it removes it.
            limits: Larger files are not looked at.
        """
        self._folder = folder
        self._max_bytes = (limits or ReadLimits()).max_bytes

    def find(self, manifest: DocumentManifest) -> Path | NoPicture:
        """Return where a document lies, or why it is not shown."""
        if manifest.source.sha256 is None:
            return NoPicture(reason="the manifest does not say what the document was")
        try:
            path = fetch_recorded(manifest.execution.path, manifest.source.key, self._folder)
            check_file(path, self._max_bytes)
            now, _ = digest_and_size(path)
        except SmartCatError as error:
            return NoPicture(reason=f"the document cannot be fetched: {error}")
        except OSError as error:
            return NoPicture(reason=f"the document cannot be read: {error.strerror}")
        if now != manifest.source.sha256:
            self.release(path)
            return NoPicture(reason="the document is not what was sorted: its bytes have changed")
        return path

    def release(self, path: Path) -> None:
        """Remove a document if it was fetched; nothing is drawn of it any more."""
        if path.parent == self._folder:
            path.unlink(missing_ok=True)
