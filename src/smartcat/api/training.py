"""Train models."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.datasets import as_dataset
from smartcat.api.files import check_output_file
from smartcat.api.options import Progress, ReadOptions
from smartcat.errors import MissingProgramError

if TYPE_CHECKING:
    from smartcat.dataset import Dataset
    from smartcat.learn import TrainingOptions, TrainingResult


def train(
    dataset: "Dataset | str | Path",
    out: str | Path,
    *,
    options: "TrainingOptions | None" = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> "TrainingResult":
    """Learn from labelled pages; the bundle says how good it was on documents it had not seen.

    Args:
        dataset: The labelled pages, or where they are, as for `load_dataset`.
        out: The bundle to write; what is there is replaced at the very end.
        options: What to call the model, and how much review is acceptable.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.
        progress: Told after each fit how many are done, of how many.

    Returns:
        The bundle, as loaded from its file, and what a person should know about the data.

    Raises:
        MissingProgramError: scikit-learn is not installed.
        DatasetError: It is malformed, or has too little to learn from.
        AccessDeniedError: The bundle cannot be written.
    """
    out = Path(out)
    check_training(out)
    from smartcat.learn import TrainingOptions
    from smartcat.learn import train as learn

    known = as_dataset(dataset, read, jobs)
    options = replace(options or TrainingOptions(), corrections=known.corrections)
    return learn(known.pages, out, options, progress)


def check_training(out: Path) -> None:
    """Make sure that training can be done before pages are read for it.

    Raises:
        MissingProgramError: scikit-learn is not installed.
        AccessDeniedError: The bundle cannot be written.
    """
    if find_spec("sklearn") is None:
        raise MissingProgramError("training needs scikit-learn; run: pip install 'smartcat[train]'")
    check_output_file(out)
