"""Buckets behind a server of moto on this machine: aiobotocore cannot be mocked in the process."""

import itertools
import logging
from collections.abc import Callable, Iterator

import pytest
from moto.backends import get_backend
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.server import ThreadedMotoServer

from smartcat.aws import S3Client, s3_client

Put = Callable[..., str]
_NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run a server on a free port; not for longer than a module, because other tests fork."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
    assert server._server
    server._server.server_close()


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Client]:
    """A client for the server, which is what clients made meanwhile talk to, too."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    client = s3_client()
    yield client
    client.close()


@pytest.fixture
def bucket(s3: S3Client) -> str:
    """A bucket of the test's own."""
    name = f"scans-{next(_NUMBERS)}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def put(s3: S3Client, bucket: str) -> Put:
    """Write objects into the bucket; returns its URI."""

    def write(*keys: str, body: bytes = b"%PDF-1.7") -> str:
        for key in keys:
            if "\n" in key:  # the server of moto, unlike S3, finds no such path
                store = get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"]
                store.put_object(bucket, key, body)
            else:
                s3.put_object(Bucket=bucket, Key=key, Body=body)
        return f"s3://{bucket}"

    return write
