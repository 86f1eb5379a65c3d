"""Jobs of the emulated AWS Batch run, are told of, are ended, and are tried again."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from machine.emulator import lose_host
from machine.waiting import until

VCPUS = 4
RETRY_SOME = {
    "attempts": 3,
    "evaluateOnExit": [
        {"onExitCode": "7*", "action": "RETRY"},
        {"onStatusReason": "Host EC2*", "action": "RETRY"},
        {"onReason": "*", "action": "EXIT"},
    ],
}


def submit(batch: Any, name: str = "letters", **more: Any) -> str:
    request = {"jobName": name, "jobQueue": "queue", "jobDefinition": "worker", **more}
    return str(batch.submit_job(**request)["jobId"])


def detail(batch: Any, job_id: str) -> dict[str, Any]:
    (told,) = batch.describe_jobs(jobs=[job_id])["jobs"]
    return dict(told)


def over(batch: Any, job_id: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        told = detail(batch, job_id)
        return told if told["status"] in {"SUCCEEDED", "FAILED"} else None

    return until(f"{job_id} is over", look) or {}


def running(containers: Any, count: int) -> list[Any]:
    until(f"{count} containers run", lambda: len(containers.running) == count)
    return list(containers.running)


def with_code(code: int) -> dict[str, Any]:
    return {"containerOverrides": {"environment": [{"name": "CODE", "value": str(code)}]}}


def codes(told: dict[str, Any]) -> list[int | None]:
    return [attempt["container"].get("exitCode") for attempt in told["attempts"]]


def test_a_job_runs_in_a_container_and_is_told_of(
    batch: Any, containers: Any, services: Any
) -> None:
    job = submit(batch, tags={"run": "r1"}, containerOverrides={"command": ["now"]})
    (container,) = running(containers, 1)
    told = until("it runs", lambda: detail(batch, job))
    assert container.environment["AWS_BATCH_JOB_ID"] == job
    assert container.environment["AWS_BATCH_JOB_ATTEMPT"] == "1"
    assert "AWS_BATCH_JOB_ARRAY_INDEX" not in container.environment
    container.end(0)
    told = over(batch, job)
    assert (told["status"], codes(told), told["tags"]) == ("SUCCEEDED", [0], {"run": "r1"})
    assert told["container"]["command"] == ["now"]
    assert told["createdAt"] <= told["startedAt"] <= told["stoppedAt"]
    group, stream, line = services.lines[0]
    assert (group, stream) == ("/aws/batch/job", told["container"]["logStreamName"])
    assert line == f"hello from {job}-1"
    states = ["SUBMITTED", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED"]
    until("all events", lambda: len(services.events) == len(states))
    assert [event["status"] for event in services.events] == states
    assert container.signals == ["removed"]


def test_what_the_job_asks_for_goes_before_what_the_definition_says(
    batch: Any, containers: Any
) -> None:
    batch.register_job_definition(
        jobDefinitionName="other",
        type="container",
        parameters={"run": "none", "kept": "this"},
        containerProperties={
            "image": "worker:1",
            "command": ["--run", "Ref::run", "Ref::kept", "Ref::unknown"],
            "jobRoleArn": "arn:aws:iam::123456789012:role/worker",
            "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": ""}],
            "resourceRequirements": [{"type": "VCPU", "value": "1"}],
        },
    )
    overrides = {
        "environment": [{"name": "A", "value": "2"}],
        "resourceRequirements": [{"type": "MEMORY", "value": "1024"}],
    }
    submit(batch, jobDefinition="other", parameters={"run": "r1"}, containerOverrides=overrides)
    (container,) = running(containers, 1)
    assert container.plan.command == ("--run", "r1", "this", "Ref::unknown")
    assert (container.environment["A"], "B" in container.environment) == ("2", False)
    assert container.environment["ACTS_AS"] == "arn:aws:iam::123456789012:role/worker"
    assert (container.plan.vcpus, container.plan.memory_mib) == (1.0, 1024)


def test_children_know_their_index_and_the_array_is_over_with_the_last(
    batch: Any, containers: Any
) -> None:
    array = submit(batch, arrayProperties={"size": 3})
    started = running(containers, 3)
    by_index = {each.environment["AWS_BATCH_JOB_ARRAY_INDEX"]: each for each in started}
    assert sorted(by_index) == ["0", "1", "2"]
    assert {each.environment["AWS_BATCH_JOB_ARRAY_SIZE"] for each in started} == {"3"}
    by_index["0"].end(1)
    assert over(batch, f"{array}:0")["status"] == "FAILED"
    by_index["1"].end(0)
    assert over(batch, f"{array}:1")["arrayProperties"] == {"index": 1}
    told = detail(batch, array)
    counts = {key: n for key, n in told["arrayProperties"]["statusSummary"].items() if n}
    assert (told["status"], told["arrayProperties"]["size"]) == ("PENDING", 3)
    assert counts == {"FAILED": 1, "SUCCEEDED": 1, "RUNNING": 1}
    by_index["2"].end(0)
    told = over(batch, array)
    assert (told["status"], told["statusReason"]) == ("FAILED", "Array Child Job failed")


def test_an_array_succeeds_with_all_its_children(batch: Any) -> None:
    array = submit(batch, arrayProperties={"size": 20}, **with_code(0))
    assert over(batch, array)["status"] == "SUCCEEDED"


def test_no_more_run_at_once_than_there_are_vcpus(batch: Any, containers: Any) -> None:
    array = submit(batch, arrayProperties={"size": VCPUS + 1})
    started = running(containers, VCPUS)
    until("the last one waits", lambda: detail(batch, f"{array}:{VCPUS}")["status"] == "RUNNABLE")
    assert len(containers.started) == VCPUS
    started[0].end(0)
    for each in running(containers, VCPUS):
        each.end(0)
    assert over(batch, array)["status"] == "SUCCEEDED"


def test_jobs_wait_for_a_queue_whose_compute_environment_is_disabled(
    batch: Any, containers: Any
) -> None:
    batch.update_compute_environment(computeEnvironment="spot", state="DISABLED")
    job = submit(batch)
    assert detail(batch, job)["status"] == "RUNNABLE"
    batch.update_compute_environment(computeEnvironment="spot", state="ENABLED")
    running(containers, 1)[0].end(0)
    assert over(batch, job)["status"] == "SUCCEEDED"


@pytest.mark.parametrize("size", [0, 1, 10_001])
def test_arrays_of_other_sizes_are_refused(batch: Any, size: int) -> None:
    with pytest.raises(ClientError, match="between 2 and 10000"):
        submit(batch, arrayProperties={"size": size})


def test_the_largest_array_can_be_ended(batch: Any, containers: Any) -> None:
    array = submit(batch, arrayProperties={"size": 10_000})
    running(containers, VCPUS)
    batch.terminate_job(jobId=array, reason="enough")
    told = over(batch, array)
    assert told["arrayProperties"]["statusSummary"]["FAILED"] == 10_000
    assert len(containers.started) == VCPUS


@pytest.mark.parametrize(
    ("code", "attempts"), [(70, 3), (75, 3), (79, 3), (1, 1), (20, 1), (51, 1), (137, 1), (17, 1)]
)
def test_exit_codes_decide_whether_a_job_is_tried_again(
    batch: Any, code: int, attempts: int
) -> None:
    job = submit(batch, retryStrategy=RETRY_SOME, **with_code(code))
    told = over(batch, job)
    assert (told["status"], codes(told)) == ("FAILED", [code] * attempts)
    assert told["container"]["exitCode"] == code


def test_attempts_are_numbered(batch: Any, containers: Any) -> None:
    job = submit(batch, retryStrategy=RETRY_SOME)
    for attempt in ("1", "2"):
        (container,) = running(containers, 1)
        assert container.environment["AWS_BATCH_JOB_ATTEMPT"] == attempt
        container.end(75 if attempt == "1" else 0)
    told = over(batch, job)
    assert (told["status"], codes(told)) == ("SUCCEEDED", [75, 0])


def test_without_rules_all_failures_are_tried_again(batch: Any) -> None:
    told = over(batch, submit(batch, retryStrategy={"attempts": 2}, **with_code(1)))
    assert codes(told) == [1, 1]


def test_without_a_rule_that_matches_a_failure_is_tried_again(batch: Any) -> None:
    rules = [{"onExitCode": "7*", "action": "RETRY"}]
    strategy = {"attempts": 2, "evaluateOnExit": rules}
    assert codes(over(batch, submit(batch, retryStrategy=strategy, **with_code(1)))) == [1, 1]


@pytest.mark.parametrize(
    "strategy",
    [
        {"attempts": 11},
        {"attempts": 2, "evaluateOnExit": [{"onExitCode": "*7", "action": "RETRY"}]},
        {"attempts": 2, "evaluateOnExit": [{"onExitCode": "7?", "action": "RETRY"}]},
        {"attempts": 2, "evaluateOnExit": [{"action": "EXIT"}]},
        {"attempts": 2, "evaluateOnExit": [{"onStatusReason": "Host (i-*", "action": "RETRY"}]},
        {"attempts": 2, "evaluateOnExit": [{"onReason": "*", "action": "EXIT"}] * 6},
    ],
)
def test_retry_strategies_that_aws_refuses_are_refused(
    batch: Any, strategy: dict[str, Any]
) -> None:
    with pytest.raises(ClientError):
        submit(batch, retryStrategy=strategy)


def test_a_lost_host_is_another_attempt_without_a_code(batch: Any, containers: Any) -> None:
    job = submit(batch, retryStrategy=RETRY_SOME)
    (container,) = running(containers, 1)
    until("it is told to run", lambda: detail(batch, job)["status"] == "RUNNING")
    lose_host(batch, job)
    (second,) = running(containers, 1)
    assert (container.signals[0], second is container) == ("KILL", False)
    second.end(0)
    told = over(batch, job)
    assert (told["status"], codes(told)) == ("SUCCEEDED", [None, 0])
    assert told["attempts"][0]["statusReason"].startswith("Host EC2 (instance i-")


def test_a_terminated_job_gets_sigterm_and_is_not_tried_again(batch: Any, containers: Any) -> None:
    job = submit(batch, retryStrategy=RETRY_SOME)
    (container,) = running(containers, 1)
    batch.terminate_job(jobId=job, reason="enough")
    told = over(batch, job)
    assert container.signals == ["TERM, KILL after 30 s", "removed"]
    assert (told["status"], told["statusReason"], codes(told)) == ("FAILED", "enough", [143])
    assert told["isTerminated"]


def test_only_jobs_that_have_not_started_are_cancelled(batch: Any, containers: Any) -> None:
    array = submit(batch, arrayProperties={"size": VCPUS + 2})
    started = running(containers, VCPUS)
    batch.cancel_job(jobId=array, reason="changed my mind")
    until(
        "two are cancelled",
        lambda: detail(batch, array)["arrayProperties"]["statusSummary"]["FAILED"] == 2,
    )
    assert running(containers, VCPUS) == started
    for each in started:
        each.end(0)
    told = over(batch, array)
    assert (told["status"], told["statusReason"]) == ("FAILED", "changed my mind")
    last = detail(batch, f"{array}:{VCPUS}")
    assert (last["isCancelled"], last["attempts"]) == (True, [])


def test_an_attempt_may_take_so_long_and_is_not_tried_again(
    batch: Any, containers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emulation.batch.definitions._LEAST_TIMEOUT_S", 0)
    job = submit(batch, timeout={"attemptDurationSeconds": 1}, retryStrategy={"attempts": 3})
    (container,) = running(containers, 1)
    told = over(batch, job)
    assert container.signals[0] == "TERM, KILL after 30 s"
    assert told["statusReason"] == "Job attempt duration exceeded timeout"
    assert len(told["attempts"]) == 1


def test_time_limits_below_a_minute_are_refused(batch: Any) -> None:
    with pytest.raises(ClientError, match="at least 60"):
        submit(batch, timeout={"attemptDurationSeconds": 59})


def test_a_container_that_cannot_start_or_has_no_memory_left_says_so(
    batch: Any, containers: Any
) -> None:
    batch.register_job_definition(
        jobDefinitionName="missing",
        type="container",
        containerProperties={"image": "missing", "resourceRequirements": []},
    )
    told = over(batch, submit(batch, jobDefinition="missing", retryStrategy=RETRY_SOME))
    assert told["attempts"][0]["container"]["reason"].startswith("CannotPullContainerError")
    assert len(told["attempts"]) == 1
    job = submit(batch)
    running(containers, 1)[0].end(137, ran_out_of_memory=True)
    assert over(batch, job)["container"]["reason"].startswith("OutOfMemoryError")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"jobName": "a b"}, "valid pattern"),
        ({"jobQueue": "other"}, "JobQueue other does not exist"),
        ({"jobDefinition": "worker:2"}, "JobDefinition worker:2 does not exist"),
        ({"dependsOn": [{"jobId": "x"}]}, "dependsOn is not emulated"),
        ({"parameters": {"much": "x" * 31_000}}, "30 KiB"),
    ],
)
def test_what_cannot_be_is_refused(batch: Any, more: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ClientError, match=refusal):
        batch.submit_job(**{"jobName": "a", "jobQueue": "queue", "jobDefinition": "worker", **more})


def test_jobs_are_listed_by_status(batch: Any, containers: Any) -> None:
    first, second = submit(batch, "first"), submit(batch, "second")
    until("both run", lambda: len(batch.list_jobs(jobQueue="queue")["jobSummaryList"]) == 2)
    for each in running(containers, 2):
        each.end(0 if first in each.name else 3)
    over(batch, first), over(batch, second)
    (done,) = batch.list_jobs(jobQueue="queue", jobStatus="SUCCEEDED")["jobSummaryList"]
    (failed,) = batch.list_jobs(jobQueue="queue", jobStatus="FAILED")["jobSummaryList"]
    assert (done["jobId"], failed["jobId"]) == (first, second)
    assert (failed["jobName"], failed["container"]) == ("second", {"exitCode": 3})


def test_jobs_are_listed_by_name_whatever_their_status(batch: Any) -> None:
    names = ("run-1", "run-2", "walk-1")
    made = {name: submit(batch, name, **with_code(0)) for name in names}

    def listed(*values: str) -> list[str]:
        by_name = [{"name": "JOB_NAME", "values": list(values)}]
        answer = batch.list_jobs(jobQueue="queue", filters=by_name)
        return [each["jobId"] for each in answer["jobSummaryList"]]

    assert listed("RUN-1") == [made["run-1"]]
    assert listed("run-*") == [made["run-2"], made["run-1"]]
    assert listed("run") == []


def test_children_are_listed_a_page_at_a_time(batch: Any) -> None:
    array = submit(batch, arrayProperties={"size": 250}, **with_code(0))
    over(batch, array)
    pages = list(batch.get_paginator("list_jobs").paginate(arrayJobId=array, jobStatus="SUCCEEDED"))
    assert [len(page["jobSummaryList"]) for page in pages] == [100, 100, 50]
    indices = [
        each["arrayProperties"]["index"] for page in pages for each in page["jobSummaryList"]
    ]
    assert indices == list(range(250))
    (whole,) = batch.list_jobs(jobQueue="queue", jobStatus="SUCCEEDED")["jobSummaryList"]
    assert whole["arrayProperties"] == {"size": 250}


def test_at_most_a_hundred_jobs_are_described_at_once(batch: Any) -> None:
    assert batch.describe_jobs(jobs=["none"])["jobs"] == []
    with pytest.raises(ClientError, match="at most 100"):
        batch.describe_jobs(jobs=["none"] * 101)
