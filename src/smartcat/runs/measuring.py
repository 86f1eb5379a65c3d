"""Measure what documents take: probe and read them, or take what finished runs measured."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from smartcat.blocks import StoredPages
from smartcat.errors import DocumentError, SmartCatError, UsageError
from smartcat.models import DocumentRef, OcrIdentity, Page, SourceDocument
from smartcat.pipeline import fingerprint
from smartcat.plan.calibrating import MeasuredDocument, Measurements
from smartcat.plan.run_files import load_run
from smartcat.read import DocumentProbe, OcrChoice, Reader, ReadOptions, ReadRequest
from smartcat.read.sampling import spaced
from smartcat.runs.documents import RunDocument, load_documents
from smartcat.sorting import Sorter
from smartcat.sources import fetch
from smartcat.store import ObjectStore

Update = Callable[[int, int], None]
"""Told how many documents were measured, of how many."""

_STARTS = 5
_GET_READY = """
import contextlib
import pymupdf
from smartcat import worker
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.read.ocr import OcrChoice, load_engines
from smartcat.sorting import Sorter
with contextlib.suppress(ImportError):
    import boto3
Sorter(load_bundle(starter_bundle_path()))
load_engines(OcrChoice({engine!r}), {languages!r}).first
"""
"""What a worker does before its first page, in the processes that it has."""


def measure_documents(
    documents: Sequence[DocumentRef],
    options: ReadOptions,
    reader: Reader,
    sorter: Sorter,
    update: Update,
) -> Measurements:
    """Probe, read and sort documents; those that cannot be opened are left out.

    Args:
        documents: The documents.
        options: How the reader reads them; the OCR engine is chosen.
        reader: Reads them.
        sorter: Sorts their pages.
        update: Told how far it is.
    """
    measured = Measurements(options)
    probes = [
        (document, probe)
        for document, probe in reader.probe(documents)
        if isinstance(probe, DocumentProbe)
    ]
    readings = reader.read(ReadRequest(document) for document, _ in probes)
    for done, ((_, probe), reading) in enumerate(zip(probes, readings, strict=True), start=1):
        _sort(measured, sorter, reading.pages)
        if reading.failure is None:
            measured.documents.append(MeasuredDocument(probe, reading.cpu_s))
            _note_software(measured, probe, reading.ocr)
        update(done, len(probes))
    measured.left_out = len(documents) - len(measured.documents)
    return measured


def measure_runs(
    store: ObjectStore,
    run_ids: Sequence[str],
    most: int,
    open_reader: Callable[[ReadOptions], Reader],
    sorter: Sorter,
    update: Update,
) -> Measurements:
    """Take what reading the documents of runs took, and probe them; they are not read again.

    Args:
        store: Where the runs are.
        run_ids: Which runs.
        most: How many documents at most, evenly spaced.
        open_reader: Makes the reader that probes.
        sorter: Sorts the stored pages.
        update: Told how far it is.

    Raises:
        RunNotFoundError: There is no such run.
        UsageError: Their documents were not read in the same way, or without OCR.
    """
    options = _options_of(store, run_ids)
    by_id = {one.document_id: one for run_id in run_ids for one in load_documents(store, run_id)}
    documents = list(by_id.values())
    chosen = [documents[index] for index in spaced(range(len(documents)), most)]
    measured = Measurements(options)
    waiting: deque[RunDocument] = deque()
    with (
        tempfile.TemporaryDirectory(prefix="smartcat-") as folder,
        open_reader(options) as reader,
    ):
        fetched = _fetched(store, chosen, Path(folder), waiting)
        for done, (document, probe) in enumerate(reader.probe(fetched), start=1):
            _take(measured, store, waiting.popleft().document_id, probe, sorter)
            if document.path.parent == Path(folder):
                document.path.unlink()
            update(done, len(chosen))
    measured.left_out = len(chosen) - len(measured.documents)
    return measured


def measure_start(options: ReadOptions) -> float:
    """CPU seconds of a process that gets ready to work and does nothing; a median.

    No other child process may end meanwhile.

    Args:
        options: How documents are read; the OCR engine is chosen.
    """
    code = _GET_READY.format(engine=options.ocr.value, languages=options.languages)
    rounds = []
    for _ in range(_STARTS):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        user_s = after.children_user - before.children_user
        rounds.append(user_s + after.children_system - before.children_system)
    return statistics.median(rounds)


def _options_of(store: ObjectStore, run_ids: Sequence[str]) -> ReadOptions:
    options = [load_run(store, run_id).read for run_id in run_ids]
    if any(one != options[0] for one in options):
        raise UsageError(
            "the runs read documents in different ways; name runs of the same OCR engine, "
            "languages and resolution"
        )
    if options[0].ocr is OcrChoice.OFF:
        raise UsageError("the runs recognised nothing; name runs with OCR")
    return options[0]


def _fetched(
    store: ObjectStore, documents: Iterable[RunDocument], folder: Path, waiting: deque[RunDocument]
) -> Iterator[DocumentRef]:
    """Bring documents here that are still what was read."""
    for document in documents:
        block = next(StoredPages.look(store, document.document_id).blocks(), None)
        if block is None:
            continue
        try:
            path = fetch(SourceDocument(key=document.key, location=document.location), folder)
        except DocumentError:
            continue
        if fingerprint(path)[0] == block.source.sha256:
            waiting.append(document)
            yield DocumentRef(key=document.key, path=path)


def _take(
    measured: Measurements,
    store: ObjectStore,
    document_id: str,
    probe: DocumentProbe | SmartCatError,
    sorter: Sorter,
) -> None:
    """Take a document of which all pages are stored."""
    stored = StoredPages.look(store, document_id)
    if isinstance(probe, SmartCatError) or stored.pages != set(range(probe.page_count)):
        return
    read_s = 0.0
    ocr: OcrIdentity | None = None

    def pages() -> Iterator[Page]:
        nonlocal read_s, ocr
        for block in stored.blocks():
            read_s += block.cpu_s
            ocr = ocr or block.ocr
            yield from block.pages

    _sort(measured, sorter, pages())
    measured.documents.append(MeasuredDocument(probe, read_s))
    _note_software(measured, probe, ocr)


def _sort(measured: Measurements, sorter: Sorter, pages: Iterable[Page]) -> None:
    """Sort a stream; reading its pages goes on in other processes, which do not count."""
    before_s = time.process_time()
    measured.pages += len(sorter.sort(pages).pages)
    measured.sort_s += time.process_time() - before_s


def _note_software(measured: Measurements, probe: DocumentProbe, ocr: OcrIdentity | None) -> None:
    measured.software.add(probe.reader)
    if ocr is not None:
        measured.software.add(f"{ocr.engine}, Tesseract {ocr.version}")
