"""Look at one run: its shards, and its jobs on AWS Batch."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.jobs import look_at_job
from smartcat.doctor.looking import findings
from smartcat.errors import ExitCode
from smartcat.plan.jobs import Job, load_jobs
from smartcat.plan.run_files import load_run
from smartcat.runs.status import is_cancelled, pending_shards, shard_reports
from smartcat.store import ObjectStore


def run_check(ask: Ask, store: ObjectStore, name: str, find: Callable[[], str]) -> Check:
    """A run that is to be looked at.

    Args:
        ask: Asks AWS.
        store: Where it is.
        name: What it was called.
        find: Finds its id.
    """
    return Check("run", name, lambda _: look_at_run(ask, store, find()))


def look_at_run(ask: Ask, store: ObjectStore, run_id: str) -> Iterator[Finding]:
    """Look at a run, if it is there."""
    yield from findings([Check("run", run_id, partial(_look, ask, store))])


def _look(ask: Ask, store: ObjectStore, check: Check) -> Iterator[Finding]:
    run_id = check.subject
    run = load_run(store, run_id)
    pending = len(pending_shards(store, run))
    yield check.ok(f"{len(run.shards) - pending} of {len(run.shards)} shards are over")
    retry = f"smartcat-batch retry {run_id} --results {store.uri}"
    if pending and is_cancelled(store, run_id):
        yield check.warning("it was cancelled", f"if that is to go on: {retry}")
    for report in shard_reports(store, run):
        if report.failure is not None:
            says = f"shard {report.shard} was given up: {report.failure.message}"
            yield check.error(says, f"mend that, then: {retry}", ExitCode.RUN)
    jobs = list(load_jobs(store, run_id))
    if pending and not jobs:
        again = f"smartcat-batch wait {run_id} --results {store.uri}"
        yield check.passing("no job was submitted for it", f"the reconciler does it; or: {again}")
    yield from findings(Check("job", job.name, partial(_job, ask, job)) for job in jobs)


def _job(ask: Ask, job: Job, check: Check) -> Iterable[Finding]:
    if job.job_id is None:
        yield check.passing("it was to be submitted, and Batch did not answer", "wait two minutes")
        return
    told = ask("batch", "describe_jobs", jobs=[job.job_id])["jobs"]
    if not told:
        yield check.ok("AWS Batch has forgotten it: it ended over a week ago")
    for one in told:
        yield from look_at_job(ask, check, one)
