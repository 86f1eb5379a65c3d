"""Containers of a run are lost at random moments; it ends as if nothing had happened."""

import random
import time
from typing import Any

import pytest

from machine.emulator import lose_host
from machine.engine import Engine
from machine.jobs import containers_of, detail, is_over, over
from machine.prepared import Prepare
from machine.waiting import until
from machine.worker_job import submit_shards

pytestmark = pytest.mark.e2e

KILLS = 20
PATIENCE_S = 180.0
STOPS_WITHIN_S = 20.0


def strike(dice: random.Random, engine: Engine, batch: Any, array: str) -> bool:
    """End one of the containers of an array job, in one of the ways in which they are lost."""
    victims = containers_of(engine, array)
    if not victims:
        return False
    victim = dice.choice(victims)
    match dice.choice(("stopped", "killed", "lost with its host")):
        case "stopped":
            victim.kill("SIGTERM")
        case "killed":
            victim.kill("SIGKILL")
        case _:
            index = victim.name.removeprefix(f"{array}-").split("-")[0]
            lose_host(batch, f"{array}:{index}")
    return True


def test_a_worker_that_is_told_to_stop_is_tried_again_and_goes_on(
    prepare: Prepare, engine: Engine, batch: Any
) -> None:
    planned, results, uri = prepare({"long": 96})
    job = submit_shards(batch, uri, planned.shards)
    until("a block is stored", results.blocks)
    stored = set(results.blocks())
    (victim, *_) = containers_of(engine, job)
    victim.kill("SIGTERM")
    until("it has ended", lambda: victim not in containers_of(engine, job), STOPS_WITHIN_S)
    told = over(batch, job, PATIENCE_S)
    assert told["status"] == "SUCCEEDED"
    children = [detail(batch, f"{job}:{index}") for index in range(planned.shards)]
    assert {
        tuple(attempt["container"]["exitCode"] for attempt in child["attempts"])
        for child in children
    } == {(75, 0), (0,)}
    assert stored < set(results.blocks())
    assert not sum(report["repeated_blocks"] for report in results.reports(planned.run_id))
    assert results.manifests() == planned.manifests()


def test_a_run_whose_containers_are_lost_again_and_again_ends_as_if_undisturbed(
    prepare: Prepare, engine: Engine, batch: Any
) -> None:
    planned, results, uri = prepare({"long": 320, "short": 80, "other": 40})
    dice = random.Random(0)
    kills, repeated = 0, 0
    array = submit_shards(batch, uri, planned.shards)
    while kills < KILLS or not is_over(batch, array):
        time.sleep(dice.uniform(0.1, 1.0))  # the moment is drawn, nothing is waited for
        if not is_over(batch, array):
            kills += kills < KILLS and strike(dice, engine, batch, array)
            continue
        repeated += sum(report["repeated_blocks"] for report in results.reports(planned.run_id))
        if detail(batch, array)["status"] == "SUCCEEDED":
            break
        array = submit_shards(batch, uri, planned.shards)  # as a killed container is no retry
    assert over(batch, array, PATIENCE_S)["status"] == "SUCCEEDED"
    repeated += sum(report["repeated_blocks"] for report in results.reports(planned.run_id))
    assert kills >= KILLS / 2
    assert not repeated
    assert results.manifests() == planned.manifests()
    assert len(results.manifests()) == 3
