"""A comparison in words, for the tables of the command line and of the report."""

from typing import NamedTuple

from smartcat.compare.result import Comparison, PairedFigure


class ComparedFigure(NamedTuple):
    """A figure of both models for people.

    Attributes:
        name: What it is called.
        figure: The figure.
        is_share: Whether it is a share, and no index.
        more_is_better: Whether a larger one is better.
    """

    name: str
    figure: PairedFigure
    is_share: bool = True
    more_is_better: bool = True

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """Old, new, difference and its interval, as they are written."""
        one = self.figure
        interval = "" if one.interval is None else " to ".join(map(self._signed, one.interval))
        difference = "" if one.difference is None else self._signed(one.difference)
        return self._plain(one.old), self._plain(one.new), difference, interval

    def _plain(self, value: float | None) -> str:
        if value is None:
            return "-"
        return f"{value:.1%}" if self.is_share else f"{value:.3f}"

    def _signed(self, value: float) -> str:
        """Write a difference: of shares in points, as in +1.5."""
        return f"{100 * value:+.1f}" if self.is_share else f"{value:+.3f}"


def compared_figures(comparison: Comparison) -> list[ComparedFigure]:
    """Put the figures of a comparison in order."""
    figures = [
        ComparedFigure("accuracy", comparison.accuracy),
        ComparedFigure("accepted without review", comparison.coverage),
        ComparedFigure("wrong among the accepted", comparison.accepted_error, more_is_better=False),
        ComparedFigure(
            "calibration error (ECE)", comparison.ece, is_share=False, more_is_better=False
        ),
    ]
    if comparison.boundary_f1 is not None:
        figures.append(ComparedFigure("boundary F1", comparison.boundary_f1, is_share=False))
    if comparison.documents_exact is not None:
        figures.append(ComparedFigure("documents found whole", comparison.documents_exact))
    return figures


def score_in_words(comparison: Comparison) -> str:
    """Say on how many documents which model did better."""
    score = comparison.score
    return (
        f"Of {comparison.documents} documents the new model did better on {score.better} and worse "
        f"on {score.worse}; if neither were better, so uneven a score would come by chance with "
        f"p = {score.p_value:.2g}."
    )
