"""Put a page into the input bucket of a deployment, wait for its manifest, and print it.

Takes the names of the input bucket, a prefix that documents have, and the URI of the results.
"""

import argparse
import io
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pikepdf

PACKET = Path(__file__).resolve().parent.parent / "examples" / "packet.pdf"
_PAUSE_S = 3
_CLOCKS_DIFFER = timedelta(minutes=2)


def main() -> None:
    """Do it; end with 1 if there is no manifest in time, or it says that the page failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input_bucket")
    parser.add_argument("results", metavar="s3://BUCKET/PREFIX")
    parser.add_argument("--prefix", default="", help="what keys of documents begin with")
    parser.add_argument("--suffix", default=".pdf", help="what they end with")
    parser.add_argument("--within", type=int, default=300, metavar="SECONDS")
    told = parser.parse_args()

    s3 = boto3.client("s3")
    key = f"{told.prefix}smoke-test/{datetime.now(UTC):%Y%m%dT%H%M%S}{told.suffix}"
    since = datetime.now(UTC) - _CLOCKS_DIFFER
    print(f"Putting a page to s3://{told.input_bucket}/{key}", flush=True)
    s3.put_object(Bucket=told.input_bucket, Key=key, Body=_one_page())
    try:
        manifest = _wait(s3, told.results, key, since, told.within)
    finally:
        s3.delete_object(Bucket=told.input_bucket, Key=key)
    if manifest is None:
        sys.exit(
            f"There is no manifest after {told.within} s. Look at the log of the dispatcher, at "
            "its dead letters, and whether the bucket sends events to EventBridge."
        )
    print(json.dumps(manifest, indent=2, ensure_ascii=False))
    if manifest["failure"]:
        sys.exit("The page could not be sorted: see failure above.")


def _one_page() -> bytes:
    """The first page of the example packet."""
    page = io.BytesIO()
    with pikepdf.open(PACKET) as packet, pikepdf.new() as alone:
        alone.pages.append(packet.pages[0])
        alone.save(page)
    return page.getvalue()


def _wait(s3: Any, results: str, key: str, since: datetime, within_s: int) -> Any:
    """Look for the manifest of a document until it is there, or the time is up."""
    seen: set[str] = set()
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        for manifest in _manifests(s3, results, since, seen):
            if manifest["source"]["key"].endswith(key):
                return manifest
        time.sleep(_PAUSE_S)
    return None


def _manifests(s3: Any, results: str, since: datetime, seen: set[str]) -> Iterator[Any]:
    """All manifests that were written since then and were not looked at yet."""
    place = urlsplit(results)
    below = f"{place.path.strip('/')}/documents/".lstrip("/")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=place.netloc, Prefix=below):
        for told in page.get("Contents", ()):
            is_new = told["LastModified"] >= since and told["Key"] not in seen
            if is_new and told["Key"].endswith("/manifest.json"):
                seen.add(told["Key"])
                yield json.load(s3.get_object(Bucket=place.netloc, Key=told["Key"])["Body"])


if __name__ == "__main__":
    main()
