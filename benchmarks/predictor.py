"""How well the CPU seconds of documents are foretold by a probe of them.

    python benchmarks/predictor.py FOLDER... [--files 240] [--packets 12] [--write MACHINE]

Probes and reads up to ``--files`` files of each folder, and generated packets of text and scans.
Costs are fitted on every other document, and foretell the others, which the fit has not seen. With
``--write``, costs fitted on all documents are stored as those that SmartCat comes with, and
MACHINE says in general words what they were measured on.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import medians
from stage_costs import cpu_s

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.examples import PacketOptions, Wording, make_packet
from smartcat.models import DocumentRef, Page
from smartcat.plan import coefficients as shipped
from smartcat.plan.calibrating import (
    MeasuredDocument,
    cross_validated_error,
    fit,
    relative_errors,
)
from smartcat.plan.predictor import Amounts
from smartcat.read import DocumentProbe, Reader, ReadOptions, ReadRequest
from smartcat.read.probe import spaced
from smartcat.sorting import Sorter

PACKET_PAGES = 10
GET_READY = """
import boto3, pymupdf
from smartcat import pipeline
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.read import OcrChoice
from smartcat.read.ocr import load_engine
pipeline.Sorter(load_bundle(starter_bundle_path()))
load_engine(OcrChoice.TESSEROCR, ("eng", "deu"))
"""
"""What a worker does before its first page, in the processes that it has."""
EFFORT = shipped.OcrEffort(
    dpi=150,
    dpi_exponent=0.6,
    languages=2,
    language_share=0.3,
    engines={"pytesseract": 1.75},
)
"""Of 20 real scans: from 150 to 300 dpi 1.5, from one language to two 1.28 to 1.37."""


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
        documents, streams, software = measured(paths)
    held_out = documents[1::2]
    report(fit(documents[::2]), held_out)
    print(f"cross-validated on all: {cross_validated_error(documents):.1%}")
    start_s = started_s()
    sort_page_s = sorting_s(streams) / sum(map(len, streams))
    print(f"sorting: {1000 * sort_page_s:.1f} ms a page; start: {start_s:.2f} s")
    if arguments.write:
        found = shipped.Coefficients(
            measured_on=datetime.now(UTC).date(),
            machine=arguments.write,
            software=software,
            documents=len(documents),
            pages=sum(document.probe.page_count for document in documents),
            median_relative_error=round(cross_validated_error(documents), 3),
            read=rounded(fit(documents)),
            ocr_effort=EFFORT,
            sort_page_s=round(sort_page_s, 4),
            start_s=round(start_s, 2),
        )
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


def measured(
    paths: Sequence[Path],
) -> tuple[list[MeasuredDocument], list[list[Page]], tuple[str, ...]]:
    """Probe and read documents; those that cannot be opened are left out."""
    documents: list[MeasuredDocument] = []
    streams: list[list[Page]] = []
    ocr = ""
    with Reader(ReadOptions(), jobs=2) as reader:
        refs = (DocumentRef(key=path.name, path=path) for path in paths)
        probed = [(ref, probe) for ref, probe in reader.probe(refs)]
        good = [(ref, probe) for ref, probe in probed if isinstance(probe, DocumentProbe)]
        readings = reader.read(ReadRequest(ref) for ref, _ in good)
        for (_, probe), reading in zip(good, readings, strict=True):
            streams.append(list(reading.pages))
            documents.append(MeasuredDocument(probe, reading.cpu_s))
            if reading.ocr:
                ocr = f"{reading.ocr.engine}, Tesseract {reading.ocr.version}"
    print(f"{len(documents)} documents, {sum(map(len, streams))} pages", flush=True)
    return documents, streams, (good[0][1].reader, ocr)


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


def sorting_s(streams: list[list[Page]]) -> float:
    """CPU seconds of classifying and segmenting."""
    sorter = Sorter(load_bundle(starter_bundle_path()))
    return cpu_s(lambda: [sorter.sort(stream) for stream in streams])


def started_s() -> float:
    """CPU seconds of a process that gets ready to work and does nothing."""
    command = [sys.executable, "-c", GET_READY]
    return medians({"start": command}, rounds=7)["start"].cpu_s


def rounded(costs: shipped.ReadCosts) -> shipped.ReadCosts:
    """Leave off digits that are noise."""
    return shipped.ReadCosts(**{name: round(cost, 4) for name, cost in costs.model_dump().items()})


if __name__ == "__main__":
    main()
