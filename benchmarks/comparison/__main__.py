"""Compare SmartCat with other ways to sort paperwork, and write what came of it.

PYTHONPATH=benchmarks python -m comparison --ocrmypdf PYTHON [--data FOLDER] [--quick]
"""

import argparse
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from cascade import curve_of
from cold_start import measure_start_up
from imports import import_costs
from text_layer import measure_text_layer

from comparison.course import Course, by_place
from comparison.document import Findings, write_document
from comparison.floor import measure_ocr_alone
from comparison.halves import HALVES, OTHER, Scan, deal, scan_all
from comparison.long_scans import measure_long_scans
from comparison.machine import describe_machine, describe_versions
from comparison.paperwork import LabelledFile, chosen, made_up, with_text_layers
from comparison.race import race
from comparison.running import ContenderFailedError, Workplace
from comparison.smartcat_contender import smartcats
from comparison.text_contender import LANGUAGES, text_contenders
from comparison.threads import THREAD_LIMIT, measure_threads
from smartcat.bundle import load_bundle
from smartcat.read.ocr.language_packs import find_language_packs

_TOP = Path(__file__).parents[2]
_OUT = _TOP / "docs" / "benchmarks.md"
_QUICK_OUT = _TOP / "build" / "bench-quick" / "benchmarks.md"


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        documents: Of all classes together.
        pages: The first pages of each document.
        portions: Of each half.
        rounds: Of short programs; long ones have half as many.
        text_pages: Pages with a text layer that are made up where there are none.
        long_scans: Pages of scans whose memory is measured.
        threads: Documents on which Tesseract's threads are measured.
    """

    documents: int
    classes: int
    pages: int
    portions: int
    rounds: int
    text_pages: int
    long_scans: tuple[int, ...]
    threads: int


_FULL = Size(112, 20, 2, 3, 11, 300, (10, 1000, 3000), 4)
"""About twenty minutes on two cores."""
_QUICK = Size(16, 4, 1, 1, 3, 40, (10, 100), 2)


def main() -> None:
    """Compare, and write the document."""
    arguments = _arguments()
    size = _QUICK if arguments.quick else _FULL
    size = replace(size, documents=arguments.documents or size.documents)
    folder = Path(tempfile.mkdtemp(prefix="smartcat-bench-"))
    try:
        findings = compare(arguments, size, folder)
    except ContenderFailedError as error:
        raise SystemExit(f"{error}\nAll that it wrote is in {folder}") from error
    out = arguments.out or (_QUICK_OUT if arguments.quick else _OUT)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_document(findings, out)
    shutil.rmtree(folder)
    print(f"Written: {out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="comparison", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="a folder of files for each class")
    parser.add_argument("--documents", type=int, help="at most so many, of all classes together")
    parser.add_argument("--quick", action="store_true", help="little of all, to see that it works")
    parser.add_argument("--out", type=Path, help="the document to write")
    parser.add_argument("--ocrmypdf", type=Path, required=True, help="a Python that has OCRmyPDF")
    parser.add_argument("--at-once", type=int, default=min(os.cpu_count() or 1, 2))
    return parser.parse_args()


def compare(arguments: argparse.Namespace, size: Size, folder: Path) -> Findings:
    """Measure all there is to measure.

    Raises:
        ContenderFailedError: One of them failed.
    """
    machine = describe_machine()
    workplace = Workplace(folder, _environment(), arguments.at_once)
    data = arguments.data or made_up(folder / "paperwork")
    files = chosen(data, documents=size.documents, classes=size.classes)
    scans = scan_all(deal(files, size.portions), folder / "scans", pages=size.pages)
    course = Course(folder / "scans", folder / "made", arguments.ocrmypdf, by_place(scans))
    course.made.mkdir()
    first, *others = text_contenders(course)
    ours = smartcats(course)
    outcomes = race([*ours, first, *others], course, workplace)
    base = next(one for one in outcomes if one.name == first.name)
    first_portion = next(iter(course.portions.values()))
    floor_s = measure_ocr_alone([scan.path for scan in first_portion], workplace)
    some = scans[:: max(len(scans) // size.threads, 1)][: size.threads]
    texts = with_text_layers(files) if arguments.data else []
    return Findings(
        data=_describe(arguments.data, files, scans, size),
        is_made_up=arguments.data is None,
        scans=scans,
        at_once=arguments.at_once,
        outcomes=outcomes,
        base=base,
        floor_share=floor_s / base.laps[0].cpu_s_a_page,
        curve=curve_of(
            (load_bundle(ours[0].model(half)), course.scans / OTHER[half]) for half in HALVES
        ),
        text_layers=measure_text_layer(texts, size.text_pages, rounds=size.rounds // 2),
        start_up=measure_start_up(size.rounds),
        imports=import_costs(size.rounds),
        long_scans=measure_long_scans(size.long_scans, workplace),
        threads=measure_threads([scan.path for scan in some], course, workplace),
        thread_pages=sum(scan.pages for scan in some),
        machine=machine,
        versions=describe_versions(arguments.ocrmypdf),
    )


def _environment() -> dict[str, str]:
    """Return what programs see: both environments find the modules here, and the same packs."""
    packs = find_language_packs(tuple(LANGUAGES.split("+")))
    paths = [str(_TOP / "benchmarks"), str(_TOP / "src")]
    return os.environ | {
        THREAD_LIMIT: "1",
        "TESSDATA_PREFIX": str(packs.folder),
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _describe(data: Path | None, files: list[LabelledFile], scans: list[Scan], size: Size) -> str:
    where = (
        f"The folder `{data.resolve().name}`"
        if data
        else "Paperwork made up by `smartcat.examples`"
    )
    classes = len({file.label for file in files})
    pages = sum(scan.pages for scan in scans)
    bounds = f"at most {size.documents} documents, and at most {size.pages} pages of each"
    return f"{where}: {len(scans)} documents of {classes} classes, {pages} pages ({bounds})."


if __name__ == "__main__":
    main()
