"""Command lines in texts, and the commands that there are."""

import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import typer
from typer.main import get_command

from smartcat.cli.batch.main import app as batch_app
from smartcat.cli.main import app
from smartcat.cli.on_demand import load_command

PROGRAMS: Mapping[str, typer.Typer] = {"smartcat": app, "smartcat-batch": batch_app}
_ENDS = {"|", "||", "&&", ";", "&", "(", ")"}
_REDIRECTIONS = {">", ">>", "<"}
_ANYWHERE = (["--help"], ["--version"], ["--install-completion"])


@cache
def commands(program: str) -> Mapping[tuple[str, ...], Any]:
    """All commands of a program by their names, itself as ``()``, groups as well.

    A group that can be called as one of its commands is that command.
    """
    return dict(_below((), get_command(PROGRAMS[program])))


def _below(names: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    default = getattr(command, "stands_for", None)
    yield names, command.commands[default] if default else command
    listed = {entry.name: entry for entry in getattr(command, "entries", ())}
    for name, below in getattr(command, "commands", {}).items():
        loaded = load_command(listed[name]) if name in listed else below
        if name != default:
            yield from _below((*names, name), loaded)


def command_lines(script: str) -> Iterator[list[str]]:
    """The calls of our programs in a script of a shell, with their arguments.

    Raises:
        ValueError: A quotation has no end.
    """
    lines = script.replace("\\\n", " ").splitlines()
    for words in (call for line in lines for call in _calls(line)):
        while words and (words[0] == "export" or "=" in words[0]):
            words.pop(0)
        if words and words[0].rpartition("/")[2] in PROGRAMS:
            yield [words[0].rpartition("/")[2], *words[1:]]


def _calls(line: str) -> Iterator[list[str]]:
    """Part a line where one call ends and another begins, and leave out what is redirected."""
    shell = shlex.shlex(line, posix=True, punctuation_chars=True)
    shell.whitespace_split = True
    call: list[str] = []
    words = iter(shell)
    for word in words:
        if word in _ENDS:
            yield call
            call = []
        elif word in _REDIRECTIONS:
            next(words, None)
        else:
            call.append(word)
    yield call


def complaint(words: list[str], *, is_whole: bool = True) -> str | None:
    """Say what is wrong with a call, which is parsed and not done.

    Args:
        words: The program and its arguments.
        is_whole: Whether an argument may not be left out, as it may where a command is only
            mentioned.
    """
    program, *arguments = words
    names: tuple[str, ...] = ()
    known = commands(program)
    while arguments and (*names, arguments[0]) in known:
        names = (*names, arguments.pop(0))
    command = known[names]
    if arguments[:1] in _ANYWHERE or not (arguments or is_whole):
        return None
    if getattr(command, "commands", None):
        return f"there is no command {' '.join((program, *names, *arguments[:1]))}"
    try:
        command.make_context(" ".join((program, *names)), arguments)
    except typer.TyperException as error:
        is_left_out = type(error).__name__ == "MissingParameter" and not is_whole
        return None if is_left_out else str(error)
    return None
