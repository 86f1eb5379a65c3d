"""Is a model good enough to take the place of the one in force? Said once, and precisely."""

from collections.abc import Iterator

from smartcat.compare import Comparison, PairedFigure

FEWEST_DOCUMENTS = 30
"""With fewer the intervals of a cluster bootstrap are too narrow to rely on: Cameron, Gelbach and
Miller (2008) find so for 5 to 30 clusters."""
MARGIN = 0.01
"""So much worse it may be at the lower end of the interval: a margin of non-inferiority."""
_NO_INTERVAL = (-1.0, 1.0)


def objections(comparison: Comparison, target_error: float) -> tuple[str, ...]:
    """Say in what a model is not good enough; nothing, if it may take over.

    It may if it is better as far as can be seen, and not much worse as far as can be told: its
    accuracy is higher, or the same and it accepts more; the interval of the difference does not
    reach further down than the margin; errors among the accepted, which nobody sees, are not more
    frequent, or by no more than chance explains and still within what was aimed at; and it does
    not find boundaries worse than the margin allows. There must be documents enough to tell.

    Args:
        comparison: The model in force and the new one, on pages that neither has seen.
        target_error: Share of errors among the accepted that the new model aims at.
    """
    return tuple(_objections(comparison, target_error))


def _objections(comparison: Comparison, target_error: float) -> Iterator[str]:
    if comparison.documents < FEWEST_DOCUMENTS:
        yield (
            f"the test set has {comparison.documents} documents, too few to tell: "
            f"{FEWEST_DOCUMENTS} are needed at least"
        )
    accuracy, coverage = comparison.accuracy, comparison.coverage
    gain = _difference(accuracy)
    if gain < 0 or (gain == 0 and _difference(coverage) <= 0):
        yield (
            f"its accuracy is {accuracy.new:.1%}, and that of the one in force {accuracy.old:.1%}"
            + (", and it accepts no more" if gain == 0 else "")
        )
    lowest, highest = accuracy.interval or _NO_INTERVAL
    if lowest < -MARGIN:
        yield (
            f"the difference in accuracy lies between {_points(lowest)} and {_points(highest)} "
            f"points ({comparison.level:.0%} interval), and may not reach below {_points(-MARGIN)}"
        )
    yield from _accepted(comparison.accepted_error, target_error)
    for name, figure in (
        ("F1 of boundaries", comparison.boundary_f1),
        ("share of documents found whole", comparison.documents_exact),
    ):
        if figure is not None and _difference(figure) < -MARGIN:
            yield f"its {name} is {figure.new}, and that of the one in force {figure.old}"


def _accepted(error: PairedFigure, target_error: float) -> Iterator[str]:
    if error.new is None:
        yield "it accepts no page at all"
        return
    if error.old is None:
        if error.new > target_error:
            yield f"of what it accepts {error.new:.1%} is wrong; it aims at {target_error:.1%}"
        return
    lowest, _ = error.interval or _NO_INTERVAL
    is_noise = lowest <= 0 and error.new <= target_error
    if error.new > error.old and not is_noise:
        yield (
            f"of what it accepts {error.new:.1%} is wrong, and of what the one in force accepts "
            f"{error.old:.1%}"
        )


def _difference(figure: PairedFigure) -> float:
    """How much more it is; nothing instead of something is all of it less."""
    if figure.difference is not None:
        return figure.difference
    return (figure.new or 0.0) - (figure.old or 0.0)


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
