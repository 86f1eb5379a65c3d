"""The child's side: opens documents, draws their pages. Untrusted bytes are parsed here."""

import base64
import io
from pathlib import Path

from PIL import Image

from smartcat.errors import SmartCatError, UnsupportedDocumentError
from smartcat.read.document import Document, PageTooLargeError
from smartcat.read.options import ReadOptions
from smartcat.read.raster import Raster
from smartcat.read.sniff import HEAD_BYTES, MediaType, sniff
from smartcat.review.picture_messages import Drawn, NoPicture, Picture, PictureRequest

_FINER = 2
"""Pages are rendered so many times as large and then shrunk, which keeps thin strokes."""
_QUALITY = 30
"""Of WebP: 20 smears small print and saves an eighth, 35 weighs a tenth more."""
_METHOD = 4


class PictureServer:
    """Answers requests to draw pages; keeps the last document open."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._document: Document | None = None

    def __call__(self, data: bytes) -> bytes:
        """Answer one request."""
        return self._reply(PictureRequest.model_validate_json(data)).model_dump_json().encode()

    def _reply(self, request: PictureRequest) -> Drawn:
        try:
            return self._draw(request)
        except (SmartCatError, PageTooLargeError) as error:
            return NoPicture(reason=str(error))
        except MemoryError:
            return NoPicture(reason="drawing it takes more memory than it may")
        except OSError as error:
            return NoPicture(reason=f"the document cannot be read: {error.strerror}")
        except Exception as error:  # noqa: BLE001 - MuPDF raises what it likes at damaged pages
            return NoPicture(reason=f"damaged ({type(error).__name__})")

    def _draw(self, request: PictureRequest) -> Picture:
        page = self._open(request.path).page(request.page_index)
        finer = page.rasterise_small(_FINER * request.long_side_px, ReadOptions().max_pixels)
        webp = _as_webp(finer.turned(request.turn), request.long_side_px)
        return Picture(webp=base64.b64encode(webp))

    def _open(self, path: Path) -> Document:
        if self._document is None or self._path != path:
            if self._document is not None:
                self._document.close()
            self._document = None
            self._document, self._path = _open(path), path
        return self._document


def _open(path: Path) -> Document:
    with path.open("rb") as file:
        media_type = sniff(file.read(HEAD_BYTES))
    if media_type is MediaType.TEXT:
        raise UnsupportedDocumentError("plain text has no pictures")
    return Document.open(path, media_type)


def _as_webp(raster: Raster, long_side_px: int) -> bytes:
    picture = Image.fromarray(raster.pixels)
    picture.thumbnail((long_side_px, long_side_px), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, method=_METHOD)
    return file.getvalue()
