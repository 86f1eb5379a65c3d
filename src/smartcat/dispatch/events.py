"""What is told of objects that landed in a bucket, in any of the forms that AWS has for it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from smartcat.locations import S3Location
from smartcat.models import SourceDocument
from smartcat.sources.contents import etag_content

_CREATED = "ObjectCreated:"
_BY_EVENT_BRIDGE = "Object Created"


class NotAnEventError(ValueError):
    """The message is nothing that S3 sends."""


class _Told(BaseModel):
    """What is needed of an event; it tells more."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Bucket(_Told):
    name: str


class _Object(_Told):
    key: str
    size: int = Field(ge=0)
    etag: str


class _Detail(_Told):
    bucket: _Bucket
    object: _Object


def created_objects(message: str) -> Iterator[SourceDocument]:
    """Read the message about objects that were created; what else S3 tells is passed over.

    EventBridge gives keys to the letter, notifications of a bucket give them as in a form of a web
    page (Amazon S3 User Guide, Event message structure). Objects that consoles make for folders are
    no documents.

    Args:
        message: An event of EventBridge, or a notification of a bucket, in JSON.

    Raises:
        NotAnEventError: It is neither; what it says is not told, as it may be anything.
    """
    try:
        for detail in _details(json.loads(message)):
            if not detail.object.key.endswith("/"):
                yield _document(detail)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise NotAnEventError("a message is no event of S3") from None


def _details(event: Mapping[str, Any]) -> Iterator[_Detail]:
    if "Records" in event:
        yield from (_notified(one) for one in event["Records"] if _is_creation(one))
    # A test event is sent when notifications are set up.
    elif event.get("Event") != "s3:TestEvent" and event["detail-type"] == _BY_EVENT_BRIDGE:
        yield _Detail.model_validate(event["detail"])


def _is_creation(record: Mapping[str, Any]) -> bool:
    return str(record["eventName"]).removeprefix("s3:").startswith(_CREATED)


def _notified(record: Mapping[str, Any]) -> _Detail:
    told = record["s3"]
    key = unquote_plus(told["object"]["key"], errors="strict")
    entry = {"key": key, "size": told["object"]["size"], "etag": told["object"]["eTag"]}
    return _Detail.model_validate({"bucket": told["bucket"], "object": entry})


def _document(detail: _Detail) -> SourceDocument:
    place = S3Location(detail.bucket.name, detail.object.key)
    return SourceDocument(
        key=detail.object.key,
        location=place.uri,
        size_bytes=detail.object.size,
        content=etag_content(detail.object.etag),
    )
