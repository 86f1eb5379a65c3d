"""The command ``smartcat-batch`` over AWS Batch: a run from its submission to its results."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from machine.command import Outcome
from machine.engine import Engine
from machine.jobs import containers_of, detail, exit_codes, over
from machine.manifests import comparable
from machine.prepared import SOME_PAGES, Prepared
from machine.waiting import until
from machine.worker_job import QUEUE

pytestmark = pytest.mark.e2e

JSON = ("--format", "json")
SHARD_S = 1.7
"""Two blocks of a scan."""
UNFINISHED, OVER_BUDGET, SOME_FAILED, STOPPED = 50, 53, 60, 75


@dataclass(frozen=True)
class Finished:
    """A run that is over.

    Attributes:
        scans: What was sorted.
        run_id: Its name.
        watched: What the command said that watched it.
    """

    scans: Prepared
    run_id: str
    watched: Outcome


@pytest.fixture(scope="module")
def finished(sorted_scans: Prepared) -> Finished:
    """A run of several shards that was submitted, and watched until it was over."""
    run_id = sorted_scans.start("--shard-seconds", SHARD_S)
    return Finished(sorted_scans, run_id, sorted_scans.ask("watch", run_id, *JSON))


def told(outcome: Outcome) -> dict[str, Any]:
    """What a command that went well says in JSON."""
    assert outcome.code == 0, outcome
    said: dict[str, Any] = json.loads(outcome.out)
    return said


def test_shards_are_children_of_one_array_job(finished: Finished, batch: Any) -> None:
    (job,) = finished.scans.results.jobs(finished.run_id)
    assert len(job["shards"]) == finished.scans.results.shards(finished.run_id) > 1
    array = detail(batch, job["job_id"])
    assert array["arrayProperties"]["statusSummary"]["SUCCEEDED"] == len(job["shards"])


def test_all_that_look_at_a_run_see_the_same(finished: Finished) -> None:
    watched = told(finished.watched)
    assert (watched["state"], watched["done"], watched["failed"]) == ("done", len(SOME_PAGES), 0)
    assert watched["shards_done"] == watched["shards"] > 1
    assert told(finished.scans.ask("status", finished.run_id, *JSON)) == watched
    listed = finished.scans.ask("list", *JSON).out.splitlines()
    assert watched in map(json.loads, listed)


def test_results_are_those_of_this_machine(finished: Finished) -> None:
    collected = finished.scans.ask("results", finished.run_id)
    assert collected.code == 0, collected
    lines = [comparable(line) for line in collected.out.splitlines()]
    assert sorted(lines) == sorted(finished.scans.undisturbed.values())
    assert finished.scans.results.manifests() == finished.scans.undisturbed


def test_what_containers_said_comes_back(finished: Finished) -> None:
    said = finished.scans.ask("logs", finished.run_id)
    assert said.code == 0, said
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert {line["run_id"] for line in lines} == {finished.run_id}
    done = [line["shard"] for line in lines if line["message"] == "shard done"]
    assert done == list(range(finished.scans.results.shards(finished.run_id)))
    assert {line["document_id"] for line in lines if "document_id" in line} == set(
        finished.scans.undisturbed
    )


def test_what_containers_said_of_a_document_comes_back(finished: Finished) -> None:
    document_id = next(iter(finished.scans.undisturbed))
    said = finished.scans.ask("logs", finished.run_id, document_id)
    assert said.code == 0, said
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert {line.get("document_id", document_id) for line in lines} == {document_id}
    assert "document done" in {line["message"] for line in lines}


def test_what_a_run_cost_is_told_beside_what_was_foretold(finished: Finished) -> None:
    costs = told(finished.scans.ask("cost", finished.run_id, *JSON))
    assert costs["shards_done"] == costs["shards"]
    assert costs["container"] == {"vcpus": 1.0, "memory_mib": 2048}
    assert costs["actual"]["pages"] == sum(SOME_PAGES.values())
    for figures in (costs["predicted"], costs["actual"]):
        assert 0 < figures["cost"]["low_usd"] < figures["cost"]["high_usd"] < 0.1


def test_what_has_a_result_is_not_submitted_again(finished: Finished, batch: Any) -> None:
    before = job_names(batch)
    again = told(finished.scans.submit("--shard-seconds", SHARD_S, *JSON))
    assert (again["state"], again["reused"], again["done"]) == ("done", len(SOME_PAGES), 0)
    assert again["run_id"] != finished.run_id
    assert not finished.scans.results.jobs(again["run_id"])
    assert job_names(batch) == before


def test_what_would_cost_too_much_is_not_submitted(finished: Finished, batch: Any) -> None:
    before = job_names(batch), list(finished.scans.results.keys("runs/"))
    refused = finished.scans.submit("--force", "--max-cost", "0.0000001")
    assert refused.code == OVER_BUDGET, refused
    assert (job_names(batch), list(finished.scans.results.keys("runs/"))) == before


def test_a_run_of_one_shard_is_a_plain_job_and_one_document_fails_alone(
    scans: Prepared, batch: Any
) -> None:
    listed = scans.folder / "list.csv"
    listed.write_text(f"path\n{scans.source}/gone.tif\n{scans.source}/other.tif\n")
    outcome = scans.submit(*JSON, source=listed)
    assert outcome.code == SOME_FAILED, outcome
    status = json.loads(outcome.out)
    assert (status["done"], status["failed"], status["shards"]) == (1, 1, 1)
    assert "there is no such document" in scans.ask("status", "last").out
    (job,) = scans.results.jobs(status["run_id"])
    plain = over(batch, job["job_id"])
    assert "arrayProperties" not in plain
    assert plain["status"] == "SUCCEEDED"
    assert len(scans.undisturbed.items() & scans.results.manifests().items()) == 1


def test_a_run_that_is_cancelled_ends_and_is_taken_up_again(
    scans: Prepared, engine: Engine, batch: Any
) -> None:
    run_id = scans.start("--shard-seconds", SHARD_S)
    until("a block is stored", scans.results.blocks)
    assert scans.ask("cancel", run_id).code == 0
    until("no container is left", lambda: not containers_of(engine))
    (job,) = scans.results.jobs(run_id)
    assert over(batch, job["job_id"])["statusReason"] == "cancelled with smartcat-batch"
    codes = exit_codes(batch, job["job_id"], len(job["shards"]))
    assert [STOPPED] in codes
    assert all(code in ([], [STOPPED], [0]) for code in codes)
    assert told(scans.ask("status", run_id, *JSON))["state"] == "cancelled"
    assert scans.ask("wait", run_id).code == UNFINISHED
    stored = set(scans.results.blocks())
    done = {report["shard"] for report in scans.results.reports(run_id)}
    assert told(scans.ask("retry", run_id, *JSON))["done"] == len(SOME_PAGES)
    first, second = (set(job["shards"]) for job in scans.results.jobs(run_id))
    assert second == first - done
    assert stored < set(scans.results.blocks())
    assert scans.results.manifests() == scans.undisturbed


def job_names(batch: Any) -> set[str]:
    """The names of all jobs that were ever submitted."""
    filters = [{"name": "JOB_NAME", "values": ["smartcat*"]}]
    pages = batch.get_paginator("list_jobs").paginate(jobQueue=QUEUE, filters=filters)
    return {one["jobName"] for page in pages for one in page["jobSummaryList"]}
