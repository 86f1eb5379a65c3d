"""A page in a real browser: that of the system, which must be Chromium, without a screen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
HERE = Path(__file__).parent

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no chromium: make browser"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser; it ends with the module, as its loop stands in the way of others."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Its sandbox wants a user of its own.
        arguments = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Open an address in a browser of its own; what the console says fails the test."""
    said: list[str] = []
    contexts = []

    def open_(
        address: str | Path, *, before: str = "", answers: Collection[int] = (), **settings: Any
    ) -> Any:
        # Chromium says of each answer that is a refusal that it was one.
        expected = [
            f"error: Failed to load resource: the server responded with a status of {one}"
            for one in answers
        ]

        def listen(message: Any) -> None:
            told = f"{message.type}: {message.text}"
            if not told.startswith(tuple(expected)):
                said.append(told)

        context = chromium.new_context(**{"viewport": {"width": 1360, "height": 860}, **settings})
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: _note_network(request.url, address, said))
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def _note_network(url: str, address: str | Path, said: list[str]) -> None:
    own = (
        ("data:", "blob:", "file:") if isinstance(address, Path) else ("data:", "http://127.0.0.1:")
    )
    if not url.startswith(own):
        said.append(f"asked for {url}")


@pytest.fixture(scope="session")
def smartcat() -> Callable[..., str]:
    """Run `smartcat` in a process of its own: a browser has threads, beside which none forks."""

    def run(*arguments: object) -> str:
        command = [sys.executable, "-m", "smartcat", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture(scope="session")
def write_review(smartcat: Callable[..., str]) -> Callable[..., Path]:
    """Write the page over a folder with results."""

    def write(folder: Path, *more: object) -> Path:
        out = folder / "review.html"
        smartcat("review", folder / "results", "--out", out, *more)
        return out

    return write
