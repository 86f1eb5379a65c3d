"""The read stage from outside: files in, pages out, with the real PDF reader and the real OCR."""

import faulthandler
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from smartcat.errors import (
    DocumentNotFoundError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    MissingProgramError,
    SmartCatError,
    UnreadableDocumentError,
    UnsupportedDocumentError,
)
from smartcat.models import DocumentRef, Page, TextSource
from smartcat.read import OcrChoice, Reader, ReadLimits, ReadOptions, ReadRequest
from smartcat.read.server import PageServer
from smartcat.read.webp import webp_pixels

ENGLISH = ReadOptions(languages=("eng",))
MakeFile = Callable[..., Path]


def read(
    *paths: Path, options: ReadOptions = ENGLISH, limits: ReadLimits | None = None, jobs: int = 2
) -> list[tuple[list[Page], SmartCatError | None]]:
    requests = [ReadRequest(DocumentRef(key=path.name, path=path)) for path in paths]
    with Reader(options, limits, jobs) as reader:
        return [(list(reading.pages), reading.failure) for reading in reader.read(requests)]


def read_one(path: Path, options: ReadOptions = ENGLISH) -> Page:
    [([page], failure)] = read(path, options=options)
    assert failure is None
    return page


def words(page: Page) -> set[str]:
    return set(page.text.replace(",", " ").split())


def test_a_text_layer_is_used_as_it_is(make_pdf: MakeFile) -> None:
    page = read_one(make_pdf())
    assert page.text_source is TextSource.TEXT_LAYER
    assert page.ocr_confidence is None
    assert {"mortgage", "sincerely"} <= words(page)
    assert (page.width_pt, page.height_pt) == (595, 842)
    assert page.layout is not None
    assert not page.layout.is_blank


@pytest.mark.parametrize(
    "name", ["scan.pdf", "scan.tif", "scan.png", "scan.jpg", "scan.webp", "scan.bmp"]
)
def test_scans_of_every_format_are_recognised(make_scan: MakeFile, name: str) -> None:
    page = read_one(make_scan(name=name))
    assert page.text_source is TextSource.OCR
    assert page.ocr_confidence is not None
    assert page.ocr_confidence > 0.8
    assert {"mortgage", "sincerely", "agreement"} <= words(page)


@pytest.mark.parametrize("engine", [OcrChoice.TESSEROCR, OcrChoice.PYTESSERACT])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_scan_is_read_upright(make_scan: MakeFile, engine: OcrChoice, turn: int) -> None:
    options = ReadOptions(ocr=engine, languages=("eng",))
    page = read_one(make_scan(turn=turn), options)
    assert page.orientation == turn
    assert {"mortgage", "sincerely"} <= words(page)
    assert page.height_pt > page.width_pt


def test_a_page_with_a_rotate_entry_is_seen_as_a_reader_sees_it(make_scan: MakeFile) -> None:
    path = make_scan(name="scan.pdf", turn=90)
    with pymupdf.open(path) as document:
        document[0].set_rotation(90)
        document.saveIncr()
    page = read_one(path)
    assert page.orientation == 0
    assert "mortgage" in words(page)


def test_a_stamp_over_a_scan_does_not_hide_the_scan(make_scan: MakeFile) -> None:
    path = make_scan(name="scan.pdf")
    with pymupdf.open(path) as document:
        document[0].insert_text((200, 30), "COPY")
        document.saveIncr()
    page = read_one(path)
    assert page.text_source is TextSource.OCR
    assert "mortgage" in words(page)


def test_a_document_may_mix_text_scans_and_blank_pages(
    make_pdf: MakeFile, make_scan: MakeFile
) -> None:
    path = make_pdf("Invoice number 4711\n" * 5, "")
    with pymupdf.open(path) as document, pymupdf.open(make_scan(name="scan.pdf")) as scan:
        document.insert_pdf(scan)
        document.saveIncr()
    [(pages, _)] = read(path)
    assert [page.page_index for page in pages] == [0, 1, 2]
    assert [page.text_source for page in pages] == [
        TextSource.TEXT_LAYER,
        TextSource.NONE,
        TextSource.OCR,
    ]
    assert [page.layout.is_blank for page in pages if page.layout] == [False, True, False]


