"""Options that the commands share, and what is built from them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.backends import Backend, LocalBackend
from smartcat.locations import is_s3, path_of
from smartcat.machine import usable_cores
from smartcat.store import FolderStore, open_store

if TYPE_CHECKING:
    from smartcat.plan.coefficients import Coefficients

Results = Annotated[
    str,
    typer.Option(
        "--results",
        metavar="PLACE",
        envvar="SMARTCAT_RESULTS",
        help="Where results are, and go: a folder, or s3://bucket/prefix for AWS Batch.",
    ),
]
Run = Annotated[
    str, typer.Argument(metavar="RUN", help="A run, as submit and list name it; or: last.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        envvar="SMARTCAT_WORKERS",
        min=1,
        help="Worker processes, or containers at once.",
        show_default="one a core; 100 containers",
    ),
]
ShardSeconds = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        metavar="SECONDS",
        help="CPU time that a shard should take at most.",
        show_default="1 s to 2 min here; 2 to 10 min of a container",
    ),
]
JobQueue = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="SMARTCAT_JOB_QUEUE",
        help="With results in a bucket: the job queue of AWS Batch.",
    ),
]
JobDefinition = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="SMARTCAT_JOB_DEFINITION",
        help="With results in a bucket: the job definition of AWS Batch.",
    ),
]
CoefficientsFile = Annotated[
    Path | None,
    typer.Option(
        "--coefficients",
        envvar="SMARTCAT_COEFFICIENTS",
        metavar="FILE",
        help="What work costs on your machines: smartcat calibrate.",
        show_default="those that come with SmartCat",
    ),
]

DEFAULT_RESULTS = "results"


def open_backend(
    results: str,
    workers: int | None = None,
    queue: str | None = None,
    definition: str | None = None,
) -> Backend:
    """Build the backend over a place for results: AWS Batch works over buckets, this machine not.

    Raises:
        ConfigurationError: The settings of AWS are wrong.
        MissingProgramError: It is a bucket, and boto3 is not installed.
    """
    if not is_s3(results):
        return LocalBackend(FolderStore(path_of(results)), workers or usable_cores())
    from smartcat.aws.batch import Batch
    from smartcat.backends.aws import AwsBackend

    backend = AwsBackend(open_store(results), Batch(), queue, definition)
    return replace(backend, workers=workers) if workers else backend


def load_coefficients(path: Path | None) -> "Coefficients":
    """Load the coefficients that were asked for, or else those that come with SmartCat.

    Raises:
        ConfigurationError: They are missing, or none.
    """
    from smartcat.plan import coefficients

    if path is None:
        return coefficients.shipped_coefficients()
    return coefficients.load_coefficients(path)


def wait_command(run_id: str, results: str) -> str:
    """The command that follows a run."""
    place = "" if results == DEFAULT_RESULTS else f" --results {results}"
    return f"smartcat-batch wait {run_id}{place}"
