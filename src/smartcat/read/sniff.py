"""Tell a document's format by its bytes; names and declared types are often wrong."""

from enum import StrEnum

from smartcat.errors import UnsupportedDocumentError

HEAD_BYTES = 4096
"""How much of a file `sniff` wants to see."""

_PDF_WINDOW = 1024
"""Readers accept a header anywhere in the first 1,024 bytes (PDF Reference 1.7, appendix H, 13)."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"BM", "image/bmp"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1b")
_CONTROL_CHARACTERS = frozenset(range(0x20)) | {0x7F}


class MediaType(StrEnum):
    """The formats that SmartCat reads."""

    PDF = "application/pdf"
    TIFF = "image/tiff"
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    BMP = "image/bmp"
    TEXT = "text/plain"

    @property
    def is_image(self) -> bool:
        """Whether every page is one picture and nothing else."""
        return self.startswith("image/")


def sniff(head: bytes) -> MediaType:
    """Tell the format of a document.

    Args:
        head: The first `HEAD_BYTES` bytes, or all of a smaller file.

    Raises:
        UnsupportedDocumentError: The bytes are of no format that SmartCat reads.
    """
    if not head:
        raise UnsupportedDocumentError("the file is empty")
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return MediaType(media_type)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if b"%PDF-" in head[:_PDF_WINDOW]:
        return MediaType.PDF
    if _looks_like_text(head):
        return MediaType.TEXT
    raise UnsupportedDocumentError(
        "not a format that SmartCat reads; "
        "convert it to PDF, TIFF, PNG, JPEG, WebP, BMP or plain text"
    )


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not (set(head) & _CONTROL_CHARACTERS) - _TEXT_CONTROLS
