"""The page that saves corrections as they are made, and two people at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from review_packets import Told, write_packet

from smartcat.corrections import find_correction
from smartcat.models import Correction, DocumentManifest
from smartcat.store import FolderStore

Open = Callable[..., Any]
Serve = Callable[..., str]
SEGMENTS = [Told("letter", 2, is_doubtful=True), Told("invoice", 2, is_doubtful=True)]


@pytest.fixture
def packet(tmp_path: Path) -> DocumentManifest:
    return write_packet(tmp_path, SEGMENTS)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serve the results in a process of its own, as people do, and end it."""
    running = []

    def start(*more: str) -> str:
        command = [sys.executable, "-m", "smartcat", "review", "serve", "--no-browser", *more]
        command += ["--results", str(tmp_path / "results")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return process.stdout.readline().removeprefix("Review: ").strip()

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def stored(folder: Path, manifest: DocumentManifest) -> tuple[int, Correction] | None:
    found = find_correction(FolderStore(folder / "results"), manifest.document_id)
    return found and (found.number, found.correction)


def test_corrections_are_saved_when_all_of_a_document_is_checked(
    packet: DocumentManifest, serve: Serve, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(serve("--by", "Anna"))
    expect(page.locator("[data-page='0'] img")).to_have_js_property("complete", True)
    assert page.locator("[data-page='0'] img").evaluate("one => one.naturalHeight") == 480
    page.keyboard.press("2")
    assert stored(tmp_path, packet) is None
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("all saved")
    found = stored(tmp_path, packet)
    assert found is not None
    number, said = found
    assert (number, said.by) == (1, "Anna")
    assert [(one.label, one.is_checked) for one in said.segments] == [
        ("bank_statement", True),
        ("invoice", True),
    ]
    page.reload()
    expect(page.locator("#progress-told")).to_have_text("2 of 2 segments checked")
    expect(page.locator("#saved")).to_have_text("all saved")


@pytest.mark.usefixtures("packet")
def test_a_page_is_seen_large(serve: Serve, open_page: Open) -> None:
    page = open_page(serve())
    page.keyboard.press("z")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#large-title")).to_have_text("Page 2")
    expect(page.locator("#large-frame img")).to_have_js_property("naturalHeight", 1600)


def test_without_a_name_nothing_is_saved_and_nothing_is_lost(
    packet: DocumentManifest, serve: Serve, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(serve())
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("not saved: say who corrects")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#progress-told")).to_have_text("2 of 2 segments checked")
    page.locator("#by").fill("Anna")
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_have_text("all saved")
    assert stored(tmp_path, packet) is not None


@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_who_corrects_what_somebody_else_has_corrected_is_asked(
    packet: DocumentManifest, serve: Serve, open_page: Open, tmp_path: Path, choice: str
) -> None:
    address = serve()
    pages = {}
    for name in ("Anna", "Bert"):
        pages[name] = open_page(address, answers={409})
        pages[name].locator("#by").fill(name)
        pages[name].locator("#by").press("Tab")
        pages[name].locator("[data-page='0']").focus()
    for key in ("2", "Enter"):
        pages["Anna"].keyboard.press(key)
    expect(pages["Anna"].locator("#saved")).to_have_text("all saved")
    bert = pages["Bert"]
    for key in ("3", "Enter"):
        bert.keyboard.press(key)
    expect(bert.locator("#conflict-told")).to_contain_text(
        "Anna has corrected packet.pdf meanwhile"
    )
    bert.locator(f"#{choice}").click()
    expect(bert.locator("#saved")).to_have_text("all saved")
    expect(bert.locator("#conflict")).to_be_hidden()
    found = stored(tmp_path, packet)
    assert found is not None
    assert (found[0], found[1].by) == ((1, "Anna") if choice == "theirs" else (2, "Bert"))
    if choice == "theirs":  # what Bert said is there again when he takes that back
        bert.keyboard.press("u")
        expect(bert.locator("#saved")).to_have_text("all saved")
        found = stored(tmp_path, packet)
        assert found is not None
        assert (found[0], found[1].by) == (2, "Bert")
        assert found[1].segments[0].label != "bank_statement"