def test_pages_of_a_tiff_come_in_order(make_scan: MakeFile) -> None:
    path = make_scan(*(f"Chapter {word}\n" * 20 for word in ("One", "Two", "Three")), name="a.tif")
    [(pages, _)] = read(path)
    assert [page.text.split()[1] for page in pages] == ["One", "Two", "Three"]


def test_form_feeds_part_the_pages_of_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("Grüße\n\fzweite Seite\n\f", encoding="cp1252")
    [(pages, _)] = read(path)
    assert [page.text for page in pages] == ["Grüße\n", "zweite Seite\n"]
    assert pages[0].layout is None


def test_without_ocr_scans_have_a_layout_and_no_text(make_scan: MakeFile) -> None:
    page = read_one(make_scan(), ReadOptions(ocr=OcrChoice.OFF))
    assert (page.text, page.text_source) == ("", TextSource.NONE)
    assert page.layout is not None
    assert not page.layout.is_blank


def test_a_scan_under_a_mask_is_seen_as_a_reader_sees_it(
    make_scan: MakeFile, tmp_path: Path
) -> None:
    with pymupdf.open(make_scan(name="scan.png", dpi=150)) as scan:
        ink = pymupdf.Pixmap(pymupdf.csGRAY, scan[0].get_pixmap(dpi=96))
    ink.invert_irect(ink.irect)
    black = pymupdf.Pixmap(pymupdf.csGRAY, ink.irect, False)
    black.clear_with(0)
    path = tmp_path / "masked.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_image(page.rect, stream=black.tobytes(), mask=ink.tobytes())
        document.save(path)
    page = read_one(path)
    assert {"mortgage", "sincerely"} <= words(page)


def test_a_name_need_not_be_unicode(make_pdf: MakeFile) -> None:
    path = make_pdf()
    odd = path.rename(path.with_name(os.fsdecode(b"bad\xff\nname.pdf")))
    assert "mortgage" in words(read_one(odd))


def test_text_without_end_is_cut_to_a_page(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 1_000_000)
    assert len(read_one(path).text) <= 100_000


def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        [(_, failure)] = read(path)
        assert isinstance(failure, UnreadableDocumentError)


def test_reading_gives_the_same_whatever_was_read_before(make_scan: MakeFile) -> None:
    path = make_scan(name="one.tif")
    noise = make_scan(
        "Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich.\n" * 12, name="b.tif"
    )
    [(alone, _)] = read(path, jobs=1)
    *_, (after, _) = read(noise, noise, path, jobs=1)
    assert after == alone


def test_many_documents_come_in_order_whatever_the_number_of_processes(make_pdf: MakeFile) -> None:
    paths = [make_pdf(*[f"Number {n}"] * (1 + n % 3), name=f"{n}.pdf") for n in range(12)]
    results = [read(*paths, jobs=jobs) for jobs in (1, 2, 3)]
    assert results[0] == results[1] == results[2]
    assert [len(pages) for pages, _ in results[0]] == [1 + n % 3 for n in range(12)]


def test_known_texts_are_taken_and_the_picture_gives_the_layout(make_scan: MakeFile) -> None:
    request = ReadRequest(
        DocumentRef(key="a", path=make_scan(LETTER_PAGE, LETTER_PAGE)), [1], {1: "known"}
    )
    with Reader(ENGLISH) as reader:
        [page] = next(iter(reader.read([request]))).pages
    assert (page.page_index, page.text, page.text_source) == (1, "known", TextSource.SUPPLIED)
    assert page.layout is not None


