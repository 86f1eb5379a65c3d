"""Look at the first bytes of many documents."""

from collections import deque
from collections.abc import Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING

from smartcat.aws import S3Client, code_of, receive_async
from smartcat.errors import DocumentNotFoundError, SmartCatError, UnreadableDocumentError
from smartcat.locations import S3Location, printable
from smartcat.models import SourceDocument
from smartcat.sources.contents import etag_content, version_request
from smartcat.sources.event_loop import ConcurrentS3
from smartcat.sources.refusals import reading

if TYPE_CHECKING:
    import asyncio

HEAD_BYTES = 64 * 1024

Peeked = tuple[SourceDocument, bytes | SmartCatError]
"""A document with its first bytes, or with why it cannot be read."""


def peek(
    documents: Iterable[SourceDocument], concurrency: int = 64
) -> Generator[Peeked, None, None]:
    """Yield documents in their order, each with its first 64 KiB.

    Documents in buckets come with the size and the content that was looked at: the list may not
    have told them, or be out of date. Bytes move only while the next document is waited for: who
    is slower than 30 s at each lets requests time out, which are then sent again.

    Args:
        documents: The documents; so many of them are held, with their first bytes.
        concurrency: How many are asked for at once.

    Raises:
        MissingProgramError: aiobotocore is not installed, and a document lies in a bucket.
        ConfigurationError: The settings of AWS are wrong.
    """
    with ConcurrentS3(concurrency) as s3:
        under_way: deque[Peeked | asyncio.Task[Peeked]] = deque()
        for document in documents:
            under_way.append(_begin(s3, document))
            if len(under_way) == concurrency:
                yield _end(s3, under_way.popleft())
        while under_way:
            yield _end(s3, under_way.popleft())


def _begin(s3: ConcurrentS3, document: SourceDocument) -> "Peeked | asyncio.Task[Peeked]":
    if document.path is not None:
        return document, _head_of_file(document)
    return s3.start(partial(_peek, document))


def _end(s3: ConcurrentS3, begun: "Peeked | asyncio.Task[Peeked]") -> Peeked:
    return begun if isinstance(begun, tuple) else s3.wait(begun)


def _head_of_file(document: SourceDocument) -> bytes | SmartCatError:
    path = document.path
    assert path
    name = printable(str(path))
    try:
        if path.exists() and not path.is_file():
            return UnreadableDocumentError(f"{name} is not a regular file; leave it out")
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except FileNotFoundError:
        return DocumentNotFoundError(f"there is no file {name}; correct its name")
    except OSError as error:
        return UnreadableDocumentError(f"cannot read {name}: {error.strerror}; allow it to be read")


async def _peek(document: SourceDocument, client: S3Client) -> Peeked:
    from botocore.exceptions import ClientError

    try:
        place = S3Location.parse(document.location)
        with reading(place):
            try:
                return await _answer(document, place, client)
            except ClientError as error:
                if code_of(error) == "InvalidRange":  # of nothing there is no first byte
                    return document.model_copy(update={"size_bytes": 0}), b""
                raise
    except SmartCatError as error:
        return document, error


async def _answer(document: SourceDocument, place: S3Location, client: S3Client) -> Peeked:
    version = version_request(document.content)
    request = {"Bucket": place.bucket, "Key": place.key, **version}
    part = f"bytes=0-{HEAD_BYTES - 1}"
    told, head = await receive_async(lambda: client.get_object(**request, Range=part))
    size_bytes = told["ContentRange"].rpartition("/")[2] if "ContentRange" in told else len(head)
    seen: dict[str, object] = {"size_bytes": int(size_bytes)}
    if not version:
        seen["content"] = etag_content(told["ETag"])
    return document.model_copy(update=seen), head
