"""Packets: many documents in one file, put together so that what is hard to cut comes up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pymupdf

from smartcat.examples.applicant import draw_applicants
from smartcat.examples.document import Brief, compose
from smartcat.examples.labels import LabelRow
from smartcat.examples.scan import draw_scan_style, scan, scan_blank_back
from smartcat.examples.scan_files import add_image_page, save_pdf
from smartcat.examples.stretches import Part, Scenario, draw_stretch
from smartcat.examples.theme import A4, LETTER
from smartcat.examples.values import draw_day
from smartcat.examples.wordings import Language, Wording

_FAIR_MIX = (
    *(Scenario.SINGLE,) * 6,
    *(Scenario.SAME_CLASS,) * 3,
    *(Scenario.LETTER_BETWEEN,) * 2,
    *(Scenario.DUPLEX,) * 2,
    *(Scenario.UPSIDE_DOWN,) * 2,
    *(Scenario.OUT_OF_ORDER,) * 2,
    *(Scenario.CONTINUED,) * 2,
    # Has as many pages as six of the others.
    Scenario.RUNNING_HEADER,
)


@dataclass(frozen=True)
class PacketOptions:
    """How packets are put together.

    Attributes:
        pages: About how many pages a packet has; the last stretch is not cut off.
        scenarios: What stretches are drawn from, one as often as another; repeat for more.
        scan_share: Share of the stretches that are scans, but those that always are.
        german_share: Share of the packets that are mainly German.
    """

    pages: int = 30
    scenarios: tuple[Scenario, ...] = _FAIR_MIX
    scan_share: float = 0.6
    german_share: float = 0.6


_FEW_IN_OTHER_LANGUAGE = 0.12
_SCANNED_ELSEWHERE = 0.12
_OTHER_PAPER = 0.06
_LETTER_PAPER = {Language.GERMAN: 0.03, Language.ENGLISH: 0.3}
_OLDEST_DAYS = 150
_ATTEMPTS = 12
"""Some layouts hardly ever give so few pages, or so many."""


def make_packet(
    path: Path, *, seed: int, wording: Wording, options: PacketOptions | None = None
) -> list[LabelRow]:
    """Write one packet as a PDF.

    Args:
        path: The PDF to write; its folder must exist.
        seed: Packets of the same seed, wording and options have the same bytes.
        wording: The pool to make it from.
        options: How it is put together.

    Returns:
        One row a page, in order, with ``path`` as the name of the file.
    """
    options = options or PacketOptions()
    rng = Random(f"packet {wording} {seed} {options}")
    packet = _Packet(path.name, path.stem, wording, rng, options)
    with pymupdf.open() as document:
        while document.page_count < options.pages:
            scenario = rng.choice(options.scenarios)
            is_scan = rng.random() < options.scan_share
            language = packet.draw_language()
            for part in draw_stretch(scenario, rng, is_scan=is_scan):
                packet.append(document, part, scenario, language)
        save_pdf(path, document)
    return packet.rows


class _Packet:
    def __init__(
        self, file: str, name: str, wording: Wording, rng: Random, options: PacketOptions
    ) -> None:
        self.rows: list[LabelRow] = []
        self._file = file
        self._name = name
        self._wording = wording
        self._rng = rng
        self._applicants = draw_applicants(wording, rng)
        self._handed_in = draw_day(rng)
        self._scanner = draw_scan_style(rng)
        is_german = rng.random() < options.german_share
        self._language = Language.GERMAN if is_german else Language.ENGLISH
        self._paper = LETTER if rng.random() < _LETTER_PAPER[self._language] else A4
        self._count = 0

    def draw_language(self) -> Language:
        """Draw the language of a stretch."""
        if self._rng.random() < _FEW_IN_OTHER_LANGUAGE:
            return self._rng.choice(list(Language))
        return self._language

    def append(self, packet: Any, part: Part, scenario: Scenario, language: Language) -> None:
        """Append a document and its rows."""
        self._count += 1
        with self._compose(part, language) as document:
            order = list(range(document.page_count))
            if part.is_shuffled and len(order) > 1:
                order = draw_wrong_order(len(order), self._rng)
                document.select(order)
            if part.is_scan:
                blanks = list(self._append_scan(packet, document, part))
            else:
                packet.insert_pdf(document)
                blanks = [False] * document.page_count
        places = order if part.is_shuffled else range(len(blanks))
        for place, is_blank in zip(places, blanks, strict=True):
            row = self._row(part, scenario, is_blank=is_blank)
            self.rows.append(replace(row, document_page=place + 1))

    def _compose(self, part: Part, language: Language) -> Any:
        """Compose documents of the issuer until one has as many pages as it should, or nearly."""
        seed = str(self._rng.getrandbits(64))
        issued = self._handed_in - timedelta(days=self._rng.randint(1, _OLDEST_DAYS))
        paper = None if self._rng.random() < _OTHER_PAPER else self._paper
        least, most = part.pages
        nearest: tuple[int, Any] | None = None
        for attempt in range(_ATTEMPTS):
            brief = Brief(
                part.label, language, self._wording, seed, part.issuer_seed,
                known=self._applicants[language], is_stamped=part.is_scan, issued=issued,
                paper=paper, party=part.party, wish=part.wish,
                min_pages=part.min_clauses_pages, attempt=attempt,
            )  # fmt: skip
            document = compose(brief)
            excess = max(least - document.page_count, document.page_count - most, 0)
            if nearest is None or excess < nearest[0]:
                document, nearest = (nearest and nearest[1]), (excess, document)
            if document is not None:
                document.close()
            if not nearest[0]:
                break
        assert nearest is not None
        return nearest[1]

    def _append_scan(self, packet: Any, document: Any, part: Part) -> Iterator[bool]:
        """Append the images; give for each whether it is a blank back."""
        is_other = self._rng.random() < _SCANNED_ELSEWHERE
        style = draw_scan_style(self._rng) if is_other else self._scanner
        pages = document.page_count
        turned = self._rng.randrange(pages) if part.has_turned_page else None
        for index, image in enumerate(scan(document, style, self._rng, turned)):
            add_image_page(packet, image, style)
            yield False
            if part.backs.is_blank_behind(index, pages):
                add_image_page(packet, scan_blank_back(image, style, self._rng), style)
                yield True

    def _row(self, part: Part, scenario: Scenario, *, is_blank: bool) -> LabelRow:
        return LabelRow(
            path=self._file,
            page_number=len(self.rows) + 1,
            label="" if is_blank else part.label,
            document=f"{self._name}-{self._count:03}",
            stream=self._name,
            text="",
            source="scan" if part.is_scan else "digital",
            wording=self._wording.value,
            scenario=scenario.value,
        )


def draw_wrong_order(pages: int, rng: Random) -> list[int]:
    """Return page indexes as somebody drops or feeds them: two swapped, reversed, last first."""
    order = list(range(pages))
    match rng.choice(("swapped", "reversed", "last-first")):
        case "swapped":
            first, second = rng.sample(order, 2)
            order[first], order[second] = second, first
        case "reversed":
            order.reverse()
        case _:
            order.insert(0, order.pop())
    return order
