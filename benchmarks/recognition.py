"""What recognising scanned pages costs, and how many of their words it finds, by how it is done.

    python benchmarks/recognition.py FOLDER [--files 40] [--data NAME=FOLDER]... [--reference NAME]

Reads the first page of files that are pictures of paper, as SmartCat does without the cascade, in
all languages at once, at other resolutions, with a Tesseract for each page, and with other language
packs (``--data``: a folder of ``.traineddata``). Words of three letters and digits and
more are held against a reference, whole pages at 300 dpi with the packs named by ``--reference``,
by how often each of them is on a page. The reference is no truth, but the best there is.
"""

import argparse
import os
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from smartcat.models import TextSource
from smartcat.read import OcrChoice, ReadOptions
from smartcat.read.document import Document
from smartcat.read.ocr import OcrEngines, load_engines
from smartcat.read.page import read_page
from smartcat.read.sampling import spaced
from smartcat.read.sniff import HEAD_BYTES, sniff

FINE_DPI = 300
_WORD = re.compile(r"[^\W_]{3,}")
Words = Counter[str]


class Way(NamedTuple):
    """A way to recognise pages.

    Attributes:
        options: Resolution and languages.
        packs: Where the language packs are; absent: where they are looked for.
        knows_languages: Whether a page is read in the first language where that is its own.
    """

    options: ReadOptions
    packs: Path | None = None
    knows_languages: bool = True


class Outcome(NamedTuple):
    """What a way came to.

    Attributes:
        cpu_s: CPU seconds of each page, those of programs that were started with it.
        words: Of each page.
    """

    cpu_s: list[float]
    words: list[Words]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--data", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--reference", metavar="NAME")
    arguments = parser.parse_args()
    packs = {name: Path(folder) for name, _, folder in (s.partition("=") for s in arguments.data)}
    paths = scans(arguments.folder, arguments.files)
    fine = ReadOptions(ocr=OcrChoice.PYTESSERACT, dpi=FINE_DPI)
    reference = recognise(Way(fine, packs.get(arguments.reference)), paths).words
    print(f"{len(paths)} pages\n{'':28}{'CPU s':>8}{'ratio':>8}{'words found':>13}")
    usual_s = 0.0
    for name, way in ways(packs).items():
        outcome = recognise(way, paths)
        cpu_s = statistics.mean(outcome.cpu_s)
        usual_s = usual_s or cpu_s
        found = recall(outcome.words, reference)
        print(f"{name:28}{cpu_s:8.3f}{cpu_s / usual_s:8.2f}{found:13.1%}", flush=True)


def ways(packs: dict[str, Path]) -> dict[str, Way]:
    """All that is compared, by name; what SmartCat does comes first."""
    usual = ReadOptions(ocr=OcrChoice.TESSEROCR)
    finer = {f"{dpi} dpi": Way(usual.model_copy(update={"dpi": dpi})) for dpi in (120, 200, 300)}
    started = usual.model_copy(update={"ocr": OcrChoice.PYTESSERACT})
    return {
        "as SmartCat does": Way(usual),
        "all languages at once": Way(usual, knows_languages=False),
        **finer,
        "a Tesseract for each page": Way(started),
        "the same, 300 dpi": Way(started.model_copy(update={"dpi": FINE_DPI})),
        **{name: Way(usual, folder) for name, folder in packs.items()},
    }


def recognise(way: Way, paths: Iterable[Path]) -> Outcome:
    """Recognise the first pages of files; starting the engine is not counted."""
    if way.packs:
        os.environ["TESSDATA_PREFIX"] = str(way.packs)
    engines = load_engines(way.options.ocr, way.options.languages)
    os.environ.pop("TESSDATA_PREFIX", None)
    assert engines is not None
    if not way.knows_languages:
        engines.first_languages = engines.languages
    outcome = Outcome([], [])
    for path in (*list(paths)[:1], *paths):
        begun = _cpu_s()
        text = _read(path, way.options, engines)
        outcome.cpu_s.append(_cpu_s() - begun)
        outcome.words.append(Counter(_WORD.findall(text.lower())))
    return Outcome(outcome.cpu_s[1:], outcome.words[1:])


def _read(path: Path, options: ReadOptions, engines: OcrEngines | None) -> str:
    page = _open(path).page(0)
    return read_page(page, 0, options, lambda: engines).page.text


def _cpu_s() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def recall(found: list[Words], reference: list[Words]) -> float:
    """Mean share of the words of the reference; pages without any do not count."""
    pages = zip(found, reference, strict=True)
    shares = [(one & true).total() / true.total() for one, true in pages if true]
    return statistics.mean(shares)


def scans(folder: Path, count: int) -> list[Path]:
    """Files below a folder whose first page calls for OCR, evenly spaced."""
    found = list(_scans(sorted(path for path in folder.rglob("*") if path.is_file())))
    return [found[index] for index in spaced(range(len(found)), count)]


def _scans(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        page = read_page(_open(path).page(0), 0, ReadOptions(), lambda: None).page
        is_written = page.layout is not None and not page.layout.is_blank
        if page.text_source is not TextSource.TEXT_LAYER and is_written:
            yield path


def _open(path: Path) -> Document:
    with path.open("rb") as file:
        return Document.open(path, sniff(file.read(HEAD_BYTES)))


if __name__ == "__main__":
    main()
