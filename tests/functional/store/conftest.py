"""Buckets that moto keeps in this process."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from smartcat.aws import S3Client, s3_client


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Client]:
    """A client for S3, without any bucket."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        yield s3_client()
