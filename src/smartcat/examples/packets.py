"""Packets: many documents in one file, put together so that what is hard to cut comes up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pymupdf

from smartcat.examples.applicant import draw_applicants
from smartcat.examples.document import Brief, compose
from smartcat.examples.labels import LABELS, LabelRow
from smartcat.examples.scan import draw_scan_style, scan, scan_blank_back
from smartcat.examples.scan_files import add_image_page, save_pdf
from smartcat.examples.values import draw_day
from smartcat.examples.wordings import Language, Wording


class Scenario(StrEnum):
    """What a stretch of a packet is made of."""

    SINGLE = "single"
    """One document of any class."""
    SAME_CLASS = "same-class"
    """Two or three documents of one class in succession, mostly of one issuer."""
    LETTER_BETWEEN = "letter-between"
    """A letter of one page between two bank statements of one bank."""
    DUPLEX = "duplex"
    """A scanned document with the blank backs of its pages."""


@dataclass(frozen=True)
class PacketOptions:
    """How packets are put together.

    Attributes:
        pages: About how many pages a packet has; the last document is not cut off.
        scenarios: What stretches are drawn from, one as often as another; repeat for more.
        scan_share: Share of the documents that are scans.
        german_share: Share of the packets that are mainly German.
    """

    pages: int = 30
    scenarios: tuple[Scenario, ...] = (
        *(Scenario.SINGLE,) * 4,
        *(Scenario.SAME_CLASS,) * 2,
        Scenario.LETTER_BETWEEN,
        Scenario.DUPLEX,
    )
    scan_share: float = 0.6
    german_share: float = 0.6


@dataclass(frozen=True)
class _Part:
    label: str
    issuer_seed: str
    is_scan: bool
    has_blank_backs: bool = False
    max_pages: int | None = None


_FEW_IN_OTHER_LANGUAGE = 0.12
_SAME_ISSUER = 0.7
_SCANNED_ELSEWHERE = 0.3
_OLDEST_DAYS = 150


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
            for part in _draw_parts(rng, options):
                packet.append(document, part)
        save_pdf(path, document)
    return packet.rows


def _draw_parts(rng: Random, options: PacketOptions) -> Iterator[_Part]:
    is_scan = rng.random() < options.scan_share
    issuer = str(rng.getrandbits(32))
    match rng.choice(options.scenarios):
        case Scenario.SAME_CLASS:
            label = rng.choice(LABELS)
            for index in range(rng.randint(2, 3)):
                other = "" if rng.random() < _SAME_ISSUER else str(index)
                yield _Part(label, issuer + other, is_scan)
        case Scenario.LETTER_BETWEEN:
            yield _Part("bank_statement", issuer, is_scan)
            yield _Part("letter", f"{issuer} letter", is_scan, max_pages=1)
            yield _Part("bank_statement", issuer, is_scan)
        case Scenario.DUPLEX:
            yield _Part(rng.choice(LABELS), issuer, is_scan=True, has_blank_backs=True)
        case _:
            yield _Part(rng.choice(LABELS), issuer, is_scan)


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
        self._count = 0

    def append(self, packet: Any, part: _Part) -> None:
        before = packet.page_count
        with self._compose(part) as document:
            if part.is_scan:
                self._append_scan(packet, document, part)
            else:
                packet.insert_pdf(document)
        self._count += 1
        self.rows.extend(self._row(part, page) for page in range(before, packet.page_count))

    def _compose(self, part: _Part) -> Any:
        language = self._draw_language()
        known: Mapping[str, str] = self._applicants[language]
        seed = self._rng.getrandbits(64)
        issued = self._handed_in - timedelta(days=self._rng.randint(1, _OLDEST_DAYS))
        for attempt in count():
            brief = Brief(
                part.label, language, self._wording, f"{seed} {attempt}",
                f"{part.issuer_seed} {attempt * bool(part.max_pages)}", known, part.is_scan, issued,
            )  # fmt: skip
            document = compose(brief)
            if part.max_pages is None or document.page_count <= part.max_pages:
                return document
            document.close()
        raise AssertionError("unreachable")

    def _draw_language(self) -> Language:
        if self._rng.random() < _FEW_IN_OTHER_LANGUAGE:
            return self._rng.choice(list(Language))
        return self._language

    def _append_scan(self, packet: Any, document: Any, part: _Part) -> None:
        is_other = self._rng.random() < _SCANNED_ELSEWHERE
        style = draw_scan_style(self._rng) if is_other else self._scanner
        for image in scan(document, style, self._rng):
            add_image_page(packet, image, style)
            if part.has_blank_backs:
                add_image_page(packet, scan_blank_back(image, style, self._rng), style)

    def _row(self, part: _Part, page_index: int) -> LabelRow:
        return LabelRow(
            path=self._file,
            page_number=page_index + 1,
            label=part.label,
            document=f"{self._name}-{self._count:03}",
            stream=self._name,
            text="",
            source="scan" if part.is_scan else "digital",
            wording=self._wording.value,
        )
