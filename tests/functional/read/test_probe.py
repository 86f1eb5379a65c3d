"""Probes from outside: files in, estimates out, with the real PDF reader and no OCR."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from smartcat.errors import (
    DocumentNotFoundError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    SmartCatError,
    UnreadableDocumentError,
    UnsupportedDocumentError,
)
from smartcat.models import DocumentRef, Page
from smartcat.read import DocumentProbe, MediaType, Reader, ReadLimits, ReadOptions
from smartcat.read import reader as reader_module
from smartcat.read.messages import ProbeRequest
from smartcat.read.workers import Server

NO_OCR = ReadOptions(languages=("xyz",))
"""A probe needs no language pack: with this one, OCR would fail."""
MakeFile = Callable[..., Path]
Outcome = DocumentProbe | SmartCatError
INVOICE = "Invoice number 4711\n" * 5


def probe(
    *paths: Path, jobs: int = 2, limits: ReadLimits | None = None, sample_pages: int = 8
) -> list[Outcome]:
    documents = [DocumentRef(key=path.name, path=path) for path in paths]
    with Reader(NO_OCR, limits, jobs) as reader:
        results = list(reader.probe(documents, sample_pages))
    assert [document for document, _ in results] == documents
    return [outcome for _, outcome in results]


def probe_one(path: Path, sample_pages: int = 8) -> DocumentProbe:
    [outcome] = probe(path, sample_pages=sample_pages)
    assert isinstance(outcome, DocumentProbe), outcome
    return outcome


def test_a_text_layer_needs_no_ocr(make_pdf: MakeFile) -> None:
    result = probe_one(make_pdf(INVOICE, INVOICE))
    assert (result.media_type, result.page_count) == (MediaType.PDF, 2)
    assert (result.ocr_pages, result.megapixels, result.strokes) == (0, 0, 0)


@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif", "scan.webp"])
def test_a_scan_is_measured_at_150_dpi(make_scan: MakeFile, name: str) -> None:
    result = probe_one(make_scan(name=name))
    assert (result.page_count, result.ocr_pages) == (1, 1)
    assert result.megapixels == pytest.approx(8.27 * 11.69 * 150**2 / 1e6, rel=0.3)
    assert 1 < result.strokes < 100


def test_more_writing_has_more_strokes(make_scan: MakeFile) -> None:
    few = probe_one(make_scan("A short note.\n" * 3, name="few.tif"))
    many = probe_one(make_scan("A line of a long letter to a bank.\n" * 40, name="many.tif"))
    assert many.strokes > 5 * few.strokes


def test_the_share_of_scans_in_the_sample_holds_for_all_pages(
    make_pdf: MakeFile, make_scan: MakeFile
) -> None:
    path = make_pdf(*[INVOICE] * 40)
    with pymupdf.open(path) as document, pymupdf.open(make_scan(name="scan.pdf")) as scan:
        for _ in range(40):
            document.insert_pdf(scan)
        document.saveIncr()
    result = probe_one(path)
    assert (result.page_count, result.ocr_pages) == (80, 40)
    assert probe_one(path, sample_pages=1).ocr_pages in {0, 80}


def test_blank_pages_need_no_ocr(make_scan: MakeFile) -> None:
    duplex = probe_one(make_scan(*[INVOICE, ""] * 2, name="duplex.tif"))
    assert (duplex.page_count, duplex.ocr_pages) == (4, 2)
    assert probe_one(make_scan("", "", name="blank.tif")).ocr_pages == 0


def test_plain_text_needs_no_ocr(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("one\ftwo")
    result = probe_one(path)
    assert (result.media_type, result.page_count, result.ocr_pages) == (MediaType.TEXT, 2, 0)


def test_a_page_too_large_to_be_rendered_costs_nothing(make_scan: MakeFile) -> None:
    path = make_scan(name="large.png", dpi=400)
    document = DocumentRef(key="large", path=path)
    with Reader(ReadOptions(max_pixels=1_000_000)) as reader:
        [(_, result)] = reader.probe([document])
    assert isinstance(result, DocumentProbe)
    assert result.ocr_pages == 0


def test_what_cannot_be_opened_gives_its_error_in_its_place(
    make_pdf: MakeFile, tmp_path: Path
) -> None:
    encrypted = make_pdf(
        name="locked.pdf",
        encryption=pymupdf.PDF_ENCRYPT_AES_256,
        user_pw="secret",
        owner_pw="owner",
    )
    damaged, empty, pipe = (tmp_path / name for name in ("damaged.pdf", "empty", "pipe"))
    damaged.write_bytes(b"%PDF-1.7\n but nothing else")
    empty.touch()
    os.mkfifo(pipe)
    good = make_pdf()
    outcomes = probe(damaged, good, tmp_path / "none", empty, encrypted, pipe, good)
    assert [type(outcome) for outcome in outcomes] == [
        UnreadableDocumentError,
        DocumentProbe,
        DocumentNotFoundError,
        UnsupportedDocumentError,
        EncryptedDocumentError,
        UnreadableDocumentError,
        DocumentProbe,
    ]


def test_limits_on_bytes_and_pages_are_kept(make_pdf: MakeFile) -> None:
    path = make_pdf("one", "two", "three")
    for limits in (ReadLimits(max_pages=2), ReadLimits(max_bytes=100)):
        [outcome] = probe(path, limits=limits)
        assert isinstance(outcome, DocumentTooLargeError)


def test_results_are_the_same_whatever_the_number_of_processes(make_pdf: MakeFile) -> None:
    paths = [make_pdf(*[f"Number {n}"] * (1 + n % 3), name=f"{n}.pdf") for n in range(12)]
    assert probe(*paths, jobs=1) == probe(*paths, jobs=3)


def test_documents_are_asked_for_only_a_few_ahead(make_pdf: MakeFile) -> None:
    document = DocumentRef(key="a", path=make_pdf())
    asked = 0

    def documents() -> Iterator[DocumentRef]:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield document

    with Reader(NO_OCR, jobs=1) as reader:
        next(reader.probe(documents()))
    assert asked <= 3


def _spin() -> None:
    while True:
        pass


def _crash() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(("fault", "reason"), [(_spin, "took more than"), (_crash, "SIGSEGV")])
def test_a_document_that_hangs_or_crashes_costs_only_itself(
    make_pdf: MakeFile,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[], None],
    reason: str,
) -> None:
    make_real = reader_module._make_server

    def make_server(options: ReadOptions, settles: Callable[[Page], bool] | None) -> Server:
        server = make_real(options, settles)

        def serve(data: bytes) -> bytes:
            if ProbeRequest.model_validate_json(data).path.name == "bad.pdf":
                fault()
            return server(data)

        return serve

    monkeypatch.setattr(reader_module, "_make_server", make_server)
    limits = ReadLimits(page_cpu_s=1)
    bad, good = probe(make_pdf(name="bad.pdf"), make_pdf(), limits=limits)
    assert isinstance(bad, UnreadableDocumentError)
    assert reason in str(bad)
    assert isinstance(good, DocumentProbe)
