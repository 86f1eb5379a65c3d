"""Containers of a run are lost at random moments; it ends as if nothing had happened."""

import random
from typing import Any

import pytest

from machine.bucket import Results
from machine.engine import Engine
from machine.jobs import containers_of, detail, exit_codes
from machine.losses import Loss, Losses
from machine.prepared import Prepared
from machine.waiting import until
from machine.worker_job import RETRY_STRATEGY

pytestmark = pytest.mark.e2e

KILLS = 20
STOPS_WITHIN_S = 20.0
SHARD_S = 1.7
"""Two blocks of a scan: one may be stored when a container is lost, and the other one not."""
UNFINISHED = 50
LOST = {75, 137, 143}
"""What containers end with that are told to stop, or killed."""


def test_a_worker_that_is_told_to_stop_is_tried_again_and_goes_on(
    scans: Prepared, engine: Engine, batch: Any
) -> None:
    run_id = scans.start("--shard-seconds", SHARD_S)
    until("a block is stored", scans.results.blocks)
    stored = set(scans.results.blocks())
    (victim, *_) = containers_of(engine)
    victim.kill("SIGTERM")
    until("it has ended", lambda: victim not in containers_of(engine), STOPS_WITHIN_S)
    assert scans.ask("wait", run_id).code == 0
    (job,) = scans.results.jobs(run_id)
    assert detail(batch, job["job_id"])["status"] == "SUCCEEDED"
    codes = exit_codes(batch, job["job_id"], len(job["shards"]))
    assert sorted(codes) == sorted([[75, 0], *([[0]] * (len(codes) - 1))])
    assert stored < set(scans.results.blocks())
    assert not repeated_blocks(scans.results, run_id)
    assert scans.results.manifests() == scans.undisturbed


def test_a_run_whose_containers_are_lost_again_and_again_ends_as_if_undisturbed(
    scans: Prepared, engine: Engine, batch: Any
) -> None:
    losses = Losses(engine, batch, random.Random(0))
    with losses.befall(KILLS):
        see_through(scans, batch)
        assert scans.results.manifests() == scans.undisturbed
        while losses.suffered.total() < KILLS:  # where it takes less time than to lose so many
            see_through(scans, batch, "--force")
            assert scans.results.manifests() == scans.undisturbed
    assert set(losses.suffered) == set(Loss)


def see_through(scans: Prepared, batch: Any, *options: str) -> None:
    """Submit scans, and take the run up until all is done: killed containers are not tried again.

    No block may be read twice, and no shard done again that was not left, or lost in all attempts
    of a job: those move on to another job by themselves.
    """
    repeated, left = 0, []
    run_id = scans.start("--shard-seconds", SHARD_S, *options)
    told = scans.ask("wait", run_id)
    while told.code == UNFINISHED:
        repeated += repeated_blocks(scans.results, run_id)
        left.append(left_shards(scans.results, run_id))
        told = scans.ask("retry", run_id)
    assert told.code == 0, told
    assert not repeated + repeated_blocks(scans.results, run_id)
    jobs = scans.results.jobs(run_id)
    first, *later = [list(job["shards"]) for job in jobs]
    assert first == list(range(scans.results.shards(run_id)))
    for shards in left:
        later.remove(shards)
    assert {shard for shards in later for shard in shards} <= worn_out(batch, jobs)


def worn_out(batch: Any, jobs: list[dict[str, Any]]) -> set[int]:
    """Shards that were tried in a job as often as may be."""
    return {
        shard
        for job in jobs
        for index, shard in enumerate(job["shards"])
        if len(detail(batch, child_id(job, index))["attempts"]) == RETRY_STRATEGY["attempts"]
    }


def child_id(job: dict[str, Any], index: int) -> str:
    """What Batch calls the container of one of the shards of a job."""
    return f"{job['job_id']}:{index}" if len(job["shards"]) > 1 else str(job["job_id"])


def repeated_blocks(results: Results, run_id: str) -> int:
    """How many blocks were read by a worker and stored by another one meanwhile."""
    return sum(report["repeated_blocks"] for report in results.reports(run_id))


def left_shards(results: Results, run_id: str) -> list[int]:
    """Shards that were given up, all of them for losses."""
    failures = {one["shard"]: one["failure"] for one in results.reports(run_id) if one["failure"]}
    assert all(map(is_of_a_loss, failures.values())), failures
    return list(failures)


def is_of_a_loss(failure: dict[str, Any]) -> bool:
    """Whether a shard was given up for a container that was lost: killed once, or all too often."""
    return failure["exit_code"] in LOST or "Host EC2" in failure["message"]
