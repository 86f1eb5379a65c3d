"""Made-up pages of three classes, with some words in common."""

import random
from collections.abc import Callable

import pytest

from smartcat.dataset import LabelledPage
from smartcat.models import Page, TextSource

MakeSamples = Callable[..., list[LabelledPage]]

WORDS = {
    "invoice": "invoice amount due payable total net vat account bank transfer",
    "letter": "dear sincerely yours thank you for your kind reply regards",
    "memo": "memo to from subject date internal please note staff meeting",
}
COMMON = "the of and company page number 1999 street city office"


def sample(text: str, label: str, document: str) -> LabelledPage:
    page = Page(page_index=0, text=text, text_source=TextSource.SUPPLIED)
    return LabelledPage(page=page, label=label, document=document, stream=document, origin=document)


@pytest.fixture
def make_samples() -> MakeSamples:
    """Make so many documents of a page each for every class."""

    def make(documents: int = 12, labels: tuple[str, ...] = tuple(WORDS)) -> list[LabelledPage]:
        dice = random.Random(0)
        return [
            sample(
                " ".join(
                    dice.choices(WORDS[label].split(), k=6) + dice.choices(COMMON.split(), k=14)
                ),
                label,
                f"{label}-{number}",
            )
            for label in labels
            for number in range(documents)
        ]

    return make
