"""A bucket as a results store: conditional writes by ``If-None-Match`` and ``If-Match``."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from smartcat.aws import S3Client, code_of, is_missing, receive, s3_client, translated
from smartcat.errors import ConfigurationError, StorageError
from smartcat.locations import S3Location
from smartcat.store.protocol import ObjectNotFoundError, StoredObject

_CONNECTIONS = 32
"""Requests that threads may have under way at once."""
_PAUSES_S = (0.1, 0.2, 0.4, 0.8)
"""Between conditional writes that ran into another one; that has then been done."""
_FAILED = frozenset({"PreconditionFailed", "412"})
_CONFLICT = frozenset({"ConditionalRequestConflict", "409"})


class S3Store:
    """Objects of a bucket, below a prefix.

    The version of an object is its ETag: as a rule another one with other bytes, the same one
    with the same bytes. So `replace` also takes what was written to and fro for unchanged.

    A write that ends in `StorageError` may have been done.

    Args:
        bucket: The bucket's name.
        prefix: Stands before each key, with a slash in between; empty for the whole bucket.
        client: Asks S3; made here if absent.
    """

    def __init__(self, bucket: str, prefix: str = "", client: S3Client | None = None) -> None:
        self._root = S3Location(bucket, prefix.rstrip("/"))
        self._client = client or s3_client(_CONNECTIONS)
        self._bucket_was_seen = False

    @property
    def uri(self) -> str:
        """The prefix, as ``s3://bucket/prefix``."""
        return self._root.uri

    def get(self, key: str) -> bytes:
        """Read an object; raises `ObjectNotFoundError` if there is none."""
        return self._read(key)

    def get_range(self, key: str, start: int, size_bytes: int) -> bytes:
        """Read a part of an object; raises `ObjectNotFoundError` if there is none."""
        last = start + max(size_bytes, 1) - 1  # S3 answers an empty range with the whole object
        return self._read(key, Range=f"bytes={start}-{last}")[:size_bytes]

    def head(self, key: str) -> StoredObject | None:
        """Look whether there is an object."""
        try:
            with self._reading(key):
                told = self._client.head_object(**self._named(key))
        except ObjectNotFoundError:
            self._look_for_bucket()
            return None
        return StoredObject(key, told["ContentLength"], told["ETag"])

    def put(self, key: str, data: bytes) -> None:
        """Write an object, whatever is there."""
        with self._writing(key):
            self._client.put_object(**self._named(key), Body=data)

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one; whether what is there is what was to be written.

        Where two callers may write the very same bytes, both may be told so.
        """
        return self._put_on(key, data, IfNoneMatch="*")

    def replace(self, key: str, data: bytes, version: str) -> bool:
        """Write an object if what is there is still of that version; see `put_if_absent`."""
        return self._put_on(key, data, IfMatch=version)

    def delete(self, key: str) -> None:
        """Remove an object, if there is one."""
        with translated(f"cannot remove {self._place(key)}"):
            self._client.delete_object(**self._named(key))

    def names(self, prefix: str) -> Iterator[str]:
        """The next parts of keys that begin with a prefix, which ends with a slash, in no order."""
        place = self._place(prefix)
        with translated(f"cannot list {place}"):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=place.bucket, Prefix=place.key, Delimiter="/"):
                found = [told["Prefix"] for told in page.get("CommonPrefixes", ())]
                found += [told["Key"] for told in page.get("Contents", ())]
                yield from filter(None, (one[len(place.key) :].rstrip("/") for one in found))

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """All objects whose keys begin with a prefix, which ends with a slash, by key."""
        place = self._place(prefix)
        skipped = len(place.key) - len(prefix)
        with translated(f"cannot list {place}"):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=place.bucket, Prefix=place.key):
                for told in page.get("Contents", ()):
                    if not told["Key"].endswith("/"):  # consoles make empty objects for folders
                        yield StoredObject(told["Key"][skipped:], told["Size"], told["ETag"])

    def _place(self, key: str) -> S3Location:
        return S3Location(self._root.bucket, f"{self._root.key}/{key}" if self._root.key else key)

    def _named(self, key: str) -> dict[str, str]:
        place = self._place(key)
        return {"Bucket": place.bucket, "Key": place.key}

    def _read(self, key: str, **part: str) -> bytes:
        from botocore.exceptions import ClientError

        request = {**self._named(key), **part}
        with self._reading(key):
            try:
                return receive(lambda: self._client.get_object(**request), _whole_body)
            except ClientError as error:
                if code_of(error) == "InvalidRange":  # it begins behind the end
                    return b""
                raise

    def _put_on(self, key: str, data: bytes, **condition: str) -> bool:
        """Write an object on a condition; whether what is there is what was to be written."""
        was_sent_again = False
        for pause_s in _PAUSES_S:
            refusal = self._refusal(key, data, condition)
            if refusal is None:
                return True
            told = refusal.response.get("ResponseMetadata", {})
            was_sent_again |= told.get("RetryAttempts", 0) > 0
            if code_of(refusal) not in _CONFLICT:
                # A write may be done and its answer lost. botocore then sends it again, and what
                # that runs into is our own object: whoever took this for a refusal would leave a
                # claim that nobody works on until it expires. The bytes tell, and asking for them
                # costs a request only where something went wrong.
                return was_sent_again and self._holds(key, data)
            time.sleep(pause_s)
        raise StorageError(
            f"cannot write {self._place(key)}: others write it all the time; start again"
        )

    def _refusal(self, key: str, data: bytes, condition: dict[str, str]) -> Any:
        """Write an object on a condition; return what S3 says if that did not hold."""
        from botocore.exceptions import ClientError

        with self._writing(key):
            try:
                self._client.put_object(**self._named(key), Body=data, **condition)
            except ClientError as error:
                if code_of(error) in _FAILED | _CONFLICT or is_missing(error):
                    return error
                raise
        return None

    def _holds(self, key: str, data: bytes) -> bool:
        try:
            return self.get(key) == data
        except ObjectNotFoundError:
            return False

    def _look_for_bucket(self) -> None:
        """Find out, once, whether nothing is there for want of a bucket: HEAD does not tell."""
        if self._bucket_was_seen:
            return
        from botocore.exceptions import ClientError

        with translated(f"cannot read {self._root}"):
            try:
                self._client.head_bucket(Bucket=self._root.bucket)
            except ClientError as error:
                if not is_missing(error):
                    raise
                raise ConfigurationError(
                    f"there is no bucket {self._root.bucket}; name one that exists"
                ) from error
        self._bucket_was_seen = True

    @contextmanager
    def _reading(self, key: str) -> Iterator[None]:
        """Translate what S3 says to a reader."""
        from botocore.exceptions import ClientError

        with translated(f"cannot read {self._place(key)}"):
            try:
                yield
            except ClientError as error:
                if is_missing(error):
                    raise ObjectNotFoundError(str(self._place(key))) from error
                raise

    def _writing(self, key: str) -> AbstractContextManager[None]:
        """Translate what S3 says to a writer."""
        return translated(f"cannot write {self._place(key)}")


def _whole_body(body: Any) -> bytes:
    data: bytes = body.read()
    return data
