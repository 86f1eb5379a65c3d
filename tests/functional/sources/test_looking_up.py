import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartcat.aws import S3Client
from smartcat.errors import MissingProgramError, StorageError
from smartcat.models import SourceDocument
from smartcat.sources import find_sources, list_s3, looked_up

Put = Callable[..., str]


def in_bucket(bucket: str, key: str, content: str | None = None) -> SourceDocument:
    return SourceDocument(key=key, location=f"s3://{bucket}/{key}", content=content)


def test_what_was_only_named_is_found_out_in_order(put: Put, bucket: str) -> None:
    for number in range(20):
        root = put(f"in/{number:02}.pdf", body=b"%PDF" * number)
    listed = list(list_s3([f"{root}/in/"]))
    named = [in_bucket(bucket, f"in/{number:02}.pdf") for number in range(20)]
    found = list(looked_up(iter(named), concurrency=7))
    assert [(one.size_bytes, one.content) for one in found] == [
        (one.size_bytes, one.content) for one in listed
    ]


def test_what_a_listing_told_is_not_asked_for_again(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = list(list_s3([put("a.pdf")]))
    monkeypatch.delattr("moto.s3.responses.S3Response.head_object")
    assert list(looked_up(listed)) == listed


def test_a_version_that_was_named_is_the_one_that_is_meant(
    s3: S3Client, put: Put, bucket: str
) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    put("a.pdf", body=b"first")
    version = s3.head_object(Bucket=bucket, Key="a.pdf")["VersionId"]
    put("a.pdf", body=b"second, longer")
    named = in_bucket(bucket, "a.pdf", f"version:{version}")
    assert list(looked_up([named])) == [named.model_copy(update={"size_bytes": 5})]


def test_what_is_gone_is_left_to_whoever_fetches_it(put: Put, bucket: str) -> None:
    put("a.pdf")
    documents = [in_bucket(bucket, key) for key in ("none.pdf", "a.pdf")]
    gone, there = looked_up(documents)
    assert (gone, there.size_bytes) == (documents[0], 8)


def test_a_bucket_that_does_not_answer_ends_it(
    put: Put, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.pdf")

    async def at_once(_seconds: float) -> None:
        pass

    def answer(*_: object, **__: object) -> tuple[int, dict[str, str], bytes]:
        return 503, {}, b""

    monkeypatch.setattr("aiobotocore.endpoint.asyncio.sleep", at_once)
    monkeypatch.setattr("moto.s3.responses.S3Response.head_object", answer)
    with pytest.raises(StorageError, match=f"cannot read a document in s3://{bucket}: "):
        list(looked_up([in_bucket(bucket, "a.pdf")]))


def test_documents_are_taken_as_they_are_needed(put: Put, bucket: str) -> None:
    put("a.pdf")
    taken: list[int] = []

    def endless() -> Iterator[SourceDocument]:
        while True:
            taken.append(1)
            yield in_bucket(bucket, "a.pdf")

    found = looked_up(endless(), concurrency=4)
    for _ in range(3):
        assert next(found).size_bytes == 8
    assert len(taken) == 6
    found.close()


def test_files_need_no_library_for_buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    monkeypatch.setitem(sys.modules, "aiobotocore.session", None)
    [document] = looked_up(find_sources([str(tmp_path)]))
    assert document.size_bytes == 4
    with pytest.raises(MissingProgramError, match=r"pip install 'smartcat\[aws\]'"):
        list(looked_up([in_bucket("scans", "a.pdf")]))
