"""What a bucket says of a single document, as errors of `smartcat.errors`.

Messages do not have the document's key, as those of the reader do not have its path: they are
shown where names of people have no place, and whoever handles documents knows which it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from smartcat.aws import code_of, is_missing, translated
from smartcat.errors import (
    DocumentChangedError,
    DocumentError,
    DocumentNotFoundError,
    UnreadableDocumentError,
)
from smartcat.locations import S3Location


@contextmanager
def reading(place: S3Location) -> Iterator[None]:
    """Translate what S3 says to a reader of a document.

    Raises:
        DocumentNotFoundError: It is gone, or its bucket: others may be in other buckets.
        DocumentChangedError: It was replaced.
        UnreadableDocumentError: It is archived.
        AccessDeniedError: It may not be read.
        ConfigurationError: A setting is wrong.
        StorageError: The bucket does not answer.
    """
    from botocore.exceptions import ClientError

    with translated(f"cannot read a document in {S3Location(place.bucket)}", quotes=False):
        try:
            yield
        except ClientError as error:
            missing = is_missing(error) or code_of(error) == "NoSuchBucket"
            refusal = _refusal(code_of(error), missing=missing)
            if refusal is None:
                raise
            raise refusal from error


def _refusal(code: str, *, missing: bool) -> DocumentError | None:
    if missing or code == "MethodNotAllowed":  # the version that says that it was removed
        return DocumentNotFoundError(
            "there is no such document; it may have been removed: list the documents anew"
        )
    if code == "PreconditionFailed":
        return DocumentChangedError(
            "it was replaced since it was listed; start a new run to take what is there now"
        )
    if code == "InvalidObjectState":
        return UnreadableDocumentError("it is archived; restore it in S3, then start again")
    return None
