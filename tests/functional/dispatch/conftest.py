"""A deployment as moto plays it: a bucket with documents, one for results, and the dispatcher."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from smartcat.aws import s3_client
from smartcat.backends.aws import AwsBackend
from smartcat.dispatch.assembly import make_dispatcher
from smartcat.dispatch.dispatcher import Dispatcher
from smartcat.dispatch.settings import FunctionSettings

DOCUMENTS = "documents-of-people"
ENVIRONMENT = {
    "SMARTCAT_RESULTS": "s3://results",
    "SMARTCAT_JOB_QUEUE": "smartcat",
    "SMARTCAT_JOB_DEFINITION": "smartcat-worker",
    "SMARTCAT_LANGUAGES": "eng+deu",
    "SMARTCAT_MAX_INLINE_BYTES": "100000000",
    "SMARTCAT_SHARD_SECONDS": "1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
}

Drop = Callable[..., dict[str, Any]]
MakeDispatcher = Callable[..., Dispatcher]


@pytest.fixture
def dispatcher_of(backend: AwsBackend) -> Iterator[MakeDispatcher]:
    """Make the dispatcher of a deployment, whose environment may differ in places."""
    assert backend.store.uri == ENVIRONMENT["SMARTCAT_RESULTS"]
    s3_client().create_bucket(Bucket=DOCUMENTS)

    with ExitStack() as stack:

        def make(**changes: str) -> Dispatcher:
            made = make_dispatcher(FunctionSettings.of({**ENVIRONMENT, **changes}))
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture
def dispatcher(dispatcher_of: MakeDispatcher) -> Dispatcher:
    return dispatcher_of()


@pytest.fixture
def drop() -> Drop:
    """Let a file land in the bucket; what EventBridge tells of it."""

    def put(file: Path | bytes, key: str) -> dict[str, Any]:
        data = file if isinstance(file, bytes) else file.read_bytes()
        told = s3_client().put_object(Bucket=DOCUMENTS, Key=key, Body=data)
        return {
            "version": "0",
            "detail-type": "Object Created",
            "source": "aws.s3",
            "detail": {
                "version": "0",
                "bucket": {"name": DOCUMENTS},
                "object": {
                    "key": key,
                    "size": len(data),
                    "etag": told["ETag"].strip('"'),
                    "sequencer": "0062E99A88DC407460",
                },
                "reason": "PutObject",
            },
        }

    return put
