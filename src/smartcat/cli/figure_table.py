"""Tables of figures, as the commands that measure print them."""

from rich.console import Console
from rich.table import Table

_PLAIN_WIDTH = 160
"""Width where stdout is no terminal, so that a pipe does not cut words to 80 columns."""


def figure_console() -> Console:
    """Make a console that writes to stdout."""
    # Labels and columns come from the dataset: they are shown as they are.
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


def figure_table(title: str, *columns: str) -> Table:
    """Make a table whose first column is words, and the others are numbers."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    return table


def share(value: float | None) -> str:
    """Write a share of something; of nothing there is none."""
    return "-" if value is None else f"{value:.1%}"


def index(value: float | None) -> str:
    """Write a figure that is no share, or a dash."""
    return "-" if value is None else f"{value:.3f}"
