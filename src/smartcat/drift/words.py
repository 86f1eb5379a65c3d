"""What people are told of drift, on the terminal and on the page."""

from smartcat.drift.result import Drift, DriftMeasure, DriftRange, Verdict
from smartcat.drift.tallies import Subject

TITLES = {
    Subject.CLASSES: "classes of pages",
    Subject.CONFIDENCE: "confidence",
    Subject.UNKNOWN_KINDS: "pages of an unknown kind",
    Subject.OUTCOMES: "why pages have no class",
    Subject.NEW_WORDS: "share of new words",
    Subject.OCR_CONFIDENCE: "confidence of the OCR",
}
VERDICTS = {
    Verdict.AS_BEFORE: "as before",
    Verdict.DRIFTED: "drifted",
    Verdict.TOO_FEW: "too few to tell",
    Verdict.NOT_KNOWN: "not known",
}
_NOT_NOW = {
    Subject.NEW_WORDS: "no texts of pages are kept with these results",
    Subject.OCR_CONFIDENCE: "no page was recognised",
}
_MEANINGS = {
    Subject.CLASSES: "other documents come in: the threshold may have to be chosen anew",
    Subject.CONFIDENCE: "the model is more or less sure than it was: label some and evaluate",
    Subject.UNKNOWN_KINDS: "kinds that the model does not know: label some, and train anew",
    Subject.OUTCOMES: "more or fewer pages need a person, or have no text",
    Subject.NEW_WORDS: "other wordings, issuers or languages: label some pages, and train anew",
    Subject.OCR_CONFIDENCE: "scans are better or worse: look at scanner, resolution, languages",
}


def explanation(measure: DriftMeasure) -> str:
    """Say what follows from a verdict."""
    if measure.verdict is Verdict.DRIFTED:
        return _MEANINGS[measure.subject]
    if measure.verdict is Verdict.TOO_FEW:
        return "not even a large change could be told from chance"
    if measure.unknown_side == "now":
        return _NOT_NOW.get(measure.subject, "no page of these results tells")
    if measure.unknown_side == "before":
        return "what it is compared with does not tell"
    return ""


def most_changed(measure: DriftMeasure) -> DriftRange | None:
    """The range whose share has changed most; absent if nothing was compared.

    Of two that are all there is, the one that holds fewer.
    """
    changes = ((round(abs(one.now - one.before), 4), -one.before, one) for one in measure.ranges)
    return max(changes, key=lambda change: change[:2], default=(0, 0, None))[2]


def odds(chance: float) -> str:
    """Write a small probability so that it can be imagined."""
    if chance >= 0.1:  # noqa: PLR2004 - from there on, a share says it as well
        return f"{chance:.0%}"
    return f"1 in {1 / chance:,.0f}" if chance >= 1e-6 else "less than 1 in a million"  # noqa: PLR2004


def conclusion(drift: Drift) -> str:
    """Sum up in a sentence."""
    drifted = [TITLES[one.subject] for one in drift.measures if one.verdict is Verdict.DRIFTED]
    if drifted:
        return f"These pages differ from before in: {', '.join(drifted)}."
    if any(one.verdict is Verdict.AS_BEFORE for one in drift.measures):
        return "As far as can be told, these pages look like those before."
    return "There is too little to tell whether these pages look like those before."


def advice(drift: Drift, *, is_training: bool) -> str | None:
    """What to do where the other side tells too little."""
    untold = [one for one in drift.measures if one.unknown_side == "before"]
    told_by_any = {Subject.OUTCOMES, Subject.OCR_CONFIDENCE}
    if not is_training or not {one.subject for one in untold} - told_by_any:
        return None
    return (
        "This model does not tell all of it: it is of an earlier version. Compare with an earlier "
        "run (--reference RUN), or train it anew."
    )
