"""`smartcat calibrate`: how long documents take on the machines that read them."""

from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.batch.options import DEFAULT_RESULTS, Results, find_run, open_backend
from smartcat.cli.progress import progress_bar
from smartcat.errors import MissingProgramError, UsageError
from smartcat.machine import usable_cores
from smartcat.models import DocumentRef
from smartcat.read import OcrChoice, Reader, ReadLimits, ReadOptions, resolve_choice

if TYPE_CHECKING:
    from smartcat.plan.calibrating import Calibration, Measurements
    from smartcat.sorting import Sorter

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat calibrate inbox/ --out coefficients.json

smartcat calibrate --run last --out coefficients.json --machine "Fargate, 1 vCPU, x86-64"

smartcat-batch submit inbox/ --dry-run --coefficients coefficients.json
"""


@app.command(epilog=EXAMPLES)
def calibrate(
    out: Annotated[Path, typer.Option(help="The file of coefficients to write.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Documents, or folders of documents, which are read to measure them.",
            show_default=False,
        ),
    ] = None,
    runs: Annotated[
        list[str] | None,
        typer.Option(
            "--run",
            metavar="RUN",
            help="Instead of documents: a run that measured them; or: last. May be repeated.",
            show_default=False,
        ),
    ] = None,
    results: Results = DEFAULT_RESULTS,
    limit: Annotated[
        int, typer.Option(min=1, help="So many documents at most, evenly spaced.")
    ] = 300,
    machine: Annotated[
        str | None,
        typer.Option(help="What was measured, in general words.", show_default="this machine"),
    ] = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Measure what documents take on your machines, so that runs are foretold better."""
    if find_spec("scipy") is None:
        raise MissingProgramError("calibrating needs scipy; run: pip install 'smartcat[train]'")
    if bool(paths) == bool(runs):
        raise UsageError("name documents to read, or runs with --run")
    if ocr is OcrChoice.OFF:
        raise UsageError("calibrating measures OCR; leave out --ocr off")
    options.check_output_file(out)
    read = options.read_options(ocr, languages, dpi)
    read = read.model_copy(update={"ocr": resolve_choice(read.ocr)})
    measured = (
        _of_runs(runs, results, limit, jobs) if runs else _of_paths(paths or [], read, limit, jobs)
    )
    calibration = _fitted(measured, machine)
    out.write_text(calibration.coefficients.model_dump_json(indent=2) + "\n", encoding="utf-8")
    if output_format is options.ReportFormat.JSON:
        typer.echo(calibration.model_dump_json(indent=2))
        return
    _tell(calibration, out)


def _of_paths(paths: list[Path], read: ReadOptions, limit: int, jobs: int | None) -> "Measurements":
    from smartcat.read.sampling import spaced
    from smartcat.runs.measuring import measure_documents
    from smartcat.sources import local_documents

    documents: list[DocumentRef] = list(local_documents(paths))
    chosen = [documents[index] for index in spaced(range(len(documents)), limit)]
    with (
        options.open_reader(read, ReadLimits(), jobs) as reader,
        progress_bar("Documents") as update,
    ):
        return measure_documents(chosen, read, reader, _sorter(), update)


def _of_runs(runs: list[str], results: str, limit: int, jobs: int | None) -> "Measurements":
    from smartcat.runs.measuring import measure_runs

    store = open_backend(results).store
    run_ids = [find_run(store, run) for run in runs]

    def open_reader(read: ReadOptions) -> Reader:
        return Reader(read, ReadLimits(), jobs or usable_cores())

    with progress_bar("Documents") as update:
        return measure_runs(store, run_ids, limit, open_reader, _sorter(), update)


def _sorter() -> "Sorter":
    from smartcat.sorting import Sorter

    return Sorter(options.load_model(None))


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


def _tell(calibration: "Calibration", out: Path) -> None:
    found = calibration.coefficients
    left_out = f", {calibration.left_out} left out" if calibration.left_out else ""
    typer.echo(f"{out}: from {found.documents} documents of {found.pages} pages{left_out}")
    typer.echo(
        f"On documents that were not in the fit, half of the predictions miss by less than "
        f"{calibration.median_relative_error:.0%}; with the coefficients that come with SmartCat, "
        f"by less than {calibration.median_relative_error_before:.0%}."
    )
    if calibration.kept:
        typer.echo(f"No document tells {', '.join(calibration.kept)}: kept as they were.")
    typer.echo(f"Next: smartcat-batch submit inbox/ --dry-run --coefficients {out}")
