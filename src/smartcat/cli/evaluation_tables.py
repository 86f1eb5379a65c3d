"""An evaluation as tables for people."""

from collections.abc import Iterator

from rich.table import Table

from smartcat.api.figures import Evaluation, PageEvaluation, PageFigures
from smartcat.cli.figure_table import figure_console, figure_table, index, share
from smartcat.cli.stream_tables import boundary_table, breakdown_table, stream_table

_MAX_CONFUSION_LABELS = 16
"""With more labels the matrix is wider than a terminal; the worst mistakes are listed instead."""
_SHOWN_MISTAKES = 15


def show_evaluation(evaluation: Evaluation) -> None:
    """Print an evaluation to stdout."""
    console = figure_console()
    for table in _tables(evaluation):
        console.print(table)


def _tables(evaluation: Evaluation) -> Iterator[Table]:
    if isinstance(evaluation, PageEvaluation):
        yield _headline(evaluation)
        yield _classes(evaluation)
        yield _confusion(evaluation)
        yield _risk_coverage(evaluation)
    if evaluation.boundaries:
        yield boundary_table(evaluation.boundaries)
    if evaluation.streams:
        yield stream_table(evaluation.streams)
    if evaluation.by:
        yield breakdown_table(evaluation.by)


def _headline(evaluation: PageFigures) -> Table:
    table = figure_table("", "", "")
    table.show_header = False
    for name, value in (
        ("pages", f"{evaluation.pages}"),
        ("blank pages left out", f"{evaluation.blank}"),
        ("accuracy", f"{evaluation.accuracy:.3f}"),
        ("macro-F1", f"{evaluation.macro_f1:.3f}"),
        ("calibration error (ECE)", f"{evaluation.ece:.3f}"),
        ("AUROC of the confidence", index(evaluation.auroc)),
        (f"accepted at {evaluation.threshold:.2f}", f"{evaluation.accepted:.1%}"),
        ("right among the accepted", share(evaluation.accepted_accuracy)),
    ):
        table.add_row(name, value)
    return table


def _classes(evaluation: PageFigures) -> Table:
    table = figure_table("\nClasses", "class", "precision", "recall", "F1", "pages")
    for label, figures in evaluation.classes.items():
        shares = (f"{share:.2f}" for share in (figures.precision, figures.recall, figures.f1))
        table.add_row(label, *shares, str(figures.support))
    return table


def _confusion(evaluation: PageFigures) -> Table:
    confusion = evaluation.confusion
    if len(confusion.labels) > _MAX_CONFUSION_LABELS:
        return _mistakes(evaluation)
    numbers = [str(number) for number in range(1, len(confusion.labels) + 1)]
    table = figure_table("\nTrue class (rows) and given class (columns)", "", *numbers)
    for number, label, counts in zip(numbers, confusion.labels, confusion.counts, strict=True):
        table.add_row(f"{number:>2} {label}", *(str(count) if count else "·" for count in counts))
    return table


def _mistakes(evaluation: PageFigures) -> Table:
    confusion = evaluation.confusion
    mistakes = [
        (count, true, given)
        for true, counts in zip(confusion.labels, confusion.counts, strict=True)
        for given, count in zip(confusion.labels, counts, strict=True)
        if count and given != true
    ]
    table = figure_table("\nMost frequent mistakes", "true class", "given class", "pages")
    for count, true, given in sorted(mistakes, reverse=True)[:_SHOWN_MISTAKES]:
        table.add_row(true, given, str(count))
    return table


def _risk_coverage(evaluation: PageFigures) -> Table:
    table = figure_table("\nReview of the least confident pages", "review", "catches of the errors")
    for point in evaluation.risk_coverage:
        table.add_row(f"{point.review:.0%}", f"{point.errors_caught:.0%}")
    return table
