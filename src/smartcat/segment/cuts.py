"""Where documents begin: each way to split gives its cuts, and those of all ways are joined."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Never

from smartcat.models import Confidence, Separator, SeparatorKind
from smartcat.segment.boundaries import LIKELY, BoundaryScorer
from smartcat.segment.keys import misread_keys
from smartcat.segment.observation import Observation
from smartcat.segment.separators import find_backs, find_separators, unread_separator
from smartcat.segment.split import SplitMode, SplitOptions

_NONE: Mapping[int, Never] = MappingProxyType({})


class Cut(NamedTuple):
    """A document begins at a page.

    Attributes:
        confidence: Probability of it; absent where it was not scored.
        reasons: Why, in words.
    """

    confidence: Confidence | None
    reasons: tuple[str, ...]


class Cuts(NamedTuple):
    """All that is known of boundaries in a stream, by page index.

    Attributes:
        cuts: Where documents begin.
        scores: Probability that one begins, wherever it was scored.
        separators: The pages that are separators.
        doubts: What a person should look at, by the page that it is about.
    """

    cuts: Mapping[int, Cut] = _NONE
    scores: Mapping[int, Confidence] = _NONE
    separators: Mapping[int, Separator] = _NONE
    doubts: Mapping[int, str] = _NONE


def find_cuts(
    pages: Sequence[Observation], options: SplitOptions, scorer: BoundaryScorer | None
) -> Cuts:
    """Find where documents begin, in all ways that were asked for.

    Args:
        pages: The stream.
        options: How to split it.
        scorer: The boundary model, if the bundle has one.
    """
    modes = options.modes
    separators, doubts = _separators(pages, options)
    content = [one for one in pages if one.page_index not in separators]
    written = [one for one in content if not one.result.is_blank]
    cuts: dict[int, Cut] = {}
    scores: dict[int, Confidence] = {}
    if SplitMode.AUTO in modes and scorer is not None:
        scores, cuts = _scored(written, scorer)
    elif SplitMode.AUTO in modes or SplitMode.CLASS in modes:
        cuts.update(_by_class(written))
    if SplitMode.PAGE in modes:
        cuts.update({one.page_index: Cut(None, ()) for one in content[1:]})
    if SplitMode.KEY in modes:
        cuts.update(_by_key(written, doubts))
    cuts.update(_after_separators(pages, separators))
    return Cuts(cuts, scores, separators, doubts)


def _separators(
    pages: Sequence[Observation], options: SplitOptions
) -> tuple[dict[int, Separator], dict[int, str]]:
    if SplitMode.SEPARATORS not in options.modes:
        return {}, {}
    rules = options.rules()
    sheets = [one.sheet for one in pages if one.sheet is not None]
    found = find_backs(sheets, find_separators(sheets, rules))
    separators = {
        page.page_index: separator
        for page, separator in zip(sheets, found, strict=True)
        if separator
    }
    unread = ((page.page_index, unread_separator(page, rules)) for page in sheets)
    return separators, {index: doubt for index, doubt in unread if doubt}


def _scored(
    pages: Sequence[Observation], scorer: BoundaryScorer
) -> tuple[dict[int, Confidence], dict[int, Cut]]:
    clues = [one.clues for one in pages if one.clues is not None]
    scores, cuts = {}, {}
    for page, boundary in zip(clues[1:], scorer.score(clues), strict=True):
        scores[page.page_index] = boundary.confidence
        if boundary.confidence >= LIKELY:
            cuts[page.page_index] = Cut(boundary.confidence, boundary.reasons)
    return scores, cuts


def _by_class(pages: Sequence[Observation]) -> Iterator[tuple[int, Cut]]:
    current = None
    for one in pages:
        guess = one.result.prediction.best_guess
        if guess is None:
            continue
        if current is not None and guess.label != current:
            reason = f"the class changes from {current} to {guess.label}"
            yield one.page_index, Cut(None, (reason,))
        current = guess.label


def _by_key(pages: Sequence[Observation], doubts: dict[int, str]) -> Iterator[tuple[int, Cut]]:
    misread = misread_keys([one.key for one in pages])
    current = None
    for one in pages:
        if one.key is None:
            continue
        if one.key in misread:
            doubt = (
                f"the key on page {one.page_index + 1} is one character off that of other pages, "
                "and taken for misread"
            )
            known = doubts.get(one.page_index)
            doubts[one.page_index] = f"{known}; {doubt}" if known else doubt
        key = misread.get(one.key, one.key)
        if current is not None and key != current:
            yield one.page_index, Cut(None, ("the key has another value than before",))
        current = key


def _after_separators(
    pages: Sequence[Observation], separators: Mapping[int, Separator]
) -> Iterator[tuple[int, Cut]]:
    """Several sheets, and blank backs of theirs, are one parting."""
    sheet: Separator | None = None
    for one in pages:
        if one.page_index in separators:
            found = separators[one.page_index]
            sheet = sheet if sheet and found.kind is SeparatorKind.BLANK else found
        elif sheet is not None and not one.result.is_blank:
            yield one.page_index, Cut(None, (f"a separator sheet ({sheet.kind}) stands before it",))
            sheet = None
