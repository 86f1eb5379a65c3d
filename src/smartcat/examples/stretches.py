"""What stretches of packets are made of, so that what is hard to cut comes up."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

from smartcat.examples.labels import LABELS
from smartcat.examples.running import RunningWish


class Scenario(StrEnum):
    """What a stretch of a packet is made of."""

    SINGLE = "single"
    """One document of any class."""
    SAME_CLASS = "same-class"
    """Two or three documents of one class in succession, mostly of one issuer."""
    LETTER_BETWEEN = "letter-between"
    """A letter of one page between two bank statements of one bank; some are the bank's own."""
    DUPLEX = "duplex"
    """A scanned document with the blank backs of its pages, or of the last one only."""
    RUNNING_HEADER = "running-header"
    """A long contract with a header on every page, between short documents mostly of its party."""
    UPSIDE_DOWN = "upside-down"
    """A scanned document of several pages, one of which was fed upside down."""
    OUT_OF_ORDER = "out-of-order"
    """A document with page numbers whose pages were fed, or merged, in the wrong order."""
    CONTINUED = "continued"
    """Two documents of several pages: one with page numbers, one without."""


class Backs(StrEnum):
    """Which backs of sheets are blank."""

    NOT_SCANNED = "not-scanned"
    EVERY = "every"
    LAST = "last"
    """The sheets were printed on both sides, so only that of an odd last page is blank."""

    def is_blank_behind(self, page_index: int, pages: int) -> bool:
        """Return whether the scan of a page is followed by that of a blank back.

        Args:
            page_index: The page, 0-based.
            pages: How many printed pages the document has.
        """
        if self is Backs.LAST and pages % 2:
            return page_index == pages - 1
        # An even number of pages on both sides leaves no back blank, and a scenario needs some,
        # so those sheets count as printed on one side.
        return self is not Backs.NOT_SCANNED


@dataclass(frozen=True)
class Part:
    """A document that a packet is to have.

    Attributes:
        label: Its class label.
        issuer_seed: Draws its issuer.
        is_scan: Whether its pages are images.
        pages: The least and the most that it may have.
        min_clauses_pages: How long its clauses go on.
        party: The label whose issuers it comes from; its own if empty.
        wish: What the edges of its pages must have.
        backs: Which backs are blank.
        has_turned_page: Whether one page is upside down.
        is_shuffled: Whether its pages are in the wrong order.
    """

    label: str
    issuer_seed: str
    is_scan: bool
    pages: tuple[int, int] = (1, 99)
    min_clauses_pages: int = 1
    party: str = ""
    wish: RunningWish = field(default_factory=RunningWish)
    backs: Backs = Backs.NOT_SCANNED
    has_turned_page: bool = False
    is_shuffled: bool = False


# What comes from the other party of a contract as well.
_CONTRACTS = {
    "building_description": ("letter",),
    "employment_contract": ("letter", "payslip"),
    "insurance_policy": ("letter",),
    "loan_offer": ("letter", "bank_statement"),
    "purchase_contract": ("letter",),
}
_UNNUMBERED = {"floor_plan", "id_card"}
_OFTEN_SHORT = _UNNUMBERED | {"letter", "payslip"}
_SEVERAL = tuple(label for label in LABELS if label not in _UNNUMBERED)
_MANY = tuple(label for label in LABELS if label not in _OFTEN_SHORT)
# Contracts hardly ever end on their second page.
_SHORT = tuple(label for label in _SEVERAL if label not in _CONTRACTS)
_SAME_ISSUER = 0.7
_LETTER_OF_THE_BANK = 0.4
_LONG_WITH_NUMBERS = 0.8
_PRINTED_ON_BOTH_SIDES = 0.35


def draw_stretch(scenario: Scenario, rng: Random, *, is_scan: bool) -> Iterator[Part]:
    """Draw the documents of a stretch; ``is_scan`` holds where the scenario does not settle it."""
    issuer = str(rng.getrandbits(32))
    match scenario:
        case Scenario.SINGLE:
            yield Part(rng.choice(LABELS), issuer, is_scan)
        case Scenario.SAME_CLASS:
            yield from _same_class(rng, issuer, is_scan=is_scan)
        case Scenario.LETTER_BETWEEN:
            yield Part("bank_statement", issuer, is_scan)
            yield _letter(rng, issuer, is_scan=is_scan)
            yield Part("bank_statement", issuer, is_scan)
        case Scenario.DUPLEX:
            backs = Backs.LAST if rng.random() < _PRINTED_ON_BOTH_SIDES else Backs.EVERY
            yield Part(rng.choice(LABELS), issuer, is_scan=True, backs=backs)
        case Scenario.RUNNING_HEADER:
            yield from _running_header(rng, issuer, is_scan=is_scan)
        case Scenario.UPSIDE_DOWN:
            label = rng.choice(_SEVERAL)
            yield Part(label, issuer, is_scan=True, pages=(2, 10), has_turned_page=True)
        case Scenario.OUT_OF_ORDER:
            numbered = Part(rng.choice(_MANY), issuer, is_scan, wish=RunningWish(True))
            yield replace(numbered, pages=(3, 10), is_shuffled=True)
        case Scenario.CONTINUED:
            for has_numbers in rng.sample((True, False), 2):
                seed, wish = str(rng.getrandbits(32)), RunningWish(has_numbers)
                yield Part(rng.choice(_SEVERAL), seed, is_scan, pages=(2, 12), wish=wish)


def _same_class(rng: Random, issuer: str, *, is_scan: bool) -> Iterator[Part]:
    label = rng.choice(LABELS)
    for index in range(rng.randint(2, 3)):
        other = "" if rng.random() < _SAME_ISSUER else str(index)
        yield Part(label, issuer + other, is_scan)


def _letter(rng: Random, issuer: str, *, is_scan: bool) -> Part:
    letter = Part("letter", f"{issuer} letter", is_scan, pages=(1, 1))
    if rng.random() < _LETTER_OF_THE_BANK:
        return replace(letter, issuer_seed=issuer, party="bank_statement")
    return letter


def _running_header(rng: Random, issuer: str, *, is_scan: bool) -> Iterator[Part]:
    contract = rng.choice(tuple(_CONTRACTS))
    wish = RunningWish(rng.random() < _LONG_WITH_NUMBERS, has_heads=True)
    yield _short(rng, issuer, contract, is_scan=is_scan)
    yield Part(contract, issuer, is_scan, (6, 12), rng.randint(6, 11), wish=wish)
    yield _short(rng, issuer, contract, is_scan=is_scan)


def _short(rng: Random, issuer: str, contract: str, *, is_scan: bool) -> Part:
    if rng.random() < _SAME_ISSUER:
        label = rng.choice(_CONTRACTS[contract])
        return Part(label, issuer, is_scan, pages=(1, 2), party=contract)
    return Part(rng.choice(_SHORT), f"{issuer} short", is_scan, pages=(1, 2))
