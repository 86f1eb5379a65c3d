"""What lists of commands say without loading any must be what these say of themselves."""

import inspect
from importlib import import_module

import pytest
from typer.main import get_command

from smartcat.cli.batch.main import app as batch_app
from smartcat.cli.main import app


@pytest.mark.parametrize("program", [app, batch_app])
def test_a_command_is_listed_with_the_first_sentence_of_its_help(program: object) -> None:
    entries = get_command(program).entries  # type: ignore[arg-type, attr-defined]
    for entry in entries:
        command = get_command(import_module(entry.module).app)
        command = getattr(command, "commands", {}).get(entry.name, command)
        said = inspect.cleandoc(command.help or "").partition("\n\n")[0]
        assert entry.help == said.replace("\n", " "), (
            f"{entry.name} is listed with another sentence than its docstring begins with: "
            f"say the same in its Entry"
        )
