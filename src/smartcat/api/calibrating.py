"""Measure what documents take on the machines that read them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.files import check_output_file
from smartcat.api.options import (
    OcrChoice,
    Progress,
    ReadOptions,
    as_paths,
    nobody,
    opened_reader,
    reading_all,
)
from smartcat.errors import MissingProgramError, UsageError
from smartcat.machine import usable_cores
from smartcat.read import Reader, ReadLimits, resolve_choice

if TYPE_CHECKING:
    from smartcat.plan.calibrating import Calibration, Measurements
    from smartcat.sorting import Sorter

_MOST = 300


def calibrate(
    documents: str | Path | Iterable[str | Path] = (),
    *,
    out: str | Path,
    runs: Sequence[str] = (),
    results: str = "results",
    limit: int = _MOST,
    machine: str | None = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> "Calibration":
    """Measure what documents take on your machines, so that runs are foretold better.

    Args:
        documents: Documents, or folders of documents, which are read to measure them.
        out: The file of coefficients to write.
        runs: Instead of documents: runs that measured them; ``last`` is the last one.
        results: Where the runs are: a folder, or ``s3://bucket/prefix``.
        limit: So many documents at most, evenly spaced.
        machine: What was measured, in general words; absent: this machine.
        read: How documents are read; of each page, all is. Runs know how theirs were.
        jobs: Reading processes; absent: one a core.
        progress: Told after each document how many are measured, of how many.

    Returns:
        The coefficients, and how well they foretell.

    Raises:
        UsageError: Neither documents nor runs are named, or both, or OCR is off.
        DatasetError: There are too few documents.
        RunNotFoundError: There is no such run.
        MissingProgramError: scipy is not installed.
        AccessDeniedError: The coefficients cannot be written.
    """
    if find_spec("scipy") is None:
        raise MissingProgramError("calibrating needs scipy; run: pip install 'smartcat[train]'")
    paths = as_paths(documents)
    if bool(paths) == bool(runs):
        raise UsageError("name documents to read, or runs with --run")
    read = _measurable(read or ReadOptions())
    out = Path(out)
    check_output_file(out)
    measured = (
        _of_runs(runs, results, limit, jobs, progress)
        if runs
        else _of_paths(paths, read, limit, jobs, progress)
    )
    calibration = _fitted(measured, machine)
    out.write_text(calibration.coefficients.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return calibration


def _measurable(read: ReadOptions) -> ReadOptions:
    if read.ocr is OcrChoice.OFF:
        raise UsageError("calibrating measures OCR; leave out --ocr off")
    return reading_all(read).model_copy(update={"ocr": resolve_choice(read.ocr)})


def _of_paths(
    paths: Sequence[Path],
    read: ReadOptions,
    limit: int,
    jobs: int | None,
    progress: Progress | None,
) -> "Measurements":
    from smartcat.read.sampling import spaced
    from smartcat.runs.measuring import measure_documents
    from smartcat.sources import local_documents

    documents = list(local_documents(paths))
    chosen = [documents[index] for index in spaced(range(len(documents)), limit)]
    with opened_reader(read, jobs=jobs) as reader:
        return measure_documents(chosen, read, reader, _sorter(), progress or nobody)


def _of_runs(
    runs: Sequence[str], results: str, limit: int, jobs: int | None, progress: Progress | None
) -> "Measurements":
    from smartcat.runs.finding import find_run
    from smartcat.runs.measuring import measure_runs
    from smartcat.store import open_store

    store = open_store(results)
    run_ids = [find_run(store, run) for run in runs]

    def open_reader(read: ReadOptions) -> Reader:
        return Reader(read, ReadLimits(), jobs or usable_cores())

    return measure_runs(store, run_ids, limit, open_reader, _sorter(), progress or nobody)


def _sorter() -> "Sorter":
    from smartcat.api.bundles import load_model
    from smartcat.sorting import Sorter

    return Sorter(load_model())


def _fitted(measured: "Measurements", machine: str | None) -> "Calibration":
    from smartcat.plan.calibrating import calibrate as fit
    from smartcat.plan.coefficients import shipped_coefficients
    from smartcat.runs.measuring import measure_start

    start_s = measure_start(measured.options)
    today = datetime.now(UTC).date()
    return fit(measured, shipped_coefficients(), start_s, machine or _this_machine(), today)


def _this_machine() -> str:
    import platform

    return f"{platform.machine()}, {usable_cores()} cores"
