"""Options that several commands share, and what is built from them."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.api.options import (
    ALL_PAGES,
    PAGES,
    OcrChoice,
    ReadingMode,
    ReadLimits,
    ReadOptions,
)
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat import SplitOptions


class ReportFormat(StrEnum):
    """How facts and figures are shown."""

    TABLE = "table"
    JSON = "json"


Ocr = Annotated[
    OcrChoice,
    typer.Option(envvar="SMARTCAT_OCR", help="What recognises pages without a text layer."),
]
Languages = Annotated[
    str,
    typer.Option(
        envvar="SMARTCAT_LANGUAGES",
        metavar="CODES",
        help="Tesseract languages, joined by +, the likeliest first: pages in that one cost least.",
    ),
]
Reading = Annotated[
    ReadingMode,
    typer.Option(
        envvar="SMARTCAT_READING",
        help="Of scanned pages: all (full), or from the top until the class is settled (cascade).",
    ),
]
Dpi = Annotated[
    int,
    typer.Option(
        envvar="SMARTCAT_DPI", min=50, max=600, help="Resolution at which pages are recognised."
    ),
]
Results = Annotated[
    str,
    typer.Option(
        "--results",
        metavar="PLACE",
        envvar="SMARTCAT_RESULTS",
        help="Where results are: a folder, or s3://bucket/prefix.",
    ),
]
DEFAULT_RESULTS = "results"

Jobs = Annotated[
    int | None,
    typer.Option(
        envvar="SMARTCAT_JOBS", min=1, help="Reading processes.", show_default="one a core"
    ),
]
Pages = Annotated[
    str,
    typer.Option(
        metavar="PAGES",
        help="Only these pages of each document: all, 3, 1-3, 4- or -3.",
    ),
]
PageTimeout = Annotated[
    int,
    typer.Option(
        envvar="SMARTCAT_PAGE_TIMEOUT",
        min=1,
        metavar="SECONDS",
        help="CPU time after which a page is given up; the rest of the document goes on.",
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(
        envvar="SMARTCAT_MODEL",
        help="The model bundle that decides.",
        show_default="the starter model",
    ),
]
ModelSha256 = Annotated[
    str | None,
    typer.Option(
        envvar="SMARTCAT_MODEL_SHA256",
        metavar="HEX",
        help="The digest that the bundle must have, or nothing in it is looked at.",
        show_default="any",
    ),
]
Split = Annotated[
    str,
    typer.Option(
        metavar="MODES",
        help="Where documents begin: auto (learned), class, page, none, separators (Patch T, QR, "
        "Code 128 and 39, blank sheets), key; joined by +, as in auto+separators.",
    ),
]
SplitKey = Annotated[
    str | None,
    typer.Option(
        metavar="REGEX",
        help="With key: what finds the value whose change begins a document, as in "
        "'Kontonummer:? (\\S+)'.",
    ),
]
SeparatorValue = Annotated[
    str | None,
    typer.Option(
        metavar="REGEX",
        help="With separators: what the whole value of a code must match; its page then is a "
        "separator, whatever else is on it.",
    ),
]
BlankSeparators = Annotated[
    bool | None,
    typer.Option(
        "--blank-separators/--no-blank-separators",
        help="With separators: whether blank sheets part documents.",
        show_default="if there are no others",
    ),
]
KeepSeparators = Annotated[
    bool,
    typer.Option("--keep-separators", help="Leave separator sheets before what follows them."),
]
Format = Annotated[
    ReportFormat, typer.Option("--format", help="How the result is shown on stdout.")
]
DatasetPath = Annotated[
    Path,
    typer.Argument(
        metavar="DATASET", help="A folder with a folder per class, or with a labels.csv."
    ),
]
OcrCache = Annotated[
    Path | None,
    typer.Option(help="Keep recognised pages in this folder, and take them from it."),
]

DEFAULT_LANGUAGES = "+".join(ReadOptions().languages)
DEFAULT_READING = ReadOptions().reading
DEFAULT_DPI = ReadOptions().dpi
DEFAULT_PAGE_TIMEOUT = ReadLimits().page_cpu_s


def split_options(
    modes: str,
    key: str | None,
    separator_value: str | None,
    blank_separators: bool | None,
    keep_separators: bool,
) -> "SplitOptions":
    """Build the split options.

    Raises:
        UsageError: They do not make sense, alone or together.
    """
    from pydantic import ValidationError

    from smartcat import SplitMode, SplitOptions
    from smartcat.api.options import split_modes

    named = split_modes(modes)
    if SplitMode.KEY in named and key is None:
        raise UsageError("--split key needs --split-key, as in --split-key 'Kontonummer:? (\\S+)'")
    if SplitMode.KEY not in named and key is not None:
        raise UsageError("--split-key goes with --split key, alone or joined, as in auto+key")
    said = separator_value is not None or blank_separators is not None or keep_separators
    if said and SplitMode.SEPARATORS not in named:
        raise UsageError(
            "--separator-value, --blank-separators and --keep-separators go with "
            "--split separators, alone or joined, as in auto+separators"
        )
    try:
        return SplitOptions(
            modes=named,
            key=key,
            separator_value=separator_value,
            blank_separators=blank_separators,
            keep_separators=keep_separators,
        )
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"--split {modes}: {reason}") from error


def read_options(
    ocr: OcrChoice,
    languages: str,
    dpi: int,
    pages: str = ALL_PAGES,
    reading: ReadingMode = ReadingMode.FULL,
) -> ReadOptions:
    """Build the read options.

    Raises:
        UsageError: No language was named, or no pages.
    """
    if not re.fullmatch(PAGES, pages) or not _is_range(pages):
        raise UsageError(f"--pages is '{pages}'; name page numbers, as in 1-3, 4- or -3")
    names = tuple(name for name in languages.replace(",", "+").split("+") if name)
    if not names or not all(name.replace("_", "").isalnum() for name in names):
        raise UsageError(f"--languages is '{languages}'; name Tesseract languages, as in eng+deu")
    return ReadOptions(ocr=ocr, languages=names, dpi=dpi, pages=pages, reading=reading)


def _is_range(pages: str) -> bool:
    """Tell whether numbers of pages go up."""
    first, _, last = pages.partition("-")
    return not (first and last) or int(first) <= int(last)
