"""Commands that are loaded when they are called; to be listed they need no more than a sentence."""

from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from smartcat.loading import loading


class Entry(NamedTuple):
    """A command in a list of commands.

    Attributes:
        name: What people type.
        help: The first sentence of its help.
        module: Where it is: in a module with an ``app`` that has the command, or that is it.
    """

    name: str
    help: str
    module: str


class CommandList(TyperGroup):
    """Lists commands that are not loaded yet."""

    entries: ClassVar[tuple[Entry, ...]]

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for entry in self.entries:
            self.add_command(_Listed(entry))

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Parse what stands before a command: Typer loads pydantic for that.

        Where a shell completes the name of a command nothing does, and whoever types is waiting.
        """
        name, words, *_ = arguments
        if settings.get("resilient_parsing") and not words:
            context = self.context_class(self, info_name=name, **settings)
            context._opt_prefixes.add("-")  # noqa: SLF001 - parsing would have found that out
            return context
        with loading():
            return super().make_context(*arguments, **settings)


class _Listed(TyperCommand):
    """Stands for a command until that is called."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name, help=entry.help)
        self._entry = entry

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Give way to the command itself, which parses what stands behind its name."""
        return load_command(self._entry).make_context(*arguments, **settings)


def load_command(entry: Entry) -> Any:
    """Load the command that an entry of a list stands for."""
    with loading():
        app: Typer = import_module(entry.module).app
    command = get_command(app)
    return getattr(command, "commands", {}).get(entry.name, command)
