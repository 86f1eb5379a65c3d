"""Documents in buckets."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from smartcat.aws import S3Client, translated
from smartcat.errors import UsageError
from smartcat.locations import S3Location
from smartcat.models import SourceDocument
from smartcat.sources.contents import etag_content
from smartcat.sources.event_loop import ConcurrentS3

if TYPE_CHECKING:
    import asyncio

_AT_ONCE = 16
"""Prefixes that are listed at once; of each a page of at most 1,000 objects is held."""


def list_s3(uris: Sequence[str]) -> Iterator[SourceDocument]:
    """Yield the documents at or below each of several ``s3://bucket/prefix``.

    A name is that of an object if there is one, and else that of a folder: ``s3://bucket/in``
    stands for what is below ``in/``, and not for ``inbox/``. As in folders of this machine, hidden
    objects are passed over, and keys are names below the prefix.

    Prefixes are listed at once, and come in rounds: a page of each, in the order in which they
    were named, and by key.

    Raises:
        UsageError: A URI is malformed, or there are no documents at one of them.
        AccessDeniedError: A bucket may not be listed.
        ConfigurationError: There is no such bucket, or aiobotocore is missing.
        StorageError: A bucket does not answer.
    """
    places = [S3Location.parse(uri) for uri in uris]
    with ConcurrentS3(_AT_ONCE) as s3:
        waiting = (_Listing(place, s3.start(partial(_first_page, place))) for place in places)
        under_way = deque(islice(waiting, _AT_ONCE))
        while under_way:
            listing = under_way.popleft()
            page = s3.wait(listing.page)
            listing.found += len(page.documents)
            if page.rest:
                listing.page = s3.start(page.rest)
                under_way.append(listing)
            else:
                listing.check()
                under_way.extend(islice(waiting, 1))
            yield from page.documents


class _Page(NamedTuple):
    """Some documents, and how to ask for those that follow, if any do."""

    documents: list[SourceDocument]
    rest: "partial[Any] | None" = None


@dataclass
class _Listing:
    """A place that is being listed, and its next page."""

    place: S3Location
    page: "asyncio.Task[_Page]"
    found: int = 0

    def check(self) -> None:
        """See that it was not for nothing."""
        if not self.found:
            raise UsageError(f"there are no documents at {self.place}; name a key or a prefix")


async def _first_page(place: S3Location, client: S3Client) -> _Page:
    if not place.key or place.key.endswith("/"):
        return await _page(place, place, None, client)
    with translated(f"cannot list {place}"):  # which needs no right but that to list
        told = await client.list_objects_v2(Bucket=place.bucket, Prefix=place.key, MaxKeys=1)
    if [one["Key"] for one in told.get("Contents", ())] == [place.key]:
        parent, slash, _ = place.key.rpartition("/")
        return _Page([_document(place.bucket, told["Contents"][0], parent + slash)])
    return await _page(place, S3Location(place.bucket, f"{place.key}/"), None, client)


async def _page(
    named: S3Location, folder: S3Location, token: str | None, client: S3Client
) -> _Page:
    following = {"ContinuationToken": token} if token else {}
    with translated(f"cannot list {named}"):
        told = await client.list_objects_v2(Bucket=folder.bucket, Prefix=folder.key, **following)
    documents = [
        _document(folder.bucket, one, folder.key)
        for one in told.get("Contents", ())
        if _is_shown(one["Key"].removeprefix(folder.key))
    ]
    token = told.get("NextContinuationToken")
    return _Page(documents, partial(_page, named, folder, token) if token else None)


def _is_shown(key: str) -> bool:
    """Tell whether an object is a document: consoles make empty objects for folders."""
    parts = key.split("/")
    return bool(parts[-1]) and not any(part.startswith(".") for part in parts)


def _document(bucket: str, told: dict[str, Any], prefix: str) -> SourceDocument:
    return SourceDocument(
        key=told["Key"].removeprefix(prefix),
        location=S3Location(bucket, told["Key"]).uri,
        size_bytes=told["Size"],
        content=etag_content(told["ETag"]),
    )
