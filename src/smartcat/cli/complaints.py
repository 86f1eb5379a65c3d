"""What commands say of documents on stderr, which often ends up in a log.

More people read logs than documents, and names of documents have names of people in them. So a
document is called by its name only where whoever reads this knows that name anyway: it was typed,
or stderr is a terminal. Elsewhere its position tells; stdout has the name.
"""

import sys

import typer

from smartcat.locations import printable


def complain(message: str) -> None:
    """Say what is wrong; what is called there by a name is called so by whoever calls this."""
    typer.echo(f"smartcat: {message}", err=True)


def name_of_document(name: str, position: str, *, was_typed: bool) -> str:
    """What a document is called on stderr.

    Args:
        name: Its path, key or URI.
        position: What it is called otherwise: ``document 2 of 5``.
        was_typed: Whether the command line has the name.
    """
    return printable(name) if was_typed or sys.stderr.isatty() else position
