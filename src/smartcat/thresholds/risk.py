"""Risk and coverage: how many results stand at each threshold, and how many of these are wrong."""

from pydantic import Field

from smartcat.models import Confidence, Noun
from smartcat.thresholds.decisions import Decisions, Subject

THRESHOLDS = (
    *(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9),
    *(0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999),
)
"""Fixed before any data are seen, so that an interval holds at each of them. Below a half, a class
that is by its own confidence more likely wrong than right would be accepted."""

_DIGITS = 4


class RiskPoint(Noun):
    """What a threshold does.

    Attributes:
        threshold: Confidences of at least this are accepted.
        accepted: How many decisions that are.
        coverage: Their share of all.
        wrong: How many of them are wrong.
        risk: Their share of the accepted; absent if nothing is accepted.
        interval: In which the true share lies, at all thresholds at once, with the curve's
            ``level`` of certainty.
    """

    threshold: Confidence
    accepted: int
    coverage: Confidence
    wrong: int
    risk: Confidence | None
    interval: tuple[Confidence, Confidence]


class RiskCurve(Noun):
    """Risk and coverage at all thresholds (El-Yaniv and Wiener, 2010).

    Attributes:
        subject: What was decided.
        decisions: How many decisions were measured.
        documents: Of how many documents.
        level: How certain it is that all intervals hold.
        is_guaranteed: Whether the intervals hold with this certainty for decisions drawn like
            these: where each is of a document of its own. Otherwise they are estimates, in which
            each document counts as a single witness.
        dataset_sha256: Digest of the labelled dataset.
        points: By threshold, ascending.
    """

    subject: Subject
    decisions: int
    documents: int
    level: float = Field(gt=0, lt=1)
    is_guaranteed: bool
    dataset_sha256: str
    points: tuple[RiskPoint, ...]


def risk_curve(decisions: Decisions, level: float = 0.95) -> RiskCurve:
    """Measure risk and coverage at all thresholds.

    Args:
        decisions: On pages that the model has not seen.
        level: How certain all intervals together shall be, above 0 and below 1.
    """
    documents = len(set(decisions.documents.tolist()))
    return RiskCurve(
        subject=decisions.subject,
        decisions=decisions.correct.size,
        documents=documents,
        level=level,
        is_guaranteed=documents == decisions.correct.size,
        dataset_sha256=decisions.dataset_sha256,
        points=tuple(_point(decisions, threshold, level) for threshold in THRESHOLDS),
    )


def _point(decisions: Decisions, threshold: float, level: float) -> RiskPoint:
    is_accepted = decisions.confidences >= threshold
    accepted = int(is_accepted.sum())
    wrong = int((is_accepted & ~decisions.correct).sum())
    witnesses = len(set(decisions.documents[is_accepted].tolist()))
    return RiskPoint(
        threshold=threshold,
        accepted=accepted,
        coverage=round(accepted / is_accepted.size, _DIGITS),
        wrong=wrong,
        risk=round(wrong / accepted, _DIGITS) if accepted else None,
        interval=exact_interval(
            wrong / accepted if accepted else 0.0, witnesses, (1 - level) / len(THRESHOLDS)
        ),
    )


def exact_interval(share: float, witnesses: int, doubt: float) -> tuple[float, float]:
    """The interval of Clopper and Pearson (1934) for a share that was observed.

    With ``doubt`` divided by the number of intervals (Bonferroni), all of them hold at once.

    Args:
        share: What was observed, 0 to 1.
        witnesses: Of how many independent cases.
        doubt: Chance that the true share lies outside.
    """
    from scipy.stats import beta  # figures are shown where it is not installed, too

    seen = share * witnesses
    low = beta.ppf(doubt / 2, seen, witnesses - seen + 1) if seen > 0 else 0.0
    high = beta.ppf(1 - doubt / 2, seen + 1, witnesses - seen) if seen < witnesses else 1.0
    return round(float(low), _DIGITS), round(float(high), _DIGITS)
