"""A comparison of two models as tables for people."""

import typer
from rich.table import Table

from smartcat.api.figures import Comparison, compared_figures, score_in_words
from smartcat.cli.figure_table import figure_console, figure_table
from smartcat.locations import printable


def show_comparison(comparison: Comparison) -> None:
    """Print a comparison to stdout."""
    console = figure_console()
    console.print(_figures(comparison))
    typer.echo(f"\n{score_in_words(comparison)}")
    console.print(_classes(comparison))
    for warning in comparison.warnings:
        typer.echo(f"Note: {printable(warning)}")


def _figures(comparison: Comparison) -> Table:
    title = f"{comparison.pages} pages of {comparison.documents} documents"
    interval = f"{comparison.level:.0%} interval"
    old, new = (printable(one.name) for one in (comparison.old, comparison.new))
    table = figure_table(title, "", f"old: {old}", f"new: {new}", "difference", interval)
    for one in compared_figures(comparison):
        table.add_row(one.name, *one.texts)
    return table


def _classes(comparison: Comparison) -> Table:
    columns = ("class", "pages", "won", "lost", "both right", "both wrong")
    table = figure_table("\nWhat became of the pages of each class", *columns)
    for label, one in comparison.classes.items():
        numbers = (one.pages, one.won, one.lost, one.both_right, one.both_wrong)
        table.add_row(printable(label), *(str(number) if number else "·" for number in numbers))
    return table
