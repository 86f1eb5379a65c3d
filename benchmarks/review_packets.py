"""Packets that are made up to be looked at: a cheap PDF, and a manifest that has mistakes in it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pymupdf

from smartcat.manifest import derive_document_id, store_manifest
from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    DocumentManifest,
    Execution,
    LabelProbability,
    ModelIdentity,
    PageResult,
    Segment,
    Software,
    Source,
    TextSource,
)
from smartcat.sources import digest_and_size
from smartcat.store import FolderStore

LABELS = ("bank_statement", "invoice", "letter", "payslip", "tax_assessment", "utility_bill")
MODEL = "ab" * 32
_SURE, _UNSURE = 0.97, 0.55
_LIKELY_START, _UNLIKELY_START = 0.42, 0.01


class Told(NamedTuple):
    """A segment as the manifest has it.

    Attributes:
        label: The class that it is given.
        pages: How many pages it has.
        instead: The class that it has really, which is then the second best.
        missed: 0-based position in it of a page at which another document begins really.
        is_doubtful: Whether a person must look at it.
    """

    label: str
    pages: int
    instead: str | None = None
    missed: int | None = None
    is_doubtful: bool = False


def write_packet(
    folder: Path, told: Sequence[Told], name: str = "packet.pdf", key: str | None = None
) -> DocumentManifest:
    """Draw a PDF, and store a manifest of it in the results folder beside it.

    Args:
        folder: Where to; the results are in ``results`` there.
        told: The segments.
        name: What the file is called.
        key: What the manifest calls it.
    """
    path = folder / name
    draw_pages(path, [one.instead or one.label for one in told for _ in range(one.pages)])
    manifest = manifest_of(path, told, key or name)
    store_manifest(FolderStore(folder / "results"), manifest)
    return manifest


def draw_pages(path: Path, headings: Sequence[str]) -> None:
    """Draw a PDF of pages with a heading and a few lines each."""
    document = pymupdf.open()
    for number, heading in enumerate(headings, start=1):
        page = document.new_page(width=595, height=842)
        page.insert_text((60, 90), heading, fontsize=26)
        for line in range(30):
            page.insert_text(
                (60, 130 + 20 * line),
                f"Line {line} of page {number} says a few words more",
                fontsize=11,
            )
    document.save(path, garbage=3, deflate=True)


def manifest_of(path: Path, told: Sequence[Told], key: str) -> DocumentManifest:
    """Make up what came out for a document."""
    sha256, size_bytes = digest_and_size(path)
    pages = tuple(_pages(told))
    segments = tuple(_segments(told))
    return DocumentManifest(
        document_id=derive_document_id(key, sha256, MODEL, {}),
        status="done",
        source=Source(
            key=key,
            sha256=sha256,
            size_bytes=size_bytes,
            media_type="application/pdf",
            page_count=len(pages),
        ),
        model=ModelIdentity(sha256=MODEL, name="made up"),
        software=Software(smartcat="0", reader=None, ocr=None),
        settings={},
        pages=pages,
        segments=segments,
        needs_review=any(one.needs_review for one in segments),
        execution=Execution(
            path=str(path), host="here", started_at=datetime(2026, 11, 27, tzinfo=UTC), cpu_s=0.0
        ),
    )


def _segments(told: Sequence[Told]) -> Iterator[Segment]:
    first_page = 0
    for one in told:
        yield Segment(
            first_page=first_page,
            last_page=first_page + one.pages - 1,
            prediction=_prediction(one),
            start_confidence=_SURE if first_page else None,
            cut_reasons=("it reads like a first page",) if first_page else (),
            needs_review=one.is_doubtful,
            review_reasons=("it may be another class",) if one.is_doubtful else (),
        )
        first_page += one.pages


def _pages(told: Sequence[Told]) -> Iterator[PageResult]:
    page_index = 0
    for one in told:
        for position in range(one.pages):
            yield PageResult(
                page_index=page_index,
                prediction=_prediction(one),
                boundary_confidence=_start_confidence(one, position),
                is_blank=False,
                text_source=TextSource.TEXT_LAYER,
                ocr_confidence=None,
                width_pt=595.0,
                height_pt=842.0,
                orientation=0,
                failure=None,
            )
            page_index += 1


def _start_confidence(one: Told, position: int) -> float:
    if position == 0:
        return _SURE
    return _LIKELY_START if position == one.missed else _UNLIKELY_START


def _prediction(one: Told) -> Classified | Abstained:
    second = one.instead or next(label for label in LABELS if label != one.label)
    confidence = _UNSURE if one.is_doubtful else _SURE
    top = (
        LabelProbability(label=one.label, confidence=confidence),
        LabelProbability(label=second, confidence=round(1 - confidence, 4)),
    )
    evidence = ("amount", "account", "balance")
    if one.is_doubtful:
        return Abstained(
            reason=AbstentionReason.BELOW_THRESHOLD, best_guess=top[0], top=top, evidence=evidence
        )
    return Classified(label=one.label, confidence=confidence, top=top, evidence=evidence)
