"""`smartcat-batch doctor`: why a job does not run, why there is no manifest."""

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from smartcat.cli import options
from smartcat.cli.batch.options import (
    DEFAULT_RESULTS,
    JobDefinition,
    JobQueue,
    Results,
)
from smartcat.errors import UsageError
from smartcat.locations import S3Location, is_s3, printable
from smartcat.runs.finding import find_run
from smartcat.store import open_store

if TYPE_CHECKING:
    from smartcat.doctor.findings import Check, Finding

app = typer.Typer(add_completion=False)

EXAMPLES = """
Examples:

smartcat-batch doctor

smartcat-batch doctor last --results s3://results

smartcat-batch doctor --document s3://scans/letter.pdf --results s3://results
"""
_MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "ok": ("✓", "green")}
_INDENT = "    "


@app.command(epilog=EXAMPLES)
def doctor(
    run: Annotated[
        str | None, typer.Argument(metavar="RUN", help="Also look at this run; or: last.")
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="S3_URI", help="Also look for the manifest of this object."),
    ] = None,
    deployment: Annotated[
        str, typer.Option(metavar="NAME", help="What the deployment is called: name in Terraform.")
    ] = "smartcat",
    results: Results = DEFAULT_RESULTS,
    job_queue: JobQueue = None,
    job_definition: JobDefinition = None,
    output_format: options.Format = options.ReportFormat.TABLE,
) -> None:
    """Say why a job does not run, or why there is no manifest, and what to do.

    Nothing is changed. What you may not look at is told, and the rest goes on.

    It ends with 0 if nothing is known to be wrong. With 70 if all that was found
    passes by itself. Otherwise with the highest of: 20 something is set up wrong,
    30 to 39 the document is at fault, 41 there is no model, 50 or 51 the run.
    """
    from smartcat.doctor.findings import exit_code_of
    from smartcat.doctor.looking import findings

    place = Place(deployment, results, job_queue, job_definition)
    places = [S3Location.parse(uri) for uri in document or []]
    found = list(findings(_checks(place, run, places)))
    if output_format is options.ReportFormat.JSON:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found], indent=2))
    else:
        _show(found)
    raise typer.Exit(exit_code_of(found))


class Place(NamedTuple):
    """Where the doctor looks."""

    deployment: str
    results: str
    queue: str | None
    definition: str | None


def _checks(place: Place, run: str | None, documents: Sequence[S3Location]) -> Iterator["Check"]:
    from smartcat.doctor.asking import Asking
    from smartcat.doctor.batch import batch_checks
    from smartcat.doctor.documents import DocumentLooker
    from smartcat.doctor.events import event_checks
    from smartcat.doctor.functions import function_checks
    from smartcat.doctor.jobs import job_checks
    from smartcat.doctor.names import Names
    from smartcat.doctor.runs import run_check

    if (run or documents) and not is_s3(place.results):
        raise UsageError("name the results bucket of the deployment: --results s3://bucket/prefix")
    ask, names = Asking(), Names(place.deployment)
    queue = place.queue or place.deployment
    yield from event_checks(ask, names)
    yield from function_checks(ask, names)
    yield from batch_checks(ask, queue, place.definition or names.of("worker"))
    yield from job_checks(ask, queue)
    if run or documents:
        store = open_store(place.results)
        if run:
            yield run_check(ask, store, run, partial(find_run, store, run))
        looker = DocumentLooker(ask, names, store)
        yield from map(looker.check, documents)


def _show(found: list["Finding"]) -> None:
    """Print findings, the worst first."""
    order = list(_MARKS)
    for one in sorted(found, key=lambda finding: order.index(finding.level)):
        mark, colour = _MARKS[one.level]
        typer.secho(f"{mark} {one.check} {printable(one.subject)}", fg=colour)
        _print(one.says)
        if one.remedy:
            _print(f"→ {one.remedy}")
    count = sum(one.level != "ok" for one in found)
    typer.echo(f"\n{count} of {len(found)} findings to look at" if count else "\nAll is well.")


def _print(text: str) -> None:
    """Print a text so that it fits; words stay whole, so that commands can be copied."""
    wrapper = textwrap.TextWrapper(
        width=shutil.get_terminal_size((80, 24)).columns,
        initial_indent=_INDENT,
        subsequent_indent=f"{_INDENT}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    typer.echo(wrapper.fill(printable(text)))
