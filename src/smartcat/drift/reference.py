"""What a model bundle tells of the pages that it learned from."""

from collections.abc import Iterator

from smartcat.bundle import ClassesMetadata, ModelBundle, UsualPages
from smartcat.bundle.usual import KNOWN_TAKEN_FOR_UNKNOWN
from smartcat.drift.tallies import KNOWN, RANGES, UNKNOWN, Subject, Tallies, Tally


def expected(bundle: ModelBundle) -> Tallies:
    """What pages like those of training would look like.

    A bundle of an earlier version tells only the classes that the pages had, and what share of
    them looked like none of these.
    """
    classes = bundle.metadata.classes
    if classes is None:
        return {}
    return dict(_of_earlier(classes)) | (dict(_of_usual(classes.usual)) if classes.usual else {})


def _of_earlier(classes: ClassesMetadata) -> Iterator[tuple[Subject, Tally]]:
    pages = float(sum(classes.pages_per_label.values()))
    # Of how many documents the pages are is not told then: each counts.
    size = classes.usual.witnesses if classes.usual else pages
    yield Subject.CLASSES, Tally(dict(classes.pages_per_label), size)
    if classes.least_margin is not None:
        unknown = KNOWN_TAKEN_FOR_UNKNOWN * pages
        yield Subject.UNKNOWN_KINDS, Tally({KNOWN: pages - unknown, UNKNOWN: unknown}, size)


def _of_usual(usual: UsualPages) -> Iterator[tuple[Subject, Tally]]:
    yield Subject.CLASSES, Tally(dict(usual.guesses), usual.witnesses)
    all_pages = sum(usual.confidences)
    for subject, counts in (
        (Subject.CONFIDENCE, usual.confidences),
        (Subject.NEW_WORDS, usual.new_words),
        (Subject.OCR_CONFIDENCE, usual.ocr_confidences),
    ):
        if any(counts):
            pages = dict(zip(RANGES[subject], map(float, counts), strict=True))
            yield subject, Tally(pages, usual.witnesses * sum(counts) / all_pages)
