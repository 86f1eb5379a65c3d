"""Where documents are that were corrected."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.aws import S3Client
from smartcat.corrections import DocumentFinder
from smartcat.errors import (
    DocumentChangedError,
    DocumentNotFoundError,
    UnreadableDocumentError,
)
from smartcat.manifest import store_manifest
from smartcat.models import (
    CorrectedSegment,
    Correction,
    DocumentManifest,
    Execution,
    ModelIdentity,
    Software,
    Source,
)
from smartcat.store import FolderStore

AT = datetime(2026, 11, 27, tzinfo=UTC)
CONTENT = b"a letter"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def correction(key: str, sha256: str | None = DIGEST) -> Correction:
    return Correction(
        document_id="d",
        key=key,
        source_sha256=sha256,
        model_sha256="m",
        by="anna",
        at=AT,
        segments=(CorrectedSegment(pages=(0,), is_checked=True),),
    )


def remember(store: FolderStore, place: str) -> None:
    """Store a manifest that says where the document lay."""
    manifest = DocumentManifest(
        document_id="d",
        status="done",
        source=Source(key="k", sha256=DIGEST, size_bytes=8, media_type=None, page_count=1),
        model=ModelIdentity(sha256="m", name="m"),
        software=Software(smartcat="0", reader=None, ocr=None),
        settings={},
        needs_review=False,
        execution=Execution(path=place, host="here", started_at=AT, cpu_s=0.0),
    )
    store_manifest(store, manifest)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "results")


def test_a_document_is_found_by_its_name(tmp_path: Path, store: FolderStore) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "letter.txt").write_bytes(CONTENT)
    finder = DocumentFinder(tmp_path / "a", store, tmp_path)
    assert finder.find(correction("b/letter.txt")) == tmp_path / "a" / "b" / "letter.txt"


def test_another_file_of_its_name_is_passed_over_for_where_it_lay(
    tmp_path: Path, store: FolderStore
) -> None:
    (tmp_path / "letter.txt").write_bytes(b"another")
    (tmp_path / "kept.txt").write_bytes(CONTENT)
    remember(store, str(tmp_path / "kept.txt"))
    finder = DocumentFinder(tmp_path, store, tmp_path)
    assert finder.find(correction("letter.txt")) == tmp_path / "kept.txt"
    with pytest.raises(DocumentChangedError):
        DocumentFinder(tmp_path, None, tmp_path).find(correction("letter.txt"))


def test_a_document_of_a_bucket_is_fetched(
    s3: S3Client, tmp_path: Path, store: FolderStore
) -> None:
    s3.create_bucket(Bucket="scans")
    s3.put_object(Bucket="scans", Key="Mrs Smith #1.txt", Body=CONTENT)
    remember(store, "s3://scans/Mrs Smith #1.txt")
    found = DocumentFinder(None, store, tmp_path).find(correction("s3://scans/Mrs Smith #1.txt"))
    assert found.parent == tmp_path
    assert found.read_bytes() == CONTENT
    s3.put_object(Bucket="scans", Key="Mrs Smith #1.txt", Body=b"another")
    with pytest.raises(DocumentChangedError):
        DocumentFinder(None, store, tmp_path).find(correction("s3://scans/Mrs Smith #1.txt"))
    s3.delete_object(Bucket="scans", Key="Mrs Smith #1.txt")
    with pytest.raises(DocumentNotFoundError) as gone:
        DocumentFinder(None, store, tmp_path).find(correction("s3://scans/Mrs Smith #1.txt"))
    assert "Smith" not in str(gone.value)


@pytest.mark.parametrize("key", ["../letter.txt", "/etc/passwd", "nul\0.txt", "", ".", "none.txt"])
def test_a_name_that_leads_elsewhere_or_nowhere_finds_nothing(key: str, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "letter.txt").write_bytes(CONTENT)
    with pytest.raises(DocumentNotFoundError):
        DocumentFinder(tmp_path / "inbox", None, tmp_path).find(correction(key))


def test_a_document_whose_bytes_nobody_knows_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(CONTENT)
    with pytest.raises(UnreadableDocumentError, match="digest is not known"):
        DocumentFinder(tmp_path, None, tmp_path).find(correction("letter.txt", None))
