import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.response import StreamingBody

from smartcat.aws import S3Client
from smartcat.errors import (
    DocumentChangedError,
    DocumentNotFoundError,
    StorageError,
    UnreadableDocumentError,
)
from smartcat.models import SourceDocument
from smartcat.sources import fetch, find_sources, list_s3

Put = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "private"
    folder.mkdir()
    return folder


def test_an_object_is_downloaded_for_this_user_alone(put: Put, folder: Path) -> None:
    body = bytes(range(256)) * 20_000
    [document] = list_s3([put("in/../../a.pdf", body=body) + "/in/../../a.pdf"])
    path = fetch(document, folder)
    assert path.read_bytes() == body
    assert path.parent == folder
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert fetch(document, folder) != path


@pytest.mark.parametrize(
    "key",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "a//b/./c/../d.pdf",
        "..",
        "in\\..\\..\\windows.pdf",
        "%2e%2e%2fetc%2fpasswd",
        "-rf",
        "escape\x1b[31m.pdf",
        "Ru\u0308ckfrage.pdf",
        "\u202etxt.exe",
        "\U0001f4c4" * 256,  # 1,024 bytes, the longest key of S3
        "k" * 1024,
    ],
)
def test_a_key_is_no_path(put: Put, folder: Path, key: str) -> None:
    [document] = list_s3([f"{put(key, body=b'letter')}/{key}"])
    path = fetch(document, folder)
    assert path.read_bytes() == b"letter"
    assert path.parent == folder
    assert [*folder.parent.rglob("*")] == [folder, path]


def test_a_file_is_used_where_it_lies(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "M\udcfcller.pdf"
    path.write_bytes(b"%PDF")
    [document] = find_sources([str(path)])
    assert fetch(document, folder) == path
    assert not list(folder.iterdir())


def test_an_object_that_was_replaced_since_it_was_listed_is_refused(
    s3: S3Client, put: Put, folder: Path
) -> None:
    [document] = list_s3([put("a.pdf")])
    put("a.pdf", body=b"another")
    with pytest.raises(DocumentChangedError, match=r"it was replaced.*start a new run"):
        fetch(document, folder, s3)
    assert not list(folder.iterdir())


def test_the_version_that_was_named_is_fetched(
    s3: S3Client, put: Put, bucket: str, folder: Path
) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    put("a.pdf", body=b"first")
    version = s3.head_object(Bucket=bucket, Key="a.pdf")["VersionId"]
    put("a.pdf", body=b"second")
    document = SourceDocument(
        key="a.pdf", location=f"s3://{bucket}/a.pdf", content=f"version:{version}"
    )
    assert fetch(document, folder, s3).read_bytes() == b"first"
    s3.delete_object(Bucket=bucket, Key="a.pdf", VersionId=version)
    with pytest.raises(DocumentNotFoundError):
        fetch(document, folder, s3)


def test_without_a_known_content_what_is_there_is_fetched(
    s3: S3Client, put: Put, folder: Path
) -> None:
    document = SourceDocument(key="a.pdf", location=put("a.pdf") + "/a.pdf")
    assert fetch(document, folder, s3).read_bytes() == b"%PDF-1.7"


def test_an_object_that_is_gone_is_told(s3: S3Client, put: Put, bucket: str, folder: Path) -> None:
    [document] = list_s3([put("a\tb.pdf")])
    s3.delete_object(Bucket=bucket, Key="a\tb.pdf")
    with pytest.raises(DocumentNotFoundError, match="there is no such document; "):
        fetch(document, folder, s3)


def test_an_archived_object_is_told_with_what_to_do(
    s3: S3Client, bucket: str, folder: Path
) -> None:
    s3.put_object(Bucket=bucket, Key="a.pdf", StorageClass="DEEP_ARCHIVE")
    [document] = list_s3([f"s3://{bucket}/a.pdf"])
    with pytest.raises(UnreadableDocumentError, match="restore it"):
        fetch(document, folder, s3)


def test_a_bucket_that_is_gone_costs_its_documents(s3: S3Client, folder: Path) -> None:
    document = SourceDocument(key="a.pdf", location="s3://nowhere/a.pdf")
    with pytest.raises(DocumentNotFoundError, match="there is no such document"):
        fetch(document, folder, s3)


@pytest.mark.parametrize("breaks", [2, 3])
def test_a_download_that_breaks_off_begins_again(
    s3: S3Client, put: Put, folder: Path, monkeypatch: pytest.MonkeyPatch, breaks: int
) -> None:
    body = b"%PDF" * 600_000
    [document] = list_s3([put("a.pdf", body=body)])
    real = StreamingBody.read
    broken: list[int | None] = []

    def read(self: Any, amt: int | None = None) -> bytes:
        if self.tell() and len(broken) < breaks:
            broken.append(amt)
            raise ReadTimeoutError(endpoint_url="http://127.0.0.1")
        data: bytes = real(self, amt)
        return data

    monkeypatch.setattr(StreamingBody, "read", read)
    if breaks < 3:
        assert fetch(document, folder, s3).read_bytes() == body
    else:
        with pytest.raises(StorageError, match="no whole answer"):
            fetch(document, folder, s3)
        assert not list(folder.iterdir())


def test_a_full_disk_may_be_empty_next_time(put: Put, folder: Path) -> None:
    [document] = list_s3([put("a.pdf")])
    with pytest.raises(StorageError, match="make room"):
        fetch(document, folder / "none")
