"""The command reference is made from a list of commands, which a new one must be in."""

import pytest
from typer.main import get_command

import generate
from smartcat.cli.batch.main import app as batch_app
from smartcat.cli.main import app


@pytest.mark.parametrize(
    ("program", "listed"), [(app, generate.COMMANDS), (batch_app, generate.BATCH_COMMANDS)]
)
def test_every_command_is_in_the_reference(program: object, listed: tuple[tuple[str, ...]]) -> None:
    commands = getattr(get_command(program), "commands", {})  # type: ignore[arg-type]
    shown = {name for name, command in commands.items() if not command.hidden}
    assert shown == {names[0] for names in listed if names}
