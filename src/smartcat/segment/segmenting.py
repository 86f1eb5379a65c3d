"""The segment stage: cut a page stream into segments.

First version: consecutive pages of one label are a segment. Pages on which nothing was scored
(blank backs, unreadable pages) decide nothing and stay with the pages before them.
"""

from collections.abc import Sequence

from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    ClassLabel,
    LabelProbability,
    PageResult,
    Prediction,
    Segment,
)

_DIGITS = 4


def segment(pages: Sequence[PageResult]) -> tuple[Segment, ...]:
    """Cut a page stream.

    Args:
        pages: All pages of a document, in order.

    Returns:
        Segments that cover all pages, in order, without gaps.
    """
    runs: list[list[PageResult]] = []
    current: ClassLabel | None = None
    for page in pages:
        label = _label(page)
        if not runs or (label is not None and current is not None and label != current):
            runs.append([])
            current = None
        runs[-1].append(page)
        current = current or label
    return tuple(_segment(run) for run in runs)


def _segment(run: Sequence[PageResult]) -> Segment:
    reasons = tuple(reason for page in run if (reason := _review_reason(page)))
    prediction = _prediction(run)
    if not reasons and isinstance(prediction, Abstained):
        reasons = ("nothing on these pages could be classified",)
    return Segment(
        first_page=run[0].page_index,
        last_page=run[-1].page_index,
        prediction=prediction,
        needs_review=bool(reasons),
        review_reasons=reasons,
    )


def _prediction(run: Sequence[PageResult]) -> Prediction:
    """Sum up the pages that were scored; a mean of calibrated probabilities stays calibrated."""
    scored = [page for page in run if _label(page) is not None]
    if not scored:
        return Abstained(reason=_unscored_reason(run))
    label = _label(scored[0])
    confidence = round(sum(map(_confidence, scored)) / len(scored), _DIGITS)
    guess = LabelProbability(label=label or "", confidence=confidence)
    if all(isinstance(page.prediction, Classified) for page in scored):
        return Classified(label=guess.label, confidence=confidence, top=(guess,))
    return Abstained(reason=AbstentionReason.BELOW_THRESHOLD, best_guess=guess, top=(guess,))


def _unscored_reason(run: Sequence[PageResult]) -> AbstentionReason:
    reasons = {page.prediction.reason for page in run if isinstance(page.prediction, Abstained)}
    worst_first = (
        AbstentionReason.UNREADABLE,
        AbstentionReason.NO_TEXT,
        AbstentionReason.BLANK,
    )
    return next((reason for reason in worst_first if reason in reasons), AbstentionReason.NO_TEXT)


def _label(page: PageResult) -> ClassLabel | None:
    guess = page.prediction.best_guess
    return guess.label if guess else None


def _confidence(page: PageResult) -> float:
    guess = page.prediction.best_guess
    return guess.confidence if guess else 0.0


def _review_reason(page: PageResult) -> str | None:
    if isinstance(page.prediction, Classified) or page.is_blank:
        return None
    number = page.page_index + 1
    if page.failure:
        return f"page {number} could not be read: {page.failure}"
    guess = page.prediction.best_guess
    if guess is None:
        return f"page {number} has no text"
    return f"page {number}: {guess.label} is only {guess.confidence:.0%} likely"
