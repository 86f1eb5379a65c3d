"""Services that moto plays in this process."""

from collections import UserDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from boto3.session import Session
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends

from smartcat.aws import S3Client
from smartcat.aws.batch import Batch
from smartcat.aws.clients import aws_client
from smartcat.store import ObjectStore, S3Store
from smartcat.store.protocol import StoredObject
from world.documents import BUCKET, Upload
from world.objects import LATE
from world.on_moto.jobs import REGION, MotoJobs, make_place
from world.on_moto.wire import Wire
from world.process import Process

_RESULTS = "results"


class Uploads(UserDict[str, Upload]):
    """Documents, each of which is put into a bucket, and taken away from there."""

    def __init__(self, client: S3Client) -> None:
        self._client = client
        super().__init__()

    def __setitem__(self, key: str, upload: Upload) -> None:
        super().__setitem__(key, upload)
        self._client.put_object(Bucket=BUCKET, Key=key, Body=upload.data)

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._client.delete_object(Bucket=BUCKET, Key=key)


@dataclass(frozen=True)
class BucketOfDocuments:
    """The bucket with documents."""

    uploads: Uploads


@dataclass(frozen=True)
class BucketOfResults:
    """The results, for whoever looks."""

    store: S3Store

    def below(self, prefix: str) -> Iterator[StoredObject]:
        return self.store.list(prefix)


class OnMoto:
    """What SmartCat's own clients meet at moto.

    Attributes:
        objects: The results.
        documents: The bucket with documents.
        batch: The jobs.
    """

    def __init__(self) -> None:
        self._wire = Wire(self._stale)
        self._s3 = aws_client("s3")
        batch, submitter = aws_client("batch"), aws_client("batch", attempts=1)
        for bucket in (_RESULTS, BUCKET):
            self._s3.create_bucket(Bucket=bucket)
        for client in (self._s3, batch, submitter):
            self._wire.watch(client)
        make_place()
        self._batch = Batch(batch, submitter)
        self.objects = BucketOfResults(S3Store(_RESULTS, client=self._s3))
        self.documents = BucketOfDocuments(Uploads(self._s3))
        self.batch = MotoJobs()

    def store(self, _process: Process) -> ObjectStore:
        return S3Store(_RESULTS, client=self._s3)

    def documents_client(self, _process: Process) -> S3Client:
        return self._s3

    def batch_for(self, _process: Process) -> Batch:
        return self._batch

    def used_by(self, process: Process) -> AbstractContextManager[None]:
        return self._wire.used_by(process)

    @contextmanager
    def _stale(self) -> Iterator[None]:
        """Let nobody be told of what is newest."""
        keys: Any = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[_RESULTS].keys
        # Its own `pop` throws the bytes away.
        hidden = {key: dict.pop(keys, key) for key in list(keys)[-LATE:]}
        try:
            with self.batch.one_hidden():
                yield
        finally:
            for key, versions in hidden.items():
                keys.setlist(key, versions)


@cache
def _session() -> Session:
    """What clients have in common; to read it anew takes longer than a story."""
    return Session(aws_access_key_id="made-up", aws_secret_access_key="made-up", region_name=REGION)


@contextmanager
def on_moto() -> Iterator[OnMoto]:
    """Give services in which there is nothing yet."""
    with ExitStack() as stack:
        stack.enter_context(mock_aws(config={"batch": {"use_docker": False}}))
        stack.enter_context(patch("boto3.session.Session", _session))
        services = OnMoto()
        stack.enter_context(services.batch.played())
        yield services
