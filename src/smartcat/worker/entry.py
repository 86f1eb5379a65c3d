"""Do one shard of a run: what a process of the local backend and a container on AWS Batch both run.

The environment tells what to do, and nothing else does: ``SMARTCAT_RUN`` is the URI of the run
manifest, with the number of a job of the run behind ``#``, and ``AWS_BATCH_JOB_ARRAY_INDEX`` which
of the job's shards it is, 0 if absent. Without a job, the index is that of the shard.
"""

import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from smartcat.claims import Claims
from smartcat.errors import ConfigurationError, ExitCode, SmartCatError
from smartcat.finalise import Finaliser
from smartcat.logs import log_json
from smartcat.machine import usable_cores, usable_memory_bytes
from smartcat.models import ShardReport, WorkItem
from smartcat.plan.jobs import shard_of
from smartcat.plan.run_files import load_run, load_shard
from smartcat.plan.run_manifest import RunManifest
from smartcat.read import Reader
from smartcat.runs.conclusion import conclude_run, conclude_shard
from smartcat.runs.status import find_report
from smartcat.sorting import Sorter
from smartcat.store import ObjectStore, open_store
from smartcat.store.layout import run_of
from smartcat.worker.fetching import Fetcher
from smartcat.worker.model import load_model
from smartcat.worker.shard import ShardWorker

_logger = logging.getLogger(__name__)

RUN_VARIABLE = "SMARTCAT_RUN"
INDEX_VARIABLE = "AWS_BATCH_JOB_ARRAY_INDEX"
JOB_VARIABLE = "AWS_BATCH_JOB_ID"
"""Set by AWS Batch, so that metrics are made where CloudWatch reads the log."""

_CLEAR_UP_S = 10.0
"""How long a worker that is told to stop may take for it; AWS Batch waits for 30 s, and Fargate on
Spot for 120 s."""
_LOOK_AGAIN_S = 2.0
"""How long to wait before looking again for documents that another run is at work on."""


def main() -> NoReturn:
    """Do the shard that the environment names, and end with a code of `ExitCode`."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    signal.signal(signal.SIGALRM, _leave)
    has_metrics = JOB_VARIABLE in os.environ
    log_json(has_metrics=has_metrics)
    try:
        store, run_id, shard = _task(os.environ)
        log_json(has_metrics=has_metrics, run_id=run_id, shard=shard)
        do_shard(store, load_run(store, run_id), shard)
    except SmartCatError as error:
        _logger.error(str(error), extra={"exit_code": int(error.exit_code)})  # noqa: TRY400
        _end(error.exit_code)
    except Exception as error:  # what Python says of it may have text of a document in it
        _logger.exception("a bug: %s", type(error).__name__, extra={"exit_code": int(ExitCode.BUG)})
        _end(ExitCode.BUG)
    _end(ExitCode.OK)


def do_shard(store: ObjectStore, run: RunManifest, shard: int) -> ShardReport:
    """Do a shard, and store what came of it, unless that is stored already.

    Raises:
        ShardNotFoundError: The run has no such shard.
        BundleError: The model is not the one that the run was planned with.
        TransientError: The store does not answer.
    """
    report = find_report(store, run.run_id, shard)
    if report is not None and report.failure is None:
        conclude_run(store, run)  # which a worker that was killed may have left undone
        return report
    started_at = datetime.now(UTC)
    items = load_shard(store, run, shard)
    _logger.info("shard begun", extra={"items": len(items)})
    with tempfile.TemporaryDirectory(prefix="smartcat-") as name:
        folder = Path(name)
        sorter = Sorter(load_model(store, run, folder), run.split)
        finaliser = Finaliser(store, sorter, run.read)
        jobs = run.jobs or usable_cores()
        limits = run.limits.bearable(usable_memory_bytes())
        with (
            Reader(run.read, limits, jobs, sorter.settles) as reader,
            Fetcher(folder, limits.max_bytes) as fetcher,
        ):
            claims = Claims(store, run.run_id)
            worker = ShardWorker(store, reader, finaliser, claims, fetcher)
            _work_through(worker, items)
    report = _report(shard, worker, items, started_at)
    conclude_shard(store, run, report)
    _logger.info("shard done", extra={"pages": report.pages, "cpu_s": report.cpu_s})
    return report


def _work_through(worker: ShardWorker, items: Sequence[WorkItem]) -> None:
    """Do all items; those of other runs are done once these are done, or have given up."""
    left = worker.work(items)
    while left:
        _logger.info("waiting for another run", extra={"items": len(left)})
        time.sleep(_LOOK_AGAIN_S)
        left = worker.work(left)


def _report(
    shard: int, worker: ShardWorker, items: Sequence[WorkItem], started_at: datetime
) -> ShardReport:
    tally = worker.tally
    return ShardReport(
        shard=shard,
        items=len(items),
        failed=tuple(sorted(tally.failed)),
        pages=tally.pages,
        repeated_blocks=tally.repeated,
        cpu_s=round(tally.cpu_s, 3),
        started_at=started_at,
        finished_at=datetime.now(UTC),
    )


def _task(environment: Mapping[str, str]) -> tuple[ObjectStore, str, int]:
    uri = environment.get(RUN_VARIABLE, "")
    if not uri:
        raise ConfigurationError(f"{RUN_VARIABLE} is not set; it names the run manifest")
    manifest, _, job = uri.rpartition("#") if "#" in uri else (uri, "", "")
    root, run_id = run_of(manifest)
    index = environment.get(INDEX_VARIABLE, "0")
    if not (index.isdecimal() and (job or "0").isdecimal()):
        raise ConfigurationError(f"{INDEX_VARIABLE} is '{index}', not a number from 0 up")
    store = open_store(root)
    shard = shard_of(store, run_id, int(job), int(index)) if job else int(index)
    return store, run_id, shard


def _stop(_number: int, _frame: object) -> NoReturn:
    """Drop the page that is being read; what was stored stands, the next attempt does the rest.

    No error of ours is raised: wherever one is taken for what became of a document, this is not.
    Python loses what is raised while it clears away an object, so there is an alarm, too.
    """
    signal.setitimer(signal.ITIMER_REAL, _CLEAR_UP_S)
    sys.exit(ExitCode.INTERRUPTED_WORK)


def _leave(_number: int, _frame: object) -> NoReturn:
    """End at once: clearing up takes too long, or the wish to stop was lost."""
    os._exit(ExitCode.INTERRUPTED_WORK)


def _end(code: int) -> NoReturn:
    """End with a code, which being told to stop changes no more."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(code)
