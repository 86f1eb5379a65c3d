"""`smartcat split`: a document in, a PDF for each of its segments out."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import smartcat
from smartcat.api.options import OcrChoice, ReadLimits
from smartcat.cli import options
from smartcat.cli.progress import stepping_bar
from smartcat.cli.split_table import show_files

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
    splitting = options.split_options(
        split, split_key, separator_value, blank_separators, keep_separators
    )
    with stepping_bar() as update:
        result = smartcat.split(
            path,
            out,
            one_file=one_file,
            cut_in_doubt=cut_in_doubt,
            overwrite=overwrite,
            model=smartcat.load_model(model, model_sha256),
            split=splitting,
            read=options.read_options(ocr, languages, dpi, reading=reading),
            limits=ReadLimits(page_cpu_s=page_timeout, max_pages=max_pages),
            jobs=jobs,
            progress=partial(update, "Pages"),
            writing_progress=partial(update, "Writing"),
        )
    if output_format is options.ReportFormat.JSON:
        typer.echo(result.model_dump_json(indent=2))
    else:
        show_files(result)
