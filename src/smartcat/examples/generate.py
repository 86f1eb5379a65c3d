"""The whole dataset: single documents, packets and the table of labels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from smartcat.errors import AccessDeniedError, UsageError
from smartcat.examples.document import Brief, compose
from smartcat.examples.labels import LABELS, LabelRow, write_labels
from smartcat.examples.packets import PacketOptions, make_packet
from smartcat.examples.scan import draw_scan_style, scan
from smartcat.examples.scan_files import save_pdf, save_scan
from smartcat.examples.stretches import Scenario
from smartcat.examples.wordings import Language, Wording

_GERMAN_IN_TEN = 6
_PACKETS = "packets"
# Most stacks come from one scanner or one program, so the source does not tell where to cut.
_SCAN_SHARES = (1.0, 0.5, 1.0, 0.0, 1.0)


@dataclass(frozen=True)
class _Single:
    label: str
    index: int
    language: Language
    is_scan: bool


def make_examples(  # noqa: PLR0913 - all but the first are keywords
    directory: Path,
    *,
    seed: int = 0,
    documents_per_class: int = 20,
    packets: int = 10,
    wording: Wording = Wording.TRAINING,
    scenarios: Sequence[Scenario] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write a dataset of made-up home-loan paperwork.

    Args:
        directory: Where to; made if it is not there.
        seed: The same seed and arguments give the same bytes.
        documents_per_class: Single documents of each label; six of ten are German and half
            of them are scans.
        packets: Files with many documents each.
        wording: The pool of issuers, names, phrases and layouts to use.
        scenarios: What packets are made of; a mix of all if empty.
        progress: Called after each file with how many are done and how many there will be.

    Returns:
        The table of labels, ``labels.csv`` in the directory.

    Raises:
        UsageError: A number is negative.
        AccessDeniedError: The directory cannot be written.
    """
    if documents_per_class < 0 or packets < 0:
        raise UsageError("Numbers of documents and packets cannot be negative; give 0 or more.")
    singles = list(_singles(documents_per_class))
    total = len(singles) + packets
    rows: list[LabelRow] = []
    try:
        for done, single in enumerate(singles, start=1):
            rows += _make_single(directory, single, f"{wording} {seed}", wording)
            _report(progress, done, total)
        for index in range(packets):
            options = _packet_options(index, scenarios)
            rows += _make_packet(directory, index, seed, wording, options)
            _report(progress, len(singles) + index + 1, total)
        directory.mkdir(parents=True, exist_ok=True)
        write_labels(directory / "labels.csv", rows)
    except OSError as error:
        raise AccessDeniedError(
            f"Examples cannot be written to {directory}: {error.strerror}; name a folder "
            "that you may write to."
        ) from error
    return directory / "labels.csv"


def _report(progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _singles(documents_per_class: int) -> list[_Single]:
    return [
        _Single(
            label=label,
            index=index,
            language=Language.GERMAN if index * 7 % 10 < _GERMAN_IN_TEN else Language.ENGLISH,
            is_scan=index % 4 in {1, 2},
        )
        for label in LABELS
        for index in range(documents_per_class)
    ]


def _make_single(directory: Path, single: _Single, seed: str, wording: Wording) -> list[LabelRow]:
    name = f"{single.label} {single.index}"
    rng = Random(f"single {seed} {name}")
    contents, issuer = (str(rng.getrandbits(64)) for _ in range(2))
    folder = directory / "documents" / single.label
    folder.mkdir(parents=True, exist_ok=True)
    source = "scan" if single.is_scan else "digital"
    stem = f"{single.index + 1:04}-{single.language}-{source}"
    brief = Brief(
        single.label, single.language, wording, contents, issuer, is_stamped=single.is_scan
    )
    with compose(brief) as document:
        path = _save(folder / stem, document, rng, is_scan=single.is_scan)
        pages = document.page_count
    identity = f"{single.label}-{single.index + 1:04}"
    return [
        LabelRow(
            path=path.relative_to(directory).as_posix(),
            page_number=page_index + 1,
            label=single.label,
            document=identity,
            stream=identity,
            text="",
            source=source,
            wording=wording.value,
        )
        for page_index in range(pages)
    ]


def _save(stem: Path, document: Any, rng: Random, *, is_scan: bool) -> Path:
    if not is_scan:
        path = stem.with_suffix(".pdf")
        save_pdf(path, document)
        return path
    style = draw_scan_style(rng)
    path = stem.with_suffix(_draw_suffix(rng, document.page_count, style.mode))
    save_scan(path, list(scan(document, style, rng)), style)
    return path


def _draw_suffix(rng: Random, pages: int, mode: str) -> str:
    suffix = rng.choices((".pdf", ".tif", ".image"), (6, 2, 2))[0]
    if suffix != ".image":
        return suffix
    if pages > 1:
        return ".pdf"
    # PNG keeps the noise of grey scans, at ten times the size, so it is for two levels.
    return ".png" if mode in {"bilevel", "fax"} else ".jpg"


def _packet_options(index: int, scenarios: Sequence[Scenario]) -> PacketOptions:
    options = PacketOptions(scan_share=_SCAN_SHARES[index % len(_SCAN_SHARES)])
    return replace(options, scenarios=tuple(scenarios)) if scenarios else options


def _make_packet(
    directory: Path, index: int, seed: int, wording: Wording, options: PacketOptions
) -> list[LabelRow]:
    folder = directory / _PACKETS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{index + 1:04}.pdf"
    rows = make_packet(path, seed=seed * 100_003 + index, wording=wording, options=options)
    # A packet's own names are those of its file, which documents could have as well.
    return [
        replace(
            row,
            path=f"{_PACKETS}/{row.path}",
            document=f"packet-{row.document}",
            stream=f"packet-{row.stream}",
        )
        for row in rows
    ]
