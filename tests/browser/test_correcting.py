"""A person corrects a packet of 200 pages by keys, takes the corrections out, and goes on later."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from review_packets import Told, write_packet

from smartcat.corrections import load_corrections, store_correction
from smartcat.models import CorrectedSegment, Correction, DocumentManifest
from smartcat.store import FolderStore

Open = Callable[..., Any]
RIGHT = [Told("letter", 4)] * 20
WRONG_CLASS = Told("invoice", 4, instead="payslip", is_doubtful=True)
MISSED = Told("bank_statement", 8, missed=5, is_doubtful=True)
FALSE = [Told("utility_bill", 2), Told("utility_bill", 2, is_doubtful=True)]
OUT_OF_PLACE = Told("tax_assessment", 4, is_doubtful=True)
PACKET = [
    *RIGHT,
    WRONG_CLASS,
    WRONG_CLASS,
    *RIGHT[:10],
    MISSED,
    *RIGHT[:8],
    *FALSE,
    OUT_OF_PLACE,
    *RIGHT[:6],
]
KEYS = (
    *("2", "2"),
    *("b", "s", "Enter", "Enter"),
    *("m", "Enter"),
    *("Shift+ArrowRight", "Shift+ArrowRight", "Enter"),
)
"""Two wrong classes, a boundary missed, one too many, and a page two places too early."""


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DocumentManifest]:
    folder = tmp_path_factory.mktemp("packet")
    return folder, write_packet(folder, PACKET)


@pytest.fixture(scope="module")
def file(packet: tuple[Path, DocumentManifest], write_review: Callable[..., Path]) -> Path:
    return write_review(packet[0])


def export(page: Any, path: Path, by: str = "Anna") -> list[Correction]:
    page.keyboard.press("e")
    page.locator("#export-by").fill(by)
    with page.expect_download() as download:
        page.locator("#download").click()
    download.value.save_as(path)
    page.keyboard.press("Escape")
    return load_corrections(path)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_five_mistakes_in_200_pages_take_eleven_keys(
    file: Path, packet: tuple[Path, DocumentManifest], open_page: Open, tmp_path: Path
) -> None:
    manifest = packet[1]
    assert len(manifest.pages) == 200
    page = open_page(file)
    press(page, *KEYS)
    [correction] = export(page, tmp_path / "c.jsonl")
    assert len(KEYS) == 11
    own = (manifest.source.key, manifest.source.sha256, manifest.model.sha256)
    assert (correction.key, correction.source_sha256, correction.model_sha256) == own
    assert correction.by == "Anna"
    checked = [(one.label, one.pages) for one in correction.segments if one.is_checked]
    assert checked == [
        ("payslip", (80, 81, 82, 83)),
        ("payslip", (84, 85, 86, 87)),
        ("bank_statement", (128, 129, 130, 131, 132)),
        ("bank_statement", (133, 134, 135)),
        ("utility_bill", (168, 169, 170, 171)),
        ("tax_assessment", (173, 174, 172, 175)),
    ]
    assert sorted(correction.pages()) == list(range(200))


def test_a_reload_keeps_what_was_done_and_who_did_it(
    file: Path, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(file)
    press(page, *KEYS[:6])
    before = export(page, tmp_path / "before.jsonl", by="Bert")
    page.reload()
    assert "4 of" in page.locator("#progress-told").inner_text()
    assert page.locator("#by").input_value() == "Bert"
    after = export(page, tmp_path / "after.jsonl", by="Bert")
    assert after[0].segments == before[0].segments


def test_an_export_is_gone_on_with_in_another_browser(
    file: Path, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(file)
    press(page, *KEYS)
    said = export(page, tmp_path / "c.jsonl")
    other = open_page(file)
    press(other, "e")
    other.locator("#import").set_input_files(tmp_path / "c.jsonl")
    expect(other.locator("#export-told")).to_contain_text("1 document")
    press(other, "Escape")
    assert export(other, tmp_path / "again.jsonl")[0].segments == said[0].segments


def test_what_was_said_before_is_not_said_again_by_whoever_left_it_alone(
    write_review: Callable[..., Path], open_page: Open, tmp_path: Path
) -> None:
    manifest = write_packet(tmp_path, [Told("letter", 1), Told("invoice", 1)])
    said = CorrectedSegment(pages=(0, 1), label="payslip", is_checked=True)
    told = Correction(
        document_id=manifest.document_id,
        key=manifest.source.key,
        source_sha256=manifest.source.sha256,
        model_sha256=manifest.model.sha256,
        by="Bert",
        at=datetime(2026, 11, 27, tzinfo=UTC),
        segments=(said,),
    )
    store = FolderStore(tmp_path / "results")
    assert store_correction(store, told, 0)
    page = open_page(write_review(tmp_path))
    assert "1 of 1" in page.locator("#progress-told").inner_text()
    press(page, "e")
    assert page.locator("#download").is_disabled()
    press(page, "Escape", " ")
    [correction] = export(page, tmp_path / "c.jsonl")
    assert correction.segments == (said.model_copy(update={"is_checked": False}),)

    # A page that is written anew has what was said since; what this browser kept is behind "again".
    later = said.model_copy(update={"label": "contract"})
    assert store_correction(store, told.model_copy(update={"segments": (later,)}), 1)
    write_review(tmp_path)
    page.reload()
    expect(page.locator("#label")).to_have_text("contract")
    expect(page.locator("#said")).to_contain_text("1 document was corrected since")
    press(page, "r")
    expect(page.locator("#label")).to_have_text("payslip")
    page.reload()
    expect(page.locator("#label")).to_have_text("payslip")


def test_all_is_taken_back_and_done_again(file: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(file)
    press(page, *KEYS)
    said = export(page, tmp_path / "c.jsonl")
    while page.locator("#undo").is_enabled():
        press(page, "u")
    press(page, "e")
    assert "not corrected or confirmed anything" in page.locator("#export-told").inner_text()
    assert page.locator("#download").is_disabled()
    press(page, "Escape")
    while page.locator("#redo").is_enabled():
        press(page, "Control+y")
    assert export(page, tmp_path / "again.jsonl")[0].segments == said[0].segments


def test_any_class_is_typed_and_a_new_one_is_allowed(
    file: Path, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(file)
    press(page, "c", "t", "a", "Enter")
    press(page, "c")
    page.keyboard.type("Grundbuch <b>")
    press(page, "Enter")
    [correction] = export(page, tmp_path / "c.jsonl")
    labels = [one.label for one in correction.segments if one.is_checked]
    assert labels == ["tax_assessment", "Grundbuch <b>"]
    assert page.locator("#queue b").count() == 0


def test_a_page_is_laid_far_away(file: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(file)
    press(page, "x", "ArrowDown", "ArrowDown", "ArrowRight", "v")
    [correction] = export(page, tmp_path / "c.jsonl")
    found = next(one for one in correction.segments if 80 in one.pages)
    assert found.pages[:3] == (128, 80, 129)


def test_pages_move_into_the_neighbours(file: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(file)
    press(page, "Shift+ArrowUp", "End", "Shift+ArrowDown")
    [correction] = export(page, tmp_path / "c.jsonl")
    pages = [one.pages for one in correction.segments]
    assert pages[19:22] == [(76, 77, 78, 79, 80), (81, 82), (83, 84, 85, 86, 87)]


def test_a_pointer_does_what_keys_do(file: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(file)
    page.locator("#classes button", has_text="payslip").click()
    page.locator("#classes button", has_text="payslip").click()
    page.locator("[data-act=likelyStart]").click()
    page.locator("[data-act=start]").click()
    press(page, "Enter")  # the focus is not on the button
    page.locator("#desk [data-act=confirm]").click()
    [correction] = export(page, tmp_path / "c.jsonl")
    assert len([one for one in correction.segments if one.is_checked]) == 4
    page.locator(".row", has_text="p. 5").first.click()
    assert "5\u20138" in page.locator("#where").inner_text()
    page.locator("[data-page='6']").click()
    assert page.locator("[data-page='6']").get_attribute("aria-selected") == "true"
    page.locator("[data-page='6']").click()
    assert page.locator("#large-dialog img").is_visible()


def test_a_browser_that_keeps_nothing_says_so(file: Path, open_page: Open, tmp_path: Path) -> None:
    refuses = (
        "Object.defineProperty(window, 'localStorage',"
        "{ get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = open_page(file, before=refuses)
    assert page.locator("#not-kept").is_visible()
    press(page, *KEYS)
    assert len(export(page, tmp_path / "c.jsonl")) == 1


def test_corrections_are_copied(file: Path, open_page: Open) -> None:
    page = open_page(file)
    press(page, "Enter", "e")
    page.locator("#copy").click()
    assert page.evaluate("document.activeElement.id") == "export-by"  # who says so?
    page.locator("#export-by").fill("Anna")
    page.locator("#copy").click()
    expect(page.locator("#said")).to_have_text("Copied.")
    line = page.evaluate("navigator.clipboard.readText()")
    assert Correction.model_validate_json(line).by == "Anna"