LETTER_PAGE = "A page of a letter.\n" * 10


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnsupportedDocumentError),
        (b"PK\x03\x04 a zip file", UnsupportedDocumentError),
        (b"%PDF-1.7\n but nothing else", UnreadableDocumentError),
    ],
)
def test_bad_files_are_refused_with_a_reason(
    tmp_path: Path, data: bytes, error: type[SmartCatError]
) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    [(pages, failure)] = read(path)
    assert isinstance(failure, error)
    assert not pages


def test_a_missing_file_is_named_so(tmp_path: Path) -> None:
    [(_, failure)] = read(tmp_path / "none.pdf")
    assert isinstance(failure, DocumentNotFoundError)


def test_an_encrypted_file_asks_for_a_copy_without_password(make_pdf: MakeFile) -> None:
    path = make_pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")
    [(_, failure)] = read(path)
    assert isinstance(failure, EncryptedDocumentError)


def test_an_owner_password_alone_does_not_hinder(make_pdf: MakeFile) -> None:
    path = make_pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner")
    assert "mortgage" in words(read_one(path))


def test_limits_on_bytes_and_pages_are_kept(make_pdf: MakeFile) -> None:
    path = make_pdf("one", "two", "three")
    for limits in (ReadLimits(max_pages=2), ReadLimits(max_bytes=100)):
        [(_, failure)] = read(path, limits=limits)
        assert isinstance(failure, DocumentTooLargeError)


def test_what_the_system_makes_up_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "made-up.txt"
    path.symlink_to("/proc/version")  # as is /proc/kmsg, a read of which does not end
    [(_, failure)] = read(path)
    assert isinstance(failure, UnsupportedDocumentError)
    assert "empty" in str(failure)


def test_a_page_of_gigantic_size_is_rendered_within_the_cap(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    document = pymupdf.open()
    document.new_page(width=14_400, height=14_400).draw_line((0, 0), (14_400, 14_400), width=900)
    document.save(path)
    page = read_one(path, ReadOptions(languages=("eng",), max_pixels=1_000_000))
    assert page.failure is None


def test_a_picture_of_too_many_pixels_costs_its_page(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (3000, 2000)).save(path)
    [([page], failure)] = read(path, options=ReadOptions(max_pixels=1_000_000))
    assert failure is None
    assert page.failure is not None
    assert "3000 x 2000 pixels" in page.failure


@pytest.mark.parametrize("form", ["VP8L", "VP8 ", "VP8X"])
def test_a_webp_picture_of_too_many_pixels_is_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / "bomb.webp"
    mode = "RGBA" if form == "VP8X" else "RGB"
    Image.new(mode, (64, 48)).save(path, lossless=form == "VP8L")
    data = bytearray(path.read_bytes())
    assert data[12:16] == form.encode()
    assert webp_pixels(bytes(data)) == 64 * 48
    place, sides = {
        "VP8L": (21, b"\xff\xff\xff\x0f"),  # 14 bits each: 16,384
        "VP8 ": (26, b"\xff\x3f\xff\x3f"),
        "VP8X": (24, b"\xff\x3f\0\xff\x3f\0"),
    }[form]
    data[place : place + len(sides)] = sides
    path.write_bytes(data)
    [(_, failure)] = read(path, limits=ReadLimits(memory_bytes=512 * 1024**2))
    assert isinstance(failure, DocumentTooLargeError)
    assert "pixels" in str(failure)


def test_a_limit_that_the_caller_lifted_for_itself_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.webp"
    Image.new("RGB", (64, 48)).save(path)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    [([page], failure)] = read(path)
    assert (page.failure, failure) == (None, None)


def test_a_document_that_takes_too_much_memory_says_so(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"letter " * 1000)
    os.truncate(path, 1024**3)  # on disk it takes no more than it did
    [(_, failure)] = read(path, limits=ReadLimits(memory_bytes=512 * 1024**2))
    assert isinstance(failure, UnreadableDocumentError)
    assert "more memory than it may" in str(failure)


def test_a_missing_language_pack_says_what_to_install(make_scan: MakeFile) -> None:
    with pytest.raises(MissingProgramError, match="apt-get install tesseract-ocr-xyz"):
        read(make_scan(), options=ReadOptions(languages=("eng", "xyz")))


def test_a_missing_tesseract_says_what_to_install(
    make_scan: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_scan()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingProgramError, match="apt-get install tesseract-ocr"):
        read(path, options=ReadOptions(ocr=OcrChoice.PYTESSERACT, languages=("eng",)))


def test_born_digital_documents_need_no_ocr_engine(make_pdf: MakeFile) -> None:
    assert "mortgage" in words(read_one(make_pdf(), ReadOptions(languages=("xyz",))))


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\xff",
        b'{"kind": "page", "page": {"page_index": 0, "width_pt": NaN}}',
        b'{"kind": "page", "page": {"page_index": 5}}',
        b'{"kind": "document", "media_type": "text/plain", "page_count": 1, "reader": ""}',
    ],
)
def test_a_reading_process_that_answers_nonsense_costs_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nonsense: bytes
) -> None:
    answer = PageServer.__call__

    def answer_once_taken_over(server: PageServer, request: bytes) -> bytes:
        reply = answer(server, request)
        return nonsense if b"taken over" in reply else reply

    monkeypatch.setattr(PageServer, "__call__", answer_once_taken_over)
    path = tmp_path / "letter.txt"
    path.write_text("one\ftaken over\fthree")
    [(pages, failure)] = read(path)
    assert failure is None
    assert [page.page_index for page in pages] == [0, 1, 2]
    failures = [page.failure for page in pages]
    assert failures == [None, "got nonsense from its reading process", None]


