"""Pages as the segment stage sees them, made by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from smartcat.models import (
    GRID_COLUMNS,
    GRID_ROWS,
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    Page,
    PageCode,
    PageLayout,
    PageResult,
    Prediction,
    TextSource,
)
from smartcat.segment import (
    Observation,
    clues_of,
    document_frequencies,
    numbers_on,
    pair_features,
    rarity_of,
)

Observe = Callable[..., Observation]

LABELS = ("a", "b", "c")
CELLS = GRID_ROWS * GRID_COLUMNS
THRESHOLD = 0.7
BLANK = PageLayout(ink_fraction=0, ink_grid=(0,) * CELLS, is_blank=True)
FADED = PageLayout(ink_fraction=0.004, ink_grid=(1,) * CELLS, is_blank=True)
SHEET = PageLayout(ink_fraction=0.02, ink_grid=(40,) * 9 + (0,) * (CELLS - 9), is_blank=False)
PRINTED = PageLayout(ink_fraction=0.1, ink_grid=(25,) * CELLS, is_blank=False)


@pytest.fixture(scope="session")
def observe() -> Observe:
    """Make a page: of a label, blank, faded, failed, or with a code; with a text or a key."""
    return _observe


def _observe(  # noqa: PLR0913 - what a page may be like
    page_index: int,
    label: str | None = None,
    confidence: float = 0.9,
    *,
    text: str = "",
    code: PageCode | None = None,
    layout: str = "printed",
    failure: str | None = None,
    key: str | None = None,
) -> Observation:
    layouts = {"printed": PRINTED, "blank": BLANK, "faded": FADED, "sheet": SHEET}
    page = Page(
        page_index=page_index,
        text=text,
        layout=None if failure else layouts[layout],
        codes=(code,) if code else (),
        failure=failure,
    )
    is_blank = layout in {"blank", "faded"}
    probabilities = None
    if label is not None:
        probabilities = np.full(len(LABELS), (1 - confidence) / (len(LABELS) - 1))
        probabilities[LABELS.index(label)] = confidence
    result = PageResult(
        page_index=page_index,
        prediction=_prediction(label, confidence, failure, is_blank=is_blank),
        is_blank=is_blank,
        text_source=TextSource.OCR,
        ocr_confidence=None,
        width_pt=595,
        height_pt=842,
        orientation=0,
        failure=failure,
    )
    clues = None if is_blank or failure else clues_of(page, np.zeros(4), probabilities)
    return Observation(result, probabilities, numbers_on(page), clues, page, key)


def _prediction(
    label: str | None, confidence: float, failure: str | None, *, is_blank: bool
) -> Prediction:
    if label is None:
        unreadable = AbstentionReason.UNREADABLE if failure else AbstentionReason.NO_TEXT
        return Abstained(reason=AbstentionReason.BLANK if is_blank else unreadable)
    guess = LabelProbability(label=label, confidence=confidence)
    if confidence < THRESHOLD:
        return Abstained(reason=AbstentionReason.BELOW_THRESHOLD, best_guess=guess)
    return Classified(label=label, confidence=confidence, top=(guess,))


@pytest.fixture(scope="session")
def feature_names() -> tuple[str, ...]:
    """Names of the features of a pair of pages."""
    pages = [clues_of(Page(page_index=index), np.zeros(4), None) for index in range(2)]
    [row] = pair_features(pages, rarity_of(pages, document_frequencies(pages)), page_size=True)
    return tuple(row)
