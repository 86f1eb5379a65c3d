"""The page is of use by keyboard, by ear, on small screens, with large print, light and dark."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_packets import Told, write_packet

Open = Callable[..., Any]
HOSTILE = "</script><img src=x onerror=document.title='gone'><!--\u202egpj.exe\u0007" + "w" * 90
SEGMENTS = [
    Told("letter", 3, is_doubtful=True),
    Told("</ScRiPt><svg onload=alert(1)>", 1, is_doubtful=True),
    Told("invoice", 2),
    Told("a_class_with_a_name_that_is_rather_longer_than_any_screen_is_wide_on_a_phone", 1),
]

NAMELESS = """() => {
  const named = (one) => (one.textContent.trim() || one.getAttribute('aria-label') ||
    one.labels?.length || one.getAttribute('aria-labelledby'));
  const controls = 'button, input, textarea, select, dialog, progress, section, nav, [role]';
  const silent = '[role=presentation], [role=status], [role=alert]';
  return [...document.querySelectorAll(controls)].filter((one) => !one.matches(silent))
    .filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 120));
}"""
FAINT = """() => {
  const parse = (text) => [...text.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
  const over = ([r, g, b, a], under) => [r, g, b].map((one, i) => one * a + under[i] * (1 - a));
  const light = (rgb) => rgb.map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    const own = parse(getComputedStyle(one).backgroundColor);
    if (own[3] === 1) return own.slice(0, 3);
    return over(own, one.parentElement ? ground(one.parentElement) : [255, 255, 255]);
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const one = text.parentElement;
    if (!text.data.trim() || !one.checkVisibility()) continue;
    if (one.closest('script, :disabled, .unseen')) continue;
    const under = ground(one);
    let [r, g, b, a] = parse(getComputedStyle(one).color);
    for (let up = one; up; up = up.parentElement) a *= Number(getComputedStyle(up).opacity);
    const [high, low] = [light(over([r, g, b, a], under)), light(under)].sort((x, y) => y - x);
    const contrast = (high + 0.05) / (low + 0.05);
    seen += 1;
    if (contrast < 4.5) faint.push(`${text.data.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
  }
  return seen > 40 ? faint : ['only ' + seen + ' texts were seen'];
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, write_review: Callable[..., Path]) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_packet(folder, SEGMENTS, key=HOSTILE)
    return write_review(folder)


def test_names_are_shown_to_the_letter_and_run_nothing(file: Path, open_page: Open) -> None:
    page = open_page(file)
    shown = page.locator("#document").inner_text()
    assert shown == HOSTILE.replace("\u202e", "\\u202e").replace("\u0007", "\\u0007")
    assert page.title() == "Review"
    page.keyboard.press("Enter")
    assert page.locator("#label").inner_text() == "</ScRiPt><svg onload=alert(1)>?"
    assert page.locator("img[src=x], svg").count() == 0


def test_every_control_has_a_name(file: Path, open_page: Open) -> None:
    page = open_page(file)
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(file: Path, open_page: Open, scheme: str) -> None:
    page = open_page(file, color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(FAINT) == []
    page.keyboard.press("?")
    assert page.evaluate(FAINT) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize(
    ("width", "height"), [(360, 740), (680, 430), (320, 256)], ids=["phone", "200 %", "400 %"]
)
def test_nothing_is_wider_than_the_screen(
    file: Path, open_page: Open, width: int, height: int
) -> None:
    page = open_page(file)
    page.set_viewport_size({"width": width, "height": height})
    for key in ("Enter", "End", "s", "Enter"):
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.keyboard.press(key)
    for key, dialog in (("?", "help"), ("c", "class"), ("e", "export"), ("z", "large")):
        page.keyboard.press(key)
        box = page.locator(f"#{dialog}-dialog").bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert page.locator(f"#{dialog}-dialog").evaluate(
            "one => one.scrollWidth <= one.clientWidth"
        )
        page.keyboard.press("Escape")


def test_tab_goes_round_and_is_seen(file: Path, open_page: Open) -> None:
    page = open_page(file)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.querySelector(':scope > .frame')"
            " ?? document.activeElement).outlineStyle"
        )
        assert outline == "solid" or seen[-1] == "BODY"
    assert {"by", "export", "queue", "check", "BODY"} <= set(seen)
    assert seen.count("by") > 1


def test_a_button_with_the_focus_is_pressed_and_nothing_else(file: Path, open_page: Open) -> None:
    page = open_page(file)
    page.locator("#check").focus()
    page.keyboard.press("Enter")
    assert "1 of 4" in page.locator("#progress-told").inner_text()
    assert page.evaluate("document.activeElement.id") == "check"
    page.keyboard.press("Space")
    assert "0 of 4" in page.locator("#progress-told").inner_text()


def test_single_keys_can_be_switched_off(file: Path, open_page: Open) -> None:
    page = open_page(file)
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    assert "0 of 4" in page.locator("#progress-told").inner_text()
    page.keyboard.press("Enter")
    assert "1 of 4" in page.locator("#progress-told").inner_text()


def test_what_changed_is_said(file: Path, open_page: Open) -> None:
    from playwright.sync_api import expect

    page = open_page(file)
    page.keyboard.press("End")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_have_text("A document starts at page 3.")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_have_text("One starts here already.")


def test_it_is_worked_by_touch_on_a_phone(file: Path, open_page: Open) -> None:
    screen = {"width": 360, "height": 740}
    page = open_page(file, has_touch=True, is_mobile=True, viewport=screen)
    top = page.locator("#label").bounding_box()["y"]
    assert 0 <= top < 300  # what is said of the segment is in view
    page.locator(".thumb-bar [data-act=confirm]").tap()
    assert 0 <= page.locator("#label").bounding_box()["y"] < 300
    assert "1 of 4" in page.locator("#progress-told").inner_text()
    page.locator("#queue-button").tap()
    page.locator(".row", has_text="invoice").tap()
    assert page.locator("#label").inner_text() == "invoice"
    assert not page.locator("#queue").is_visible()