def test_a_reading_process_that_answers_nonsense_costs_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PageServer, "__call__", lambda _server, _request: b"nonsense")
    path = tmp_path / "letter.txt"
    path.write_text("letter")
    [(_, failure)] = read(path)
    assert isinstance(failure, UnreadableDocumentError)
    assert "opening it" in str(failure)
    with Reader(ENGLISH) as reader:
        [(_, probed)] = reader.probe([DocumentRef(key="letter.txt", path=path)])
    assert isinstance(probed, UnreadableDocumentError)


@pytest.mark.parametrize("jobs", [1, 3])
def test_pages_that_crash_or_hang_cost_a_document_the_pages_after_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    answer, tries = PageServer.__call__, tmp_path / "tries"

    def crash_at_bad_pages(server: PageServer, request: bytes) -> bytes:
        reply = answer(server, request)
        if b"bad" in reply:
            with tries.open("a") as file:
                file.write("x")
            faulthandler.disable()  # the crash is wanted
            os.kill(os.getpid(), signal.SIGSEGV)
        return reply

    monkeypatch.setattr(PageServer, "__call__", crash_at_bad_pages)
    hostile, good = tmp_path / "hostile.txt", tmp_path / "good.txt"
    hostile.write_text("\f".join(["one", "bad", "three", "bad", "bad", "six", *["bad"] * 50]))
    good.write_text("\f".join(["one", "bad", "three", "bad"]))
    limits = ReadLimits(lost_pages=3)
    (hostile_pages, failure), (good_pages, _) = read(hostile, good, limits=limits, jobs=jobs)
    assert failure is None
    failures = [page.failure for page in hostile_pages]
    crashed = "crashed the reading process (SIGSEGV)"
    assert failures[:5] == [None, crashed, None, crashed, crashed]
    skipped = "was not read: 3 pages of this document hung or crashed before it"
    assert failures[5:] == [skipped] * 51
    assert [page.page_index for page in hostile_pages] == list(range(56))
    assert [page.failure for page in good_pages] == [None, crashed, None, crashed]
    assert len(tries.read_text()) <= 3 + (2 * jobs + 1) + 2  # those on their way, and good.txt
