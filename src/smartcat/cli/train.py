"""`smartcat train`: labelled pages in, a model bundle out."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from smartcat.cli import options
from smartcat.cli.datasets import read_labelled, warn
from smartcat.cli.progress import progress_bar
from smartcat.errors import MissingProgramError
from smartcat.read import OcrChoice

EXAMPLES = """
Examples:

smartcat train dataset/ --out model.smartcat

smartcat train dataset/labels.csv --out model.smartcat --ocr-cache .pages
"""


def train(
    dataset: options.DatasetPath,
    out: Annotated[Path, typer.Option(help="The model bundle to write.")],
    name: Annotated[
        str | None, typer.Option(help="What to call the model.", show_default="the file's name")
    ] = None,
    description: Annotated[str, typer.Option(help="What people should know of the model.")] = "",
    ocr_cache: options.OcrCache = None,
    jobs: options.Jobs = None,
    ocr: options.Ocr = OcrChoice.AUTO,
    languages: options.Languages = options.DEFAULT_LANGUAGES,
    dpi: options.Dpi = options.DEFAULT_DPI,
) -> None:
    """Learn from labelled pages; the bundle says how good it was on documents it had not seen."""
    if find_spec("sklearn") is None:
        raise MissingProgramError("training needs scikit-learn; run: pip install 'smartcat[train]'")
    options.check_output_file(out)
    read_options = options.read_options(ocr, languages, dpi)
    labelled = read_labelled(dataset, read_options, jobs, ocr_cache)

    from smartcat.learn import TrainingOptions
    from smartcat.learn import train as learn

    with progress_bar("Learning") as update:
        training = TrainingOptions(name=name, description=description)
        result = learn(labelled.pages, out, training, update)
    warn(result.warnings)
    classes = result.bundle.metadata.classes
    assert classes is not None
    measured, threshold = classes.cross_validation, classes.threshold
    typer.echo(
        f"{out}: {len(result.bundle.labels)} classes from {measured.pages} pages\n"
        f"On documents it had not seen: accuracy {measured.accuracy:.3f}, macro-F1 "
        f"{measured.macro_f1:.3f}, calibration error {measured.ece:.3f}.\n"
        f"Review threshold {threshold.value:.2f}: accepts {threshold.coverage:.0%} of the pages, "
        f"{threshold.accepted_error:.1%} of these wrong.\n"
        f"Next: smartcat classify scan.pdf --model {out}"
    )
