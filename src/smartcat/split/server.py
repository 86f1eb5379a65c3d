"""The child's side: opens the document and writes its pages. Untrusted bytes are parsed here."""

from smartcat.errors import ConfigurationError, SmartCatError, UnreadableDocumentError
from smartcat.read.messages import Refusal
from smartcat.split.messages import WriteRequest, Written
from smartcat.split.pdf import SourcePdf
from smartcat.split.pictures import pictures_as_pdf


class FileServer:
    """Answers requests to write pages of one document, which it opens once."""

    def __init__(self) -> None:
        self._source: SourcePdf | None = None

    def __call__(self, data: bytes) -> bytes:
        """Answer one request."""
        return self._reply(WriteRequest.model_validate_json(data)).model_dump_json().encode()

    def _reply(self, request: WriteRequest) -> Written | Refusal:
        try:
            self._write(request)
        except SmartCatError as error:
            return Refusal.of(error)
        return Written()

    def _write(self, request: WriteRequest) -> None:
        self._source = self._source or _open(request)
        try:
            with request.target.open("xb") as target:
                self._source.write(request.plan, target)
        except OSError as error:
            raise ConfigurationError(
                f"cannot write {request.plan.name}: {error.strerror}; "
                "make room, or name another folder with --out"
            ) from error
        except MemoryError as error:
            raise UnreadableDocumentError("writing it takes more memory than it may") from error
        except Exception as error:
            pages = f"{request.plan.first_page + 1}-{request.plan.last_page + 1}"
            raise UnreadableDocumentError(
                f"pages {pages} cannot be copied ({type(error).__name__}); "
                "save it anew with another program and split that"
            ) from error


def _open(request: WriteRequest) -> SourcePdf:
    if request.media_type.is_image:
        file = pictures_as_pdf(request.path, request.media_type)
    else:
        try:
            file = request.path.open("rb")
        except OSError as error:
            raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    source = SourcePdf.open(file)
    if source.page_count != request.page_count:
        raise UnreadableDocumentError(
            f"damaged: {request.page_count} pages were read, {source.page_count} can be copied; "
            "save it anew with another program and split that"
        )
    return source
