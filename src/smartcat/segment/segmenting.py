"""Put segments together: pages between two cuts, their class, and what a person must look at."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

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
from smartcat.segment.boundaries import LIKELY
from smartcat.segment.cuts import Cut, Cuts
from smartcat.segment.observation import Observation
from smartcat.segment.page_order import order_doubt
from smartcat.segment.pooling import pooled

_DIGITS = 4
_TOP = 3


class Acceptance(NamedTuple):
    """What stands without review.

    Attributes:
        labels: The closed set of labels.
        dependence: How alike pages of one document err, for ``pooled``.
        class_threshold: Confidence from which a class stands.
        boundary_threshold: Confidence from which a cut, or no cut, stands.
    """

    labels: tuple[ClassLabel, ...] = ()
    dependence: float = 1.0
    class_threshold: float = 0.0
    boundary_threshold: float = 0.0


def segments_of(
    pages: Sequence[Observation], found: Cuts, acceptance: Acceptance, *, keep_separators: bool
) -> tuple[Segment, ...]:
    """Cut a stream.

    Args:
        pages: All its pages, in order.
        found: Where documents begin.
        acceptance: What stands without review.
        keep_separators: Whether separator sheets belong to the segment after them.

    Returns:
        Segments in order. They cover all pages but separator sheets that are not kept.
    """
    runs = list(_runs(pages, found, keep_separators=keep_separators))
    starts = [_cut_of(run, found) for run in runs]
    following = [*starts[1:], None][: len(runs)]
    return tuple(
        _segment(run, start, after, found, acceptance)
        for run, start, after in zip(runs, starts, following, strict=True)
    )


def _runs(
    pages: Sequence[Observation], found: Cuts, *, keep_separators: bool
) -> Iterator[list[Observation]]:
    """Split at cuts, and where sheets are dropped, so that no run has a gap.

    Blank pages stay with what is before them; kept sheets, and blank pages behind any sheet, stay
    with what follows.
    """
    run: list[Observation] = []
    held: list[Observation] = []
    is_behind_sheet = False
    for page in pages:
        if page.page_index in found.separators:
            is_behind_sheet = True
            if keep_separators:
                held.append(page)
                continue
            yield from filter(None, (run, held))
            run, held = [], []
        elif is_behind_sheet and page.result.is_blank:
            held.append(page)
        else:
            if run and page.page_index in found.cuts:
                yield run
                run = []
            run += [*held, page]
            held = []
            is_behind_sheet = False
    if run or held:
        yield [*run, *held]


def _cut_of(run: Sequence[Observation], found: Cuts) -> Cut | None:
    return next((found.cuts[one.page_index] for one in run if one.page_index in found.cuts), None)


def _segment(
    run: Sequence[Observation],
    start: Cut | None,
    after: Cut | None,
    found: Cuts,
    acceptance: Acceptance,
) -> Segment:
    prediction = _prediction(run, acceptance)
    about_class = list(_class_doubts(run, prediction))
    about_ends = list(_end_doubts(run, found, acceptance))
    return Segment(
        first_page=run[0].page_index,
        last_page=run[-1].page_index,
        prediction=prediction,
        start_confidence=start.confidence if start else None,
        end_confidence=after.confidence if after else None,
        cut_reasons=start.reasons if start else (),
        ends_in_doubt=bool(about_ends) or _is_doubtful(after, acceptance),
        needs_review=bool(about_ends or about_class),
        review_reasons=(*about_ends, *about_class),
    )


def _prediction(run: Sequence[Observation], acceptance: Acceptance) -> Prediction:
    scored = [one for one in run if one.probabilities is not None]
    if not scored:
        return Abstained(reason=_unscored_reason([one.result for one in run]))
    unknown = AbstentionReason.UNKNOWN_KIND
    known = [one for one in scored if one.result.prediction.reason is not unknown]
    counted = [one.probabilities for one in known or scored if one.probabilities is not None]
    probabilities = pooled(counted, acceptance.dependence)
    best = np.argsort(-probabilities, kind="stable")[:_TOP]
    top = tuple(
        LabelProbability(
            label=acceptance.labels[index],
            confidence=round(float(probabilities[index]), _DIGITS),
        )
        for index in best
    )
    if not known:
        return Abstained(reason=unknown, best_guess=top[0], top=top)
    if top[0].confidence < acceptance.class_threshold:
        return Abstained(reason=AbstentionReason.BELOW_THRESHOLD, best_guess=top[0], top=top)
    return Classified(label=top[0].label, confidence=top[0].confidence, top=top)


def _unscored_reason(run: Sequence[PageResult]) -> AbstentionReason:
    reasons = {page.prediction.reason for page in run}
    worst_first = (
        AbstentionReason.UNREADABLE,
        AbstentionReason.NO_CLASSES,
        AbstentionReason.NO_TEXT,
        AbstentionReason.BLANK,
    )
    return next((reason for reason in worst_first if reason in reasons), AbstentionReason.NO_TEXT)


def _class_doubts(run: Sequence[Observation], prediction: Prediction) -> Iterator[str]:
    """What to look at besides the ends: unreadable pages, doubtful classes, pages that differ."""
    for one in run:
        if one.result.failure:
            yield f"page {one.page_index + 1} could not be read: {one.result.failure}"
        elif one.result.prediction.reason is AbstentionReason.NO_TEXT:
            yield f"page {one.page_index + 1} has no text"
    guess = prediction.best_guess
    if prediction.reason is AbstentionReason.UNKNOWN_KIND:
        yield "it looks like none of the classes that the model knows"
    elif isinstance(prediction, Abstained) and guess is not None:
        yield f"{guess.label} is only {guess.confidence:.0%} likely"
    elif guess is None and all(one.result.is_blank for one in run):
        yield "nothing is written on these pages"
    for one in run:
        own = one.result.prediction
        if isinstance(own, Classified) and guess is not None and own.label != guess.label:
            yield f"page {one.page_index + 1} looks like {own.label}"


def _end_doubts(run: Sequence[Observation], found: Cuts, acceptance: Acceptance) -> Iterator[str]:
    """What to look at where it begins or ends, or should perhaps have been cut."""
    for one in run:
        score = found.scores.get(one.page_index)
        cut = found.cuts.get(one.page_index)
        if cut is not None and _is_doubtful(cut, acceptance):
            yield f"page {one.page_index + 1} begins a document with only {cut.confidence:.0%}"
        elif cut is None and score is not None and _is_weak(1 - score, acceptance):
            yield f"page {one.page_index + 1} may begin another document ({score:.0%})"
        if one.page_index in found.doubts:
            yield found.doubts[one.page_index]
    written = [one for one in run if not one.result.is_blank]
    if _may_go_on(written, found):
        yield f"page {written[-1].page_index + 1} may belong to the document after it"
    yield from order_doubt([(one.page_index, one.numbers) for one in written])


def _may_go_on(written: Sequence[Observation], found: Cuts) -> bool:
    """Whether a page that could not be read stands between two documents; no sheet parts them."""
    if not written or written[-1].result.failure is None:
        return False
    is_read = any(one.result.failure is None for one in written)
    later = (index for index in found.cuts if index > written[-1].page_index)
    follower = min(later, default=None)
    return is_read and follower is not None and follower - 1 not in found.separators


def _is_doubtful(cut: Cut | None, acceptance: Acceptance) -> bool:
    if cut is None or cut.confidence is None:
        return False
    return cut.confidence >= LIKELY and _is_weak(cut.confidence, acceptance)


def _is_weak(confidence: float, acceptance: Acceptance) -> bool:
    """Whether a decision does not stand; thresholds are rounded like confidences."""
    return round(confidence, _DIGITS) < acceptance.boundary_threshold
