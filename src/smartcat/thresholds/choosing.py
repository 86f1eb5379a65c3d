"""Choose the lowest threshold that keeps errors among the accepted rare enough."""

from smartcat.errors import DatasetError
from smartcat.models import Confidence, Noun
from smartcat.thresholds.risk import RiskCurve, RiskPoint


class ThresholdChoice(Noun):
    """A threshold, and what speaks for it.

    Attributes:
        curve: All thresholds that were looked at.
        target_error: Share of wrong results among the accepted that was aimed at.
        point: The threshold that was chosen.
        is_guaranteed: Whether statistics say that the target holds for results drawn like these.
        reason: What is guaranteed, or why nothing is, in words.
    """

    curve: RiskCurve
    target_error: Confidence
    point: RiskPoint
    is_guaranteed: bool
    reason: str


def choose(curve: RiskCurve, target_error: float) -> ThresholdChoice:
    """Take the lowest threshold whose interval lies below the target, else whose risk does.

    Args:
        curve: What was measured.
        target_error: Share of wrong results among the accepted to aim at, 0 to 1.

    Raises:
        DatasetError: At no threshold are errors so rare.
    """
    reached = [one for one in curve.points if one.risk is not None and one.risk <= target_error]
    if not reached:
        raise DatasetError(_told_lowest(curve, target_error))
    sure = [one for one in reached if one.interval[1] <= target_error]
    return ThresholdChoice(
        curve=curve,
        target_error=target_error,
        point=(sure or reached)[0],
        is_guaranteed=bool(sure) and curve.is_guaranteed,
        reason=_reason(curve, target_error, is_sure=bool(sure)),
    )


def _told_lowest(curve: RiskCurve, target_error: float) -> str:
    risks = [(one.risk, one.threshold) for one in curve.points if one.risk is not None]
    if not risks:
        return "the model is not sure enough of any result to accept it; train it on more pages"
    risk, threshold = min(risks)
    return (
        f"no threshold keeps errors among the accepted at {target_error:.1%}: the lowest is "
        f"{risk:.1%}, at {threshold}; aim at that with --target, or train on more pages"
    )


def _reason(curve: RiskCurve, target_error: float, *, is_sure: bool) -> str:
    interval = f"exact intervals (Clopper and Pearson, 1934) at {len(curve.points)} thresholds"
    if not is_sure:
        return (
            f"no guarantee: {curve.documents} documents are too few to be {curve.level:.0%} sure "
            f"of {target_error:.1%}; the threshold rests on what was observed"
        )
    if not curve.is_guaranteed:
        return (
            f"no guarantee: results of one document err together. Counting each document as one "
            f"witness, {interval} say so with {curve.level:.0%} certainty"
        )
    return (
        f"guaranteed with {curve.level:.0%} certainty for pages drawn like these, by {interval}, "
        "corrected for their number (Bonferroni)"
    )
