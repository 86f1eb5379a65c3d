from collections.abc import Callable
from typing import Any

import pytest

from smartcat.aws import S3Client
from smartcat.errors import ConfigurationError, StorageError, UsageError
from smartcat.sources import find_sources, list_s3
from smartcat.sources.contents import etag_content

Put = Callable[..., str]
STRANGE = [
    "a b+c%2B?#.pdf",
    "line\nbreak.pdf",
    "u\u0308ber/stra\u00dfe.pdf",
    "\u00fcber.pdf",
    "x" * 1020,
]


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let S3 hold two keys a page."""
    import aiobotocore.client

    real = aiobotocore.client.AioBaseClient._make_api_call

    async def call(self: Any, name: str, params: dict[str, Any]) -> Any:
        if name == "ListObjectsV2":
            params = {"MaxKeys": 2, **params}
        return await real(self, name, params)

    monkeypatch.setattr(aiobotocore.client.AioBaseClient, "_make_api_call", call)


def test_what_is_below_a_prefix_is_found_by_key(s3: S3Client, put: Put, bucket: str) -> None:
    root = put("in/b.pdf", "in/a/2.pdf", "in/a/1.pdf", "inbox/c.pdf", "d.pdf")
    documents = list(list_s3([f"{root}/in"]))
    assert [document.key for document in documents] == ["a/1.pdf", "a/2.pdf", "b.pdf"]
    assert documents[0].location == f"s3://{bucket}/in/a/1.pdf"
    assert documents[0].size_bytes == 8
    assert documents[0].content == etag_content(s3.head_object(Bucket=bucket, Key="d.pdf")["ETag"])
    assert documents[0].path is None
    assert list(list_s3([f"{root}/in/"])) == documents


def test_a_whole_bucket_and_a_single_object_can_be_named(put: Put) -> None:
    root = put("in/b.pdf", "in/b.pdf/c.pdf")
    assert [document.key for document in list_s3([root])] == ["in/b.pdf", "in/b.pdf/c.pdf"]
    assert [document.key for document in list_s3([f"{root}/in/b.pdf"])] == ["b.pdf"]


def test_folders_of_consoles_and_hidden_objects_are_passed_over(put: Put) -> None:
    root = put("in/", "in/.DS_Store", "in/.git/config", "in/sub/", "in/sub/a.pdf")
    assert [document.key for document in list_s3([f"{root}/in"])] == ["sub/a.pdf"]


@pytest.mark.parametrize("key", STRANGE)
def test_any_key_is_kept_to_the_letter(put: Put, bucket: str, key: str) -> None:
    [document] = list_s3([put(f"in/{key}") + "/in"])
    assert document.key == key
    assert document.location == f"s3://{bucket}/in/{key}"
    assert document.model_validate_json(document.model_dump_json()) == document


@pytest.mark.usefixtures("_small_pages")
def test_prefixes_come_in_rounds_of_pages_and_none_is_lost(put: Put) -> None:
    for prefix, count in (("a", 5), ("b", 1), ("c", 4)):
        root = put(*(f"{prefix}/{prefix}{number}" for number in range(count)))
    found = [document.key for document in list_s3([f"{root}/{prefix}" for prefix in "abc"])]
    assert found == ["a0", "a1", "b0", "c0", "c1", "a2", "a3", "c2", "c3", "a4"]


@pytest.mark.usefixtures("_small_pages")
def test_more_prefixes_than_are_listed_at_once_are_all_listed(put: Put) -> None:
    prefixes = [f"{number:02}" for number in range(20)]
    root = put(*(f"{prefix}/{name}" for prefix in prefixes for name in "abc"))
    found = [document.location for document in list_s3([f"{root}/{prefix}" for prefix in prefixes])]
    assert len(found) == len(set(found)) == 60


@pytest.mark.usefixtures("_small_pages")
def test_a_listing_may_be_left_in_the_middle(put: Put) -> None:
    root = put(*(f"in/{number}" for number in range(9)))
    assert [document.key for document in find_sources([f"{root}/in"], limit=3)] == ["0", "1", "2"]


def test_a_prefix_without_documents_is_told(put: Put) -> None:
    root = put("in/", "other/a.pdf")
    for name in ("in", "in/", "nothing"):
        with pytest.raises(UsageError, match=f"no documents at {root}/{name}"):
            list(list_s3([f"{root}/{name}"]))


def test_a_bucket_that_does_not_exist_is_a_setting(s3: S3Client) -> None:
    del s3
    with pytest.raises(ConfigurationError, match="cannot list s3://nowhere/in: there is no such"):
        list(list_s3(["s3://nowhere/in"]))


def test_a_server_that_is_not_there_may_be_asked_again_later(
    s3: S3Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    del s3

    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("aiobotocore.endpoint.asyncio.sleep", at_once)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(StorageError, match=r"s3://scans/in: no whole answer .*network"):
        list(list_s3(["s3://scans/in"]))


def test_a_profile_that_does_not_exist_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "none-of-ours")
    with pytest.raises(ConfigurationError, match="none-of-ours"):
        list(list_s3(["s3://scans"]))
