"""Keys come as they are from EventBridge, and encoded from buckets: both give the same document."""

import json
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.dispatch.events import NotAnEventError, created_objects

KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda key: not key.endswith("/")
)


def by_event_bridge(key: str) -> str:
    entry = {"key": key, "size": 3, "etag": "ab", "version-id": "1", "sequencer": "00"}
    detail = {"bucket": {"name": "scans"}, "object": entry, "reason": "PutObject"}
    return json.dumps({"detail-type": "Object Created", "source": "aws.s3", "detail": detail})


def by_bucket(key: str, name: str = "ObjectCreated:Put") -> str:
    entry = {"key": quote_plus(key, safe="/"), "size": 3, "eTag": "ab", "sequencer": "00"}
    record = {"eventName": name, "s3": {"bucket": {"name": "scans"}, "object": entry}}
    return json.dumps({"Records": [record]})


@given(KEYS)
def test_both_forms_tell_the_same(key: str) -> None:
    (document,) = created_objects(by_event_bridge(key))
    assert document.location == f"s3://scans/{key}"
    assert document.content == "etag:ab"
    assert list(created_objects(by_bucket(key))) == [document]


@pytest.mark.parametrize("name", ["ObjectCreated:Put", "s3:ObjectCreated:CompleteMultipartUpload"])
def test_all_ways_of_creation_count(name: str) -> None:
    assert len(list(created_objects(by_bucket("a.pdf", name)))) == 1


def test_what_is_no_creation_does_not() -> None:
    assert list(created_objects(by_bucket("a.pdf", "ObjectRemoved:Delete"))) == []
    assert list(created_objects('{"Event": "s3:TestEvent"}')) == []


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_anything_else_is_refused_without_saying_what_it_was(message: str) -> None:
    with pytest.raises(NotAnEventError, match=r"^a message is no event of S3$"):
        list(created_objects(message))
