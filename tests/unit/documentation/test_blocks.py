"""Blocks of the documentation say whether they are run, and are what they are called."""

import json
import re
import subprocess
import tomllib
from collections.abc import Callable

import pytest

from documentation.commands import command_lines, complaint
from documentation.pages import Block, blocks, code_in_sentences, page_names

PAGES = page_names()
RUNNABLE = {"sh", "python"}
PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "python": lambda text: compile(text, "block", "exec"),
}
OTHERS = {"text", "hcl"}


def all_blocks(*languages: str) -> list[Block]:
    return [one for page in PAGES for one in blocks(page) if one.language in languages]


def test_the_pages_are_found() -> None:
    assert {"README.md", "SECURITY.md", "docs/index.md", "infra/terraform/README.md"} <= {*PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_a_block_is_of_a_known_language(page: str) -> None:
    known = RUNNABLE | PARSERS.keys() | OTHERS | {""}
    assert [str(one) for one in blocks(page) if one.language not in known] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_block_that_can_be_run_says_whether_it_is_or_why_not(page: str) -> None:
    unmarked = [
        f"{one}: say behind the fence: run, or: not run: WHY"
        for one in blocks(page)
        if one.language in RUNNABLE and not re.fullmatch(r"run|not run: \w.+", one.mark)
    ]
    assert unmarked == []


@pytest.mark.parametrize("page", PAGES)
def test_an_output_follows_what_is_run(page: str) -> None:
    before = ""
    for block in blocks(page):
        if block.language in RUNNABLE:
            before = block.mark
        assert block.mark != "output" or before == "run", str(block)


def test_the_readme_shows_what_the_quickstart_is_held_against() -> None:
    outputs = [one.text for one in blocks("docs/quickstart.md") if one.mark == "output"]
    assert outputs[0] in [one.text for one in blocks("README.md")]


@pytest.mark.parametrize("block", all_blocks(*PARSERS), ids=str)
def test_a_block_is_of_its_language(block: Block) -> None:
    PARSERS[block.language](block.text)


@pytest.mark.parametrize("block", all_blocks("sh"), ids=str)
def test_a_shell_can_parse_a_block(block: Block) -> None:
    program = ["bash", "-n"]
    told = subprocess.run(program, input=block.text, text=True, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("block", all_blocks("sh"), ids=str)
def test_commands_in_a_block_exist_with_their_options(block: Block) -> None:
    assert complaints(block.text, is_whole=True) == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_sentences_exist_with_their_options(page: str) -> None:
    found = [one for one in code_in_sentences(page) if one.startswith(("smartcat ", "smartcat-"))]
    wrong = [said for code in found for said in complaints(code, is_whole=False)]
    assert wrong == []


def complaints(script: str, *, is_whole: bool) -> list[str]:
    calls = list(command_lines(script))
    said = [(words, complaint(words, is_whole=is_whole)) for words in calls]
    return [f"{' '.join(words)}: {wrong}" for words, wrong in said if wrong is not None]
