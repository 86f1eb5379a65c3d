"""Options that the commands share, and what is built from them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcat.backends import LocalBackend
from smartcat.cores import usable_cores
from smartcat.errors import RunNotFoundError
from smartcat.store import FolderStore
from smartcat.store.layout import is_run_manifest, runs_prefix

if TYPE_CHECKING:
    from smartcat.plan.coefficients import Coefficients

Results = Annotated[
    Path,
    typer.Option(
        "--results",
        envvar="SMARTCAT_RESULTS",
        help="The results folder: manifests, page blocks and runs.",
    ),
]
Run = Annotated[
    str, typer.Argument(metavar="RUN", help="A run, as submit and list name it; or: last.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        envvar="SMARTCAT_WORKERS", min=1, help="Worker processes.", show_default="one a core"
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

DEFAULT_RESULTS = Path("results")
LAST = "last"


def open_backend(results: Path, workers: int | None = None) -> LocalBackend:
    """Build the backend over a results folder."""
    return LocalBackend(FolderStore(results), workers or usable_cores())


def load_coefficients(path: Path | None) -> "Coefficients":
    """Load the coefficients that were asked for, or else those that come with SmartCat.

    Raises:
        ConfigurationError: They are missing, or none.
    """
    from smartcat.plan import coefficients

    if path is None:
        return coefficients.shipped_coefficients()
    return coefficients.load_coefficients(path)


def find_run(store: FolderStore, name: str) -> str:
    """The id of a run; ``last`` is the one that was submitted last.

    Raises:
        RunNotFoundError: There is none.
    """
    if name != LAST:
        return name
    names = run_ids(store)
    if not names:
        raise RunNotFoundError(
            f"there are no runs in {store.uri}; submit one, or name the folder with --results"
        )
    return names[-1]


def run_ids(store: FolderStore) -> list[str]:
    """All runs, the last one last: their names sort by time."""
    manifests = (stored.key for stored in store.list(runs_prefix()) if is_run_manifest(stored.key))
    return sorted(key.split("/")[1] for key in manifests)


def wait_command(run_id: str, results: Path) -> str:
    """The command that follows a run."""
    folder = "" if results == DEFAULT_RESULTS else f" --results {results}"
    return f"smartcat-batch wait {run_id}{folder}"
