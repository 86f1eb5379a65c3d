"""Commands are found in scripts, and what is wrong with them is seen."""

import pytest

from documentation.commands import PROGRAMS, command_lines, commands, complaint

COMMANDS = [(program, names) for program in PROGRAMS for names in commands(program)]


@pytest.mark.parametrize(("program", "names"), COMMANDS)
def test_the_help_of_a_command_has_examples_that_exist(
    program: str, names: tuple[str, ...]
) -> None:
    command = commands(program)[names]
    examples = list(command_lines((command.epilog or "").replace("Start with: ", "")))
    wanted = [program, *names]
    if not getattr(command, "commands", None):
        assert any(example[: len(wanted)] == wanted for example in examples), "no example of it"
    assert examples, "no example"
    assert [complaint(example) for example in examples] == [None] * len(examples)


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        ("smartcat classify a.pdf  # a comment", [["smartcat", "classify", "a.pdf"]]),
        ("A=1 .venv/bin/smartcat --version", [["smartcat", "--version"]]),
        ("cat a | smartcat-batch list", [["smartcat-batch", "list"]]),
        ("smartcat plan a && smartcat x", [["smartcat", "plan", "a"], ["smartcat", "x"]]),
        ("smartcat plan \\\n a > smartcat", [["smartcat", "plan", "a"]]),
        ("echo smartcat plan", []),
    ],
)
def test_calls_are_found_in_a_script(script: str, calls: list[list[str]]) -> None:
    assert list(command_lines(script)) == calls


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("smartcat clasify a.pdf", "no command smartcat clasify"),
        ("smartcat model shew m", "no command smartcat model shew"),
        ("smartcat classify a.pdf --formt csv", "--formt"),
        ("smartcat classify a.pdf --format cvs", "cvs"),
        ("smartcat classify a.pdf --dpi 5", "equal to 50"),
        ("smartcat classify", "paths"),
        ("smartcat-batch list more", "more"),
    ],
)
def test_what_is_wrong_with_a_call_is_seen(call: str, wrong: str) -> None:
    assert wrong.lower() in (complaint(call.split()) or "").lower()


def test_arguments_may_be_left_out_where_a_command_is_only_mentioned() -> None:
    assert complaint(["smartcat", "classify", "--dpi", "200"], is_whole=False) is None
