"""An evaluation as tables for people."""

from rich.console import Console
from rich.table import Table

from smartcat.evaluate import Evaluation

_MAX_CONFUSION_LABELS = 16
"""With more labels the matrix is wider than a terminal; the worst mistakes are listed instead."""
_SHOWN_MISTAKES = 15


def show_evaluation(evaluation: Evaluation) -> None:
    """Print an evaluation to stdout."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    console.print(_headline(evaluation))
    console.print(_classes(evaluation))
    console.print(_confusion(evaluation))
    console.print(_risk_coverage(evaluation))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    return table


def _headline(evaluation: Evaluation) -> Table:
    table = _table("", "", "")
    table.show_header = False
    accepted = evaluation.accepted_accuracy
    for name, value in (
        ("pages", f"{evaluation.pages}"),
        ("blank pages left out", f"{evaluation.blank}"),
        ("accuracy", f"{evaluation.accuracy:.3f}"),
        ("macro-F1", f"{evaluation.macro_f1:.3f}"),
        ("calibration error (ECE)", f"{evaluation.ece:.3f}"),
        ("AUROC of the confidence", _optional(evaluation.auroc)),
        (f"accepted at {evaluation.threshold:.2f}", f"{evaluation.accepted:.1%}"),
        ("right among the accepted", "-" if accepted is None else f"{accepted:.1%}"),
    ):
        table.add_row(name, value)
    return table


def _optional(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _classes(evaluation: Evaluation) -> Table:
    table = _table("\nClasses", "class", "precision", "recall", "F1", "pages")
    for label, figures in evaluation.classes.items():
        shares = (f"{share:.2f}" for share in (figures.precision, figures.recall, figures.f1))
        table.add_row(label, *shares, str(figures.support))
    return table


def _confusion(evaluation: Evaluation) -> Table:
    confusion = evaluation.confusion
    if len(confusion.labels) > _MAX_CONFUSION_LABELS:
        return _mistakes(evaluation)
    numbers = [str(number) for number in range(1, len(confusion.labels) + 1)]
    table = _table("\nTrue class (rows) and given class (columns)", "", *numbers)
    for number, label, counts in zip(numbers, confusion.labels, confusion.counts, strict=True):
        table.add_row(f"{number:>2} {label}", *(str(count) if count else "·" for count in counts))
    return table


def _mistakes(evaluation: Evaluation) -> Table:
    confusion = evaluation.confusion
    mistakes = [
        (count, true, given)
        for true, counts in zip(confusion.labels, confusion.counts, strict=True)
        for given, count in zip(confusion.labels, counts, strict=True)
        if count and given != true
    ]
    table = _table("\nMost frequent mistakes", "true class", "given class", "pages")
    for count, true, given in sorted(mistakes, reverse=True)[:_SHOWN_MISTAKES]:
        table.add_row(true, given, str(count))
    return table


def _risk_coverage(evaluation: Evaluation) -> Table:
    table = _table("\nReview of the least confident pages", "review", "catches of the errors")
    for point in evaluation.risk_coverage:
        table.add_row(f"{point.review:.0%}", f"{point.errors_caught:.0%}")
    return table
