"""Containers of a run are lost at random moments; it ends as if nothing had happened."""

import random
from typing import Any

import pytest

from machine.bucket import Results
from machine.engine import Engine
from machine.jobs import containers_of, detail, exit_codes
from machine.losses import Loss, Losses
from machine.prepared import Prepare
from machine.waiting import until

pytestmark = pytest.mark.e2e

KILLS = 20
STOPS_WITHIN_S = 20.0
SHARD_S = 2.5
"""Three blocks of a scan: some of them are stored when a container is lost, and some are not."""
UNFINISHED = 50


def test_a_worker_that_is_told_to_stop_is_tried_again_and_goes_on(
    prepare: Prepare, engine: Engine, batch: Any
) -> None:
    scans = prepare({"long": 96})
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
    prepare: Prepare, engine: Engine, batch: Any
) -> None:
    scans = prepare({"long": 320, "short": 80, "other": 40})
    losses = Losses(engine, batch, random.Random(0))
    repeated, left = 0, []
    with losses.befall(KILLS):
        run_id = scans.start("--shard-seconds", SHARD_S)
        told = scans.ask("wait", run_id)
        while told.code == UNFINISHED:  # as a container that was killed is not tried again
            repeated += repeated_blocks(scans.results, run_id)
            left.append(left_shards(scans.results, run_id))
            told = scans.ask("retry", run_id)
    assert told.code == 0, told
    assert losses.suffered.total() == KILLS
    assert set(losses.suffered) == set(Loss)
    assert not repeated + repeated_blocks(scans.results, run_id)
    first, *later = [list(job["shards"]) for job in scans.results.jobs(run_id)]
    assert first == list(range(scans.results.shards(run_id)))
    assert later == left
    assert scans.results.manifests() == scans.undisturbed
    assert len(scans.undisturbed) == 3


def repeated_blocks(results: Results, run_id: str) -> int:
    """How many blocks were stored by one worker and then read by another one."""
    return sum(report["repeated_blocks"] for report in results.reports(run_id))


def left_shards(results: Results, run_id: str) -> list[int]:
    """Shards that were given up."""
    return [report["shard"] for report in results.reports(run_id) if report["failure"]]
