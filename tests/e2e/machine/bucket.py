"""What a run has left in a bucket."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from machine.manifests import Manifests, comparable


@dataclass(frozen=True)
class Results:
    """Results in a bucket.

    Attributes:
        s3: A client.
        bucket: Which bucket.
        prefix: Where in it; empty: all of it.
    """

    s3: Any
    bucket: str
    prefix: str

    @property
    def uri(self) -> str:
        """Where they are."""
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @property
    def _root(self) -> str:
        return f"{self.prefix}/" if self.prefix else ""

    def keys(self, below: str) -> Iterator[str]:
        """Keys of objects, from the prefix on."""
        pages = self.s3.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.bucket, Prefix=f"{self._root}{below}"):
            for told in page.get("Contents", ()):
                yield told["Key"].removeprefix(self._root)

    def blocks(self) -> list[str]:
        """Keys of all page blocks."""
        return [key for key in self.keys("documents/") if "/pages/" in key]

    def manifests(self) -> Manifests:
        """All document manifests, without what may differ."""
        found = [key for key in self.keys("documents/") if key.endswith("/manifest.json")]
        return {key.split("/")[1]: comparable(self._get(key)) for key in found}

    def reports(self, run_id: str) -> list[dict[str, Any]]:
        """What came of the shards that are done, or given up."""
        return self._told(f"runs/{run_id}/shards/")

    def jobs(self, run_id: str) -> list[dict[str, Any]]:
        """What was asked of AWS Batch, the first job first."""
        return self._told(f"runs/{run_id}/jobs/")

    def shards(self, run_id: str) -> int:
        """How many shards a run has."""
        return len(json.loads(self._get(f"runs/{run_id}/run.json"))["shards"])

    def execution(self, document_id: str) -> dict[str, Any]:
        """What may differ of a document's manifest."""
        told = json.loads(self._get(f"documents/{document_id}/manifest.json"))
        return dict(told["execution"])

    def writings(self, document_id: str) -> int:
        """How often the manifest of a document was written, in a bucket that keeps versions."""
        key = f"{self._root}documents/{document_id}/manifest.json"
        told = self.s3.list_object_versions(Bucket=self.bucket, Prefix=key)
        return len(told.get("Versions", ()))

    def _told(self, below: str) -> list[dict[str, Any]]:
        return [json.loads(self._get(key)) for key in self.keys(below)]

    def _get(self, key: str) -> bytes:
        answer = self.s3.get_object(Bucket=self.bucket, Key=f"{self._root}{key}")
        return bytes(answer["Body"].read())
