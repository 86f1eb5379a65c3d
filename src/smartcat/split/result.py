"""What came of splitting a document."""

from smartcat.models import ClassLabel, Confidence, Noun


class WrittenFile(Noun):
    """A file that was written.

    Attributes:
        first_page: Page index of its first page in the document.
        last_page: Page index of its last page, included.
        label: The best guess at its class; absent without one, and for several segments.
        confidence: The confidence in that.
        path: Where it is.
        sha256: Digest of its bytes; the same document, model and settings give the same.
        size_bytes: Its size.
    """

    first_page: int
    last_page: int
    label: ClassLabel | None
    confidence: Confidence | None
    path: str
    sha256: str
    size_bytes: int


class SplitResult(Noun):
    """The files that a document was split into."""

    document_id: str
    files: tuple[WrittenFile, ...]
