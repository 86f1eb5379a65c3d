"""`smartcat split`: a document in, a PDF for each of its segments out."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.cli import options
from smartcat.cli.complaints import complain
from smartcat.cli.progress import classifying_bar, progress_bar
from smartcat.cli.split_table import show_files
from smartcat.errors import AccessDeniedError, DocumentError, UnsupportedDocumentError, UsageError
from smartcat.locations import printable
from smartcat.models import DocumentManifest
from smartcat.read import MediaType, OcrChoice, ReadLimits, ReadOptions
from smartcat.sources import local_documents

if TYPE_CHECKING:
    from smartcat.sorting import Sorter
    from smartcat.split import SplitResult

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat split scan.pdf --out sorted

smartcat split scan.tif --out sorted --cut-in-doubt --format json

smartcat split scan.pdf --out sorted --one-file
"""


@app.command(epilog=EXAMPLES)
def split(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="A PDF or an image.", readable=False)
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")],
    one_file: Annotated[
        bool,
        typer.Option("--one-file", help="Write one PDF with a bookmark at each segment instead."),
    ] = False,
    cut_in_doubt: Annotated[
        bool,
        typer.Option(
            "--cut-in-doubt", help="Split even where it is in doubt where a segment begins or ends."
        ),
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace files of the same names.")
    ] = False,
    model: options.Model = None,
    model_sha256: options.ModelSha256 = None,
    output_format: options.Format = options.ReportFormat.TABLE,
    split: options.Split = "auto",
    split_key: options.SplitKey = None,
    separator_value: options.SeparatorValue = None,
    blank_separators: options.BlankSeparators = None,
    keep_separators: options.KeepSeparators = False,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
    reading: options.Reading = options.DEFAULT_READING,
    page_timeout: options.PageTimeout = options.DEFAULT_PAGE_TIMEOUT,
    max_pages: Annotated[
        int, typer.Option(min=1, help="Documents with more pages are refused.")
    ] = ReadLimits().max_pages,
) -> None:
    """Write a PDF for each segment of a document; pages are copied as they are, not rendered."""
    from smartcat.sorting import Sorter
    from smartcat.split import FileWriter, check_ends, plan_bookmarked, plan_segments

    if path.is_dir():
        raise UsageError(f"{path} is a folder; name one file")
    _check_folder(out)
    limits = ReadLimits(page_cpu_s=page_timeout, max_pages=max_pages)
    splitting = options.split_options(
        split, split_key, separator_value, blank_separators, keep_separators
    )
    read_options = options.read_options(ocr, languages, dpi, splitting, reading=reading)
    sorter = Sorter(options.load_model(model, model_sha256), splitting)
    manifest = _sort(path, sorter, read_options, limits, jobs)
    if not (one_file or cut_in_doubt):
        check_ends(manifest)
    plans = plan_bookmarked(manifest) if one_file else plan_segments(manifest)
    try:
        with progress_bar("Writing") as update:
            result = FileWriter(out, limits, overwrite, update).write(path, manifest, plans)
    except DocumentError as error:
        raise type(error)(f"{printable(str(path))}: {error}") from error
    _show(result, output_format)


def _check_folder(folder: Path) -> None:
    """Make sure that a folder can be written before time is spent; it is not made yet."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise AccessDeniedError(f"cannot write to {folder}; name another folder with --out")


def _sort(
    path: Path,
    sorter: "Sorter",
    read_options: ReadOptions,
    limits: ReadLimits,
    jobs: int | None,
) -> DocumentManifest:
    """Sort the document as `smartcat classify` does; one that cannot be sorted ends the command."""
    from smartcat.pipeline import Pipeline

    with (
        options.open_reader(read_options, limits, jobs, sorter.settles) as reader,
        classifying_bar(1, is_shown=True) as bar,
    ):
        [manifest] = Pipeline(reader, read_options, sorter, bar.page_done).run(
            local_documents([path])
        )
    if manifest.failure:
        complain(f"{printable(str(path))}: {manifest.failure.message}")
        raise typer.Exit(manifest.failure.exit_code)
    if manifest.source.media_type == MediaType.TEXT:
        raise UnsupportedDocumentError(
            f"{printable(str(path))}: plain text has no pages to copy; "
            "print it to a PDF and split that"
        )
    return manifest


def _show(result: "SplitResult", output_format: options.ReportFormat) -> None:
    if output_format is options.ReportFormat.JSON:
        typer.echo(result.model_dump_json(indent=2))
    else:
        show_files(result)
