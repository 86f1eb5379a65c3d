"""What a correction changes in a result, in numbers."""

from smartcat.corrections.corrected import pages_of_segments
from smartcat.models import CorrectedSegment, Correction, DocumentManifest, Noun


class Changes(Noun):
    """How many segments of a correction differ from what the model found, and in what.

    Attributes:
        classes: Of another class.
        boundaries: Of pages that the model had not put together like that.
        order: Whose pages belong in another order than they lie in.
        confirmed: Checked, and as the model has them.
        unchecked: Not looked at, and as the model has them.
    """

    classes: int = 0
    boundaries: int = 0
    order: int = 0
    confirmed: int = 0
    unchecked: int = 0


def changes_of(correction: Correction, manifest: DocumentManifest) -> Changes:
    """Count what a correction changes; a segment may differ in several ways."""
    found = pages_of_segments(manifest)
    together = set(map(frozenset, found))
    guesses: dict[int, str | None] = {}
    for segment, pages in zip(manifest.segments, found, strict=True):
        guess = segment.prediction.best_guess
        guesses |= dict.fromkeys(pages, guess.label if guess else None)
    classes = [one for one in correction.segments if _has_another_class(one, guesses)]
    boundaries = [one for one in correction.segments if frozenset(one.pages) not in together]
    order = [one for one in correction.segments if list(one.pages) != sorted(one.pages)]
    changed = {one.pages for one in (*classes, *boundaries, *order)}
    left = [one for one in correction.segments if one.pages not in changed]
    confirmed = sum(one.is_checked for one in left)
    return Changes(
        classes=len(classes),
        boundaries=len(boundaries),
        order=len(order),
        confirmed=confirmed,
        unchecked=len(left) - confirmed,
    )


def _has_another_class(said: CorrectedSegment, guesses: dict[int, str | None]) -> bool:
    """Whether a person gave a class that the model had not given all of the pages."""
    if said.label is None:
        return said.is_checked and any(guesses.get(page) is not None for page in said.pages)
    return any(guesses.get(page) != said.label for page in said.pages)
