"""Look at one run: its shards, and its jobs on AWS Batch."""

from collections.abc import Iterable, Iterator

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.jobs import why_failed
from smartcat.errors import ExitCode
from smartcat.plan.jobs import Job, load_jobs
from smartcat.plan.run_files import load_run
from smartcat.runs.status import pending_shards, shard_reports
from smartcat.store import ObjectStore

_RIGHTS = "batch:DescribeJobs, and s3:GetObject of the results"


def run_check(ask: Ask, store: ObjectStore, run_id: str) -> Check:
    """A run that is to be looked at."""
    return Check("run", run_id, _RIGHTS, lambda _: look_at_run(ask, store, run_id))


def look_at_run(ask: Ask, store: ObjectStore, run_id: str) -> Iterator[Finding]:
    """Look at a run."""
    check = Check("run", run_id, _RIGHTS, lambda _: ())
    run = load_run(store, run_id)
    pending = len(pending_shards(store, run))
    yield check.ok(f"{len(run.shards) - pending} of {len(run.shards)} shards are over")
    for report in shard_reports(store, run):
        if report.failure is not None:
            retry = f"mend that, then: smartcat-batch retry {run_id} --results {store.uri}"
            says = f"shard {report.shard} was given up: {report.failure.message}"
            yield check.error(says, retry, ExitCode.RUN)
    jobs = list(load_jobs(store, run_id))
    if pending and not jobs:
        again = f"smartcat-batch wait {run_id} --results {store.uri}"
        yield check.warning("no job was submitted for it", again)
    for job in jobs:
        yield from _job(ask, job)


def _job(ask: Ask, job: Job) -> Iterable[Finding]:
    check = Check("job", job.name, _RIGHTS, lambda _: ())
    if job.job_id is None:
        yield check.warning("it was to be submitted, and Batch did not answer", "wait two minutes")
        return
    for told in ask("batch", "describe_jobs", jobs=[job.job_id])["jobs"]:
        if told["status"] == "FAILED":
            yield why_failed(check, told)
        else:
            why = told.get("statusReason", "")
            yield check.ok(f"it is {told['status']}" + (f": {why}" if why else ""))
