"""How well the CPU seconds of documents are foretold by a probe of them.

    python benchmarks/predictor.py FOLDER... [--files 240] [--packets 12] [--write MACHINE]

Probes and reads up to ``--files`` files of each folder, and generated packets of text and scans.
Costs are fitted on every other document, and foretell the others, which the fit has not seen. With
``--write``, costs fitted on all documents are stored as those that SmartCat comes with, and
MACHINE says in general words what they were measured on.
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.examples import PacketOptions, Wording, make_packet
from smartcat.models import DocumentRef
from smartcat.plan import coefficients as shipped
from smartcat.plan.calibrating import (
    MeasuredDocument,
    Measurements,
    calibrate,
    fit,
    relative_errors,
)
from smartcat.plan.predictor import Amounts
from smartcat.read import OcrChoice, Reader, ReadingMode, ReadOptions
from smartcat.read.sampling import spaced
from smartcat.runs.measuring import measure_documents, measure_start
from smartcat.sorting import Sorter

PACKET_PAGES = 10
OPTIONS = ReadOptions(ocr=OcrChoice.TESSEROCR, reading=ReadingMode.FULL)
EFFORT = shipped.OcrEffort(
    dpi=150,
    dpi_exponent=0.4,
    languages=2,
    language_share=0.1,
    cascade_share=0.6,
    engines={"pytesseract": 2.4},
)
"""Of 30 real scans (`benchmarks/recognition.py`): from 150 to 300 dpi 1.3; a Tesseract for each
page 2.4; a second language costs pages in the first nothing, others 0.45. The cascade takes 0.50
to 0.66 of the full reading (`benchmarks/cascade.py`)."""


def main() -> None:
    """Measure, fit, and print what was missed by how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--files", type=int, default=240)
    parser.add_argument("--packets", type=int, default=12)
    parser.add_argument("--write", metavar="MACHINE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        paths = [file for folder in arguments.folders for file in files_of(folder, arguments.files)]
        paths += packets(Path(scratch), arguments.packets)
        measured = measure(paths)
    documents = measured.documents
    print(f"{len(documents)} documents, {measured.pages} pages", flush=True)
    report(fit(documents[::2]), documents[1::2])
    machine = arguments.write or "not written"
    start_s, today = measure_start(OPTIONS), datetime.now(UTC).date()
    calibration = calibrate(measured, shipped.shipped_coefficients(), start_s, machine, today)
    found = calibration.coefficients
    print(f"cross-validated on all: {calibration.median_relative_error:.1%}")
    print(f"with the coefficients so far: {calibration.median_relative_error_before:.1%}")
    print(f"sorting: {1000 * found.sort_page_s:.1f} ms a page; start: {found.start_s:.2f} s")
    if arguments.write:
        found = found.model_copy(update={"ocr_effort": EFFORT})
        Path(shipped.__file__).with_name("coefficients.json").write_text(
            found.model_dump_json(indent=2) + "\n", encoding="utf-8"
        )


def files_of(folder: Path, count: int) -> list[Path]:
    """Files below a folder, evenly spaced where there are more than are wanted."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [files[index] for index in spaced(range(len(files)), count)]


def packets(folder: Path, count: int) -> list[Path]:
    """Make packets, half of their documents scans."""
    paths = [folder / f"{seed}.pdf" for seed in range(count)]
    options = PacketOptions(pages=PACKET_PAGES, scan_share=0.5)
    for seed, path in enumerate(paths):
        make_packet(path, seed=seed, wording=Wording.TRAINING, options=options)
    return paths


def measure(paths: Sequence[Path]) -> Measurements:
    """Probe, read and sort documents; those that cannot be opened are left out."""
    documents = [DocumentRef(key=path.name, path=path) for path in paths]
    sorter = Sorter(load_bundle(starter_bundle_path()))
    with Reader(OPTIONS, jobs=2) as reader:
        return measure_documents(documents, OPTIONS, reader, sorter, lambda _done, _total: None)


def report(costs: shipped.ReadCosts, held_out: Sequence[MeasuredDocument]) -> None:
    """Print what predictions missed on documents that the fit has not seen."""
    with_ocr = [document for document in held_out if document.probe.ocr_pages]
    without = [document for document in held_out if not document.probe.ocr_pages]
    print(costs.model_dump_json())
    print(f"{'held out':18}{'n':>5}{'median error':>14}{'90 %':>8}{'sum / truth':>13}")
    for name, some in (("all", held_out), ("with OCR", with_ocr), ("without OCR", without)):
        errors = sorted(relative_errors(costs, some))
        predicted_s = sum(Amounts.of(document.probe).cost_s(costs) for document in some)
        share = predicted_s / sum(document.read_s for document in some)
        most = errors[int(0.9 * len(errors))]
        print(f"{name:18}{len(some):5}{statistics.median(errors):14.1%}{most:8.0%}{share:13.2f}")


if __name__ == "__main__":
    main()
