"""What the documentation says to type works, page by page, in the order of the page."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from documentation.pages import Block, blocks, page_names

pytestmark = pytest.mark.slow
PAGES = [page for page in page_names() if any(one.mark == "run" for one in blocks(page))]
Shell = Callable[[list[str], Path], str]


@pytest.mark.parametrize("page", PAGES)
def test_the_blocks_of_a_page_run(page: str, workplace: Path, shell: Shell) -> None:
    printed = ""
    for block in blocks(page):
        if block.mark == "run":
            printed = shell(program_of(block), workplace)
        elif block.mark == "output":
            assert lines(printed) == lines(block.text), str(block)


def program_of(block: Block) -> list[str]:
    if block.language == "python":
        return [sys.executable, "-W", "error", "-c", block.text]
    return ["bash", "-euo", "pipefail", "-c", block.text]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_pages_that_people_begin_with_are_among_them() -> None:
    assert {"README.md", "docs/quickstart.md", "docs/train-your-own.md"} <= {*PAGES}
    assert {"docs/python.md", "docs/reference/python-api.md"} <= {*PAGES}


def test_all_of_the_loop_is_run() -> None:
    marks = [one.mark for one in blocks("docs/corrections.md") if one.language in {"sh", "python"}]
    assert set(marks) == {"run"}
