"""Look up documents in buckets that somebody named without saying what they are."""

from collections import deque
from collections.abc import Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING

from smartcat.aws import S3Client
from smartcat.errors import AccessDeniedError, DocumentError
from smartcat.locations import S3Location
from smartcat.models import SourceDocument
from smartcat.sources.contents import etag_content, version_request
from smartcat.sources.event_loop import ConcurrentS3
from smartcat.sources.refusals import reading

if TYPE_CHECKING:
    import asyncio


def looked_up(
    documents: Iterable[SourceDocument], concurrency: int = 64
) -> Generator[SourceDocument, None, None]:
    """Yield documents in their order, those in buckets with their size and content.

    Listings tell both, so that only documents that were named one by one are asked for. Of those
    that are gone or may not be read nothing is found out; whoever fetches them says why.

    Args:
        documents: The documents; so many of them are held.
        concurrency: How many are asked for at once.

    Raises:
        MissingProgramError: aiobotocore is not installed, and a document lies in a bucket.
        ConfigurationError: The settings of AWS are wrong.
        StorageError: A bucket does not answer.
    """
    with ConcurrentS3(concurrency) as s3:
        under_way: deque[SourceDocument | asyncio.Task[SourceDocument]] = deque()
        for document in documents:
            is_known = document.path is not None or document.size_bytes is not None
            under_way.append(document if is_known else s3.start(partial(_look_up, document)))
            if len(under_way) == concurrency:
                yield _end(s3, under_way.popleft())
        while under_way:
            yield _end(s3, under_way.popleft())


def _end(
    s3: ConcurrentS3, begun: "SourceDocument | asyncio.Task[SourceDocument]"
) -> SourceDocument:
    return begun if isinstance(begun, SourceDocument) else s3.wait(begun)


async def _look_up(document: SourceDocument, client: S3Client) -> SourceDocument:
    place = S3Location.parse(document.location)
    version = version_request(document.content)
    try:
        with reading(place):
            told = await client.head_object(Bucket=place.bucket, Key=place.key, **version)
    except (AccessDeniedError, DocumentError):
        return document
    seen: dict[str, object] = {"size_bytes": told["ContentLength"]}
    if not version:
        seen["content"] = etag_content(told["ETag"])
    return document.model_copy(update=seen)
