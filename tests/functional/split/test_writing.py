from collections.abc import Callable
from pathlib import Path

import pytest

from smartcat.errors import ConfigurationError, UnreadableDocumentError
from smartcat.models import DocumentManifest
from smartcat.read import ReadLimits
from smartcat.split import FileWriter, plan_segments
from smartcat.split.pdf.source import SourcePdf
from smartcat.split.server import FileServer

MakeFile = Callable[..., Path]
MakeManifest = Callable[..., DocumentManifest]


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.fixture
def write(tmp_path: Path, make_manifest: MakeManifest) -> Callable[..., list[tuple[int, int]]]:
    """Split a document into single pages in the folder `out`; return what progress was told."""

    def run(path: Path, *, pages: int, overwrite: bool = False) -> list[tuple[int, int]]:
        told: list[tuple[int, int]] = []
        manifest = make_manifest(path, *range(pages))
        writer = FileWriter(
            tmp_path / "out", ReadLimits(), overwrite, lambda *done: told.append(done)
        )
        writer.write(path, manifest, plan_segments(manifest))
        return told

    return run


def test_progress_counts_files_and_nothing_else_is_left(
    write: Callable[..., object], make_pdf: MakeFile, tmp_path: Path
) -> None:
    assert write(make_pdf("One", "Two"), pages=2) == [(1, 2), (2, 2)]
    assert everything_in(tmp_path / "out") == ["001-letter-p1.pdf", "002-letter-p2.pdf"]


def test_one_file_that_is_there_stops_all_unless_it_may_be_replaced(
    write: Callable[..., object], make_pdf: MakeFile, tmp_path: Path
) -> None:
    path = make_pdf("One", "Two")
    there = tmp_path / "out" / "002-letter-p2.pdf"
    there.parent.mkdir()
    there.write_bytes(b"precious")
    with pytest.raises(ConfigurationError, match=r"002-letter-p2\.pdf already.*--overwrite"):
        write(path, pages=2)
    assert everything_in(tmp_path / "out") == [there.name]
    assert there.read_bytes() == b"precious"
    write(path, pages=2, overwrite=True)
    assert there.read_bytes().startswith(b"%PDF-")


def test_a_dangling_symbolic_link_is_a_file_that_is_there(
    write: Callable[..., object], make_pdf: MakeFile, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "001-letter-p1.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    with pytest.raises(ConfigurationError):
        write(make_pdf("One"), pages=1)
    write(make_pdf("One"), pages=1, overwrite=True)
    assert not (tmp_path / "elsewhere.pdf").exists()


def test_when_a_page_cannot_be_copied_nothing_is_written(
    make_pdf: MakeFile, make_manifest: MakeManifest, tmp_path: Path
) -> None:
    path = make_pdf("One", "Two", "Three")
    manifest = make_manifest(path, 0, 1, 2)
    make_pdf("One", "Two")  # in the meantime it was replaced by a shorter one
    with pytest.raises(UnreadableDocumentError, match="3 pages were read, 2 can be copied"):
        FileWriter(tmp_path / "out", ReadLimits()).write(path, manifest, plan_segments(manifest))
    assert everything_in(tmp_path / "out") == []


def test_writing_too_long_is_ended(
    make_pdf: MakeFile, make_manifest: MakeManifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object) -> None:
        while True:
            pass

    # No file is known that qpdf hangs on; children are forked, so that they see this one hang.
    monkeypatch.setattr(SourcePdf, "write", hang)
    path = make_pdf("One")
    manifest = make_manifest(path, 0)
    with pytest.raises(UnreadableDocumentError, match=r"took more than.*--page-timeout"):
        FileWriter(tmp_path / "out", ReadLimits(page_cpu_s=1)).write(
            path, manifest, plan_segments(manifest)
        )
    assert everything_in(tmp_path / "out") == []


def test_a_process_that_answers_nonsense_costs_the_document(
    make_pdf: MakeFile, make_manifest: MakeManifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileServer, "__call__", lambda *_: b"nonsense")
    path = make_pdf("One")
    manifest = make_manifest(path, 0)
    with pytest.raises(UnreadableDocumentError, match="nonsense"):
        FileWriter(tmp_path / "out", ReadLimits()).write(path, manifest, plan_segments(manifest))
    assert everything_in(tmp_path / "out") == []
