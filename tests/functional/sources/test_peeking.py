import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smartcat.aws import S3Client
from smartcat.errors import (
    AccessDeniedError,
    ConfigurationError,
    DocumentNotFoundError,
    MissingProgramError,
    SmartCatError,
    StorageError,
    UnreadableDocumentError,
)
from smartcat.models import SourceDocument
from smartcat.sources import HEAD_BYTES, find_sources, list_s3, peek

Put = Callable[..., str]


def in_bucket(bucket: str, key: str, content: str | None = None) -> SourceDocument:
    return SourceDocument(key=key, location=f"s3://{bucket}/{key}", content=content)


def test_documents_come_in_their_order_with_their_first_bytes(put: Put) -> None:
    for number in range(40):
        root = put(f"in/{number:02}.pdf", body=f"%PDF {number}".encode())
    documents = list(list_s3([f"{root}/in"]))
    peeked = list(peek(iter(documents), concurrency=7))
    assert [document for document, _ in peeked] == documents
    assert [head for _, head in peeked] == [f"%PDF {number}".encode() for number in range(40)]


def test_of_a_large_object_the_beginning_is_read(put: Put, bucket: str) -> None:
    body = bytes(range(256)) * 512
    put("large.pdf", body=body)
    [(document, head)] = peek([in_bucket(bucket, "large.pdf")])
    assert head == body[:HEAD_BYTES]
    assert document.size_bytes == len(body)


def test_what_a_list_did_not_tell_is_found_out(put: Put, bucket: str) -> None:
    [listed] = list_s3([put("a.pdf")])
    [(document, _)] = peek([in_bucket(bucket, "a.pdf")])
    assert document == listed


def test_an_object_that_was_replaced_is_taken_as_it_is_now(put: Put) -> None:
    [listed] = list_s3([put("a.pdf")])
    put("a.pdf", body=b"another, longer")
    [(document, head)] = peek([listed])
    assert head == b"another, longer"
    assert document.size_bytes == 15
    assert document.content != listed.content


def test_a_version_that_was_named_is_the_one_that_is_read(
    s3: S3Client, put: Put, bucket: str
) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    put("a.pdf", body=b"first")
    version = s3.head_object(Bucket=bucket, Key="a.pdf")["VersionId"]
    put("a.pdf", body=b"second")
    named = in_bucket(bucket, "a.pdf", f"version:{version}")
    [(document, head)] = peek([named])
    assert head == b"first"
    assert document == named.model_copy(update={"size_bytes": 5})


def test_an_empty_object_has_no_first_bytes(put: Put, bucket: str) -> None:
    put("empty.pdf", body=b"")
    [(document, head)] = peek([in_bucket(bucket, "empty.pdf")])
    assert (document.size_bytes, head) == (0, b"")


def test_what_is_wrong_with_one_document_does_not_keep_the_others(
    s3: S3Client, put: Put, bucket: str, tmp_path: Path
) -> None:
    put("a.pdf")
    s3.put_object(Bucket=bucket, Key="old.pdf", StorageClass="GLACIER")
    (tmp_path / "local.pdf").write_bytes(b"%PDF")
    local = [str(tmp_path / name) for name in ("local.pdf", "none.pdf")]
    documents = [
        *(in_bucket(bucket, key) for key in ("none.pdf", "old.pdf", "a.pdf")),
        in_bucket("nowhere", "a.pdf"),
        *find_sources(local),
    ]
    heads = [head for _, head in peek(documents)]
    assert [type(head) for head in heads] == [
        DocumentNotFoundError,
        UnreadableDocumentError,
        bytes,
        ConfigurationError,
        bytes,
        DocumentNotFoundError,
    ]
    assert f"s3://{bucket}/none.pdf" in str(heads[0])
    assert "restore it" in str(heads[1])
    assert str(tmp_path / "none.pdf") in str(heads[5])


@pytest.mark.parametrize(
    ("status", "kind"), [(403, AccessDeniedError), (503, StorageError)], ids=["refused", "failing"]
)
def test_refusals_and_failures_are_values(
    put: Put, bucket: str, monkeypatch: pytest.MonkeyPatch, status: int, kind: type[SmartCatError]
) -> None:
    put("a.pdf")

    async def at_once(_seconds: float) -> None:
        pass

    def answer(*_: object, **__: object) -> tuple[int, dict[str, str], bytes]:
        return status, {}, b""

    monkeypatch.setattr("aiobotocore.endpoint.asyncio.sleep", at_once)
    monkeypatch.setattr("moto.s3.responses.S3Response.get_object", answer)
    [(_, error)] = peek([in_bucket(bucket, "a.pdf")])
    assert type(error) is kind
    assert f"cannot read s3://{bucket}/a.pdf" in str(error)


@pytest.mark.parametrize("breaks", [2, 3])
def test_a_body_that_breaks_off_is_asked_for_again(
    put: Put, bucket: str, monkeypatch: pytest.MonkeyPatch, breaks: int
) -> None:
    from aiobotocore.response import AioStreamingBody
    from aiohttp import ClientPayloadError

    put("a.pdf")
    real, asked = AioStreamingBody.read, []

    async def read(body: Any, amt: int | None = None) -> bytes:
        asked.append(amt)
        if len(asked) <= breaks:
            raise ClientPayloadError
        data: bytes = await real(body, amt)
        return data

    monkeypatch.setattr(AioStreamingBody, "read", read)
    [(_, head)] = peek([in_bucket(bucket, "a.pdf")])
    assert len(asked) == 3
    assert isinstance(head, StorageError) if breaks == 3 else head == b"%PDF-1.7"


def test_documents_are_taken_as_they_are_needed(put: Put, bucket: str) -> None:
    put("a.pdf")
    taken: list[int] = []

    def endless() -> Iterator[SourceDocument]:
        while True:
            taken.append(1)
            yield in_bucket(bucket, "a.pdf")

    peeked = peek(endless(), concurrency=4)
    for _ in range(3):
        assert next(peeked)[1] == b"%PDF-1.7"
    assert len(taken) == 6
    peeked.close()


def test_a_listing_and_its_peeks_may_be_under_way_together(put: Put) -> None:
    root = put(*(f"in/{number}.pdf" for number in range(20)))
    peeked = peek(find_sources([f"{root}/in"]), concurrency=4)
    assert len([head for _, head in peeked if head == b"%PDF-1.7"]) == 20


def test_files_need_no_library_for_buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x" * (HEAD_BYTES + 1))
    monkeypatch.setitem(sys.modules, "aiobotocore.session", None)
    [(document, head)] = peek(find_sources([str(tmp_path)]))
    assert document.size_bytes == HEAD_BYTES + 1
    assert head == b"x" * HEAD_BYTES
    with pytest.raises(MissingProgramError, match=r"pip install 'smartcat\[aws\]'"):
        list(peek([in_bucket("scans", "a.pdf")]))


def test_no_byte_of_a_pipe_is_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    [(_, error)] = peek(find_sources([str(tmp_path)]))
    assert isinstance(error, UnreadableDocumentError)
