"""What the doctor finds in what AWS answers, and what it says is to be done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from smartcat.cli.batch.main import main
from smartcat.doctor import asking

Answers = dict[str, Any]
Doctor = Callable[..., tuple[int, list[dict[str, Any]]]]


def bad(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["level"] != "ok"]


def test_a_deployment_that_is_well_has_nothing_to_look_at(doctor: Doctor) -> None:
    code, found = doctor()
    assert code == 0
    assert bad(found) == []
    assert {one["check"] for one in found} >= {"rule", "bucket", "trigger", "job queue", "image"}


def changed(answers: Answers, path: str, value: Any) -> None:
    """Change an answer at a place, named by keys and numbers with slashes in between."""
    *way, last = path.split("/")
    place: Any = answers
    for step in way:
        place = place[int(step) if step.isdecimal() else step]
    place[last] = value


@pytest.mark.parametrize(
    ("path", "value", "check", "says", "remedy"),
    [
        ("events.describe_rule/State", "DISABLED", "rule", "disabled", "enable-rule"),
        ("s3.get_bucket_notification_configuration", {}, "bucket", "no events", "Properties"),
        ("lambda.get_function_configuration/State", "Failed", "function", "Failed", "make deploy"),
        (
            "lambda.get_function_configuration/LastUpdateStatus",
            "Failed",
            "function",
            "last update failed",
            "make deploy",
        ),
        (
            "lambda.list_event_source_mappings/EventSourceMappings/0/State",
            "Disabled",
            "trigger",
            "disabled",
            "--uuid 0f3c4f8e-6a43-4d0a-9e1c-5a4c1a3c2b1d --enabled",
        ),
        (
            "lambda.list_event_source_mappings/EventSourceMappings/0/LastProcessingResult",
            "PROBLEM: Function call failed",
            "trigger",
            "PROBLEM",
            "right",
        ),
        (
            "lambda.list_event_source_mappings",
            {"EventSourceMappings": []},
            "trigger",
            "no queue calls it",
            "make deploy",
        ),
        (
            "lambda.get_function_concurrency",
            {"ReservedConcurrentExecutions": 0},
            "concurrency",
            "never called",
            "delete-function-concurrency",
        ),
        (
            "events.list_targets_by_rule",
            {},
            "rule",
            "no target",
            "make deploy",
        ),
        (
            "events.describe_rule/EventPattern",
            '{"source":["aws.batch"]}',
            "rule",
            "none of objects",
            "make deploy",
        ),
        (
            "batch.describe_job_queues/jobQueues/0/state",
            "DISABLED",
            "job queue",
            "disabled",
            "--state ENABLED",
        ),
        (
            "batch.describe_job_queues/jobQueues/0/status",
            "INVALID",
            "job queue",
            "INVALID: JobQueue Healthy",
            "reason",
        ),
        ("batch.describe_job_queues", {"jobQueues": []}, "job queue", "no such", "--job-queue"),
        (
            "batch.describe_compute_environments/computeEnvironments/0/state",
            "DISABLED",
            "compute environment",
            "disabled",
            "--state ENABLED",
        ),
        (
            "batch.describe_compute_environments/computeEnvironments/0/status",
            "INVALID",
            "compute environment",
            "INVALID",
            "role",
        ),
        (
            "batch.describe_compute_environments/computeEnvironments/0/computeResources/maxvCpus",
            1,
            "compute environment",
            "1 vCPUs at most, and a container needs 2",
            "maxvCpus=64",
        ),
        (
            "batch.describe_job_definitions",
            {"jobDefinitions": []},
            "job definition",
            "no active revision",
            "--job-definition",
        ),
        (
            "batch.describe_job_definitions/jobDefinitions/0/containerProperties/image",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/smartcat/worker:none",
            "image",
            "no image",
            "make deploy",
        ),
        ("ecr.describe_images", {"imageDetails": []}, "image", "no tag 0.1.0-abc", "push"),
        ("ecr.describe_images", "ImageNotFoundException", "image", "no tag 0.1.0-abc", "push"),
        (
            "batch.describe_job_queues/jobQueues/0/computeEnvironmentOrder",
            [],
            "job queue",
            "no compute environment",
            "make deploy",
        ),
        (
            "batch.describe_compute_environments/computeEnvironments/0/computeResources/maxvCpus",
            0,
            "compute environment",
            "0 vCPUs at most, and a container needs 2",
            "maxvCpus=64",
        ),
        (
            "lambda.get_function_configuration/Environment/Variables/SMARTCAT_RESULTS",
            "here",
            "model",
            "SMARTCAT_RESULTS",
            "",
        ),
        (
            "lambda.list_event_source_mappings/EventSourceMappings/0/State",
            "Deleting",
            "trigger",
            "being removed",
            "make deploy",
        ),
    ],
)
def test_what_is_set_up_wrong_is_an_error_with_its_remedy(  # noqa: PLR0913, PLR0917 - a table
    doctor: Doctor, answers: Answers, path: str, value: Any, check: str, says: str, remedy: str
) -> None:
    changed(answers, path, value)
    code, found = doctor()
    wrong = [one for one in bad(found) if one["check"] == check]
    assert code == 20
    assert wrong
    for one in wrong:
        assert one["level"] == "error"
        assert says in one["says"]
        assert remedy in one["remedy"]


@pytest.mark.parametrize(
    ("path", "value", "check"),
    [
        ("lambda.get_function_configuration/State", "Pending", "function"),
        ("lambda.get_function_configuration/LastUpdateStatus", "InProgress", "function"),
        ("lambda.list_event_source_mappings/EventSourceMappings/0/State", "Enabling", "trigger"),
        ("batch.describe_job_queues/jobQueues/0/status", "UPDATING", "job queue"),
        (
            "batch.describe_compute_environments/computeEnvironments/0/status",
            "CREATING",
            "compute environment",
        ),
        ("batch.describe_job_queues", "ThrottlingException", "job queue"),
    ],
)
def test_what_passes_by_itself_is_a_warning_with_a_code_of_its_own(
    doctor: Doctor, answers: Answers, path: str, value: Any, check: str
) -> None:
    changed(answers, path, value)
    code, found = doctor()
    assert code == 70
    assert {(one["check"], one["level"]) for one in bad(found)} == {(check, "warning")}


def test_what_is_wrong_goes_before_what_passes_by_itself(doctor: Doctor, answers: Answers) -> None:
    changed(answers, "lambda.get_function_configuration/State", "Pending")
    changed(answers, "batch.describe_job_queues/jobQueues/0/state", "DISABLED")
    code, _ = doctor()
    assert code == 20


def test_a_function_that_sleeps_is_well(doctor: Doctor, answers: Answers) -> None:
    told = answers["lambda.get_function_configuration"]
    told.update(State="Inactive", StateReasonCode="Idle")
    code, found = doctor()
    assert code == 0
    assert any("sleeps" in one["says"] for one in found)
    told.update(StateReasonCode="SubnetOutOfIPAddresses", StateReason="no address is left")
    code, found = doctor()
    assert code == 20
    assert "no address is left" in bad(found)[0]["says"]


def test_dead_letters_are_told_with_the_command_that_sends_them_back(
    doctor: Doctor, answers: Answers
) -> None:
    arn = answers["sqs.get_queue_attributes"]["Attributes"]["QueueArn"].removesuffix("documents")
    url = answers["sqs.get_queue_url"]["QueueUrl"].removesuffix("smartcat-documents")
    answers["sqs.get_queue_url"] = lambda **request: {"QueueUrl": f"{url}{request['QueueName']}"}

    def count(**request: Any) -> dict[str, Any]:
        part = request["QueueUrl"].removeprefix(f"{url}smartcat-")
        waiting = "0" if part == "documents" else "3"
        return {"Attributes": {"QueueArn": arn + part, "ApproximateNumberOfMessages": waiting}}

    answers["sqs.get_queue_attributes"] = count
    code, found = doctor()
    assert code == 20
    dead, failed = bad(found)
    assert (dead["level"], dead["subject"]) == ("error", "smartcat-dead-letters")
    assert dead["says"].startswith("3 messages")
    assert f"--source-arn {arn}dead-letters --destination-arn {arn}documents" in dead["remedy"]
    assert (failed["level"], failed["subject"]) == ("warning", "smartcat-failed-events")
    assert "/aws/lambda/smartcat-reconciler" in failed["remedy"]


def test_a_model_that_is_not_there(doctor: Doctor, answers: Answers) -> None:
    variables = answers["lambda.get_function_configuration"]["Environment"]["Variables"]
    variables["SMARTCAT_MODEL"] = "s3://results/models/mine.smartcat"
    variables["SMARTCAT_MODEL_SHA256"] = "0" * 64
    code, found = doctor()
    assert (code, bad(found)) == (0, [])
    answers["s3.head_object"] = "404"
    code, found = doctor()
    assert code == 41
    (one,) = bad(found)
    assert (one["check"], one["subject"]) == ("model", "s3://results/models/mine.smartcat")
    assert "aws s3 cp" in one["remedy"]


def test_an_environment_that_may_not_be_read(doctor: Doctor, answers: Answers) -> None:
    error = {"ErrorCode": "AccessDeniedException", "Message": "no"}
    answers["lambda.get_function_configuration"]["Environment"] = {"Error": error}
    code, found = doctor()
    assert code == 0
    assert "kms:Decrypt" in bad(found)[0]["says"]


@pytest.mark.parametrize(
    ("image", "asked"),
    [
        ("smartcat/worker@sha256:" + "0" * 64, {"imageDigest": "sha256:" + "0" * 64}),
        ("smartcat/worker:1@sha256:" + "0" * 64, {"imageDigest": "sha256:" + "0" * 64}),
        ("worker", {"imageTag": "latest"}),
    ],
)
def test_images_are_looked_for_by_tag_and_by_digest(
    doctor: Doctor, answers: Answers, image: str, asked: dict[str, str]
) -> None:
    (definition,) = answers["batch.describe_job_definitions"]["jobDefinitions"]
    registry = "210987654321.dkr.ecr.eu-central-1.amazonaws.com"
    definition["containerProperties"]["image"] = f"{registry}/{image}"
    well, seen = answers["ecr.describe_images"], []

    def describe(**request: Any) -> Any:
        seen.append(request)
        return well

    answers["ecr.describe_images"] = describe
    code, _ = doctor()
    assert code == 0
    (request,) = seen
    assert request["registryId"] == "210987654321"
    assert request["imageIds"] == [asked]


def test_a_revision_that_is_not_active_any_more(doctor: Doctor, answers: Answers) -> None:
    answers["batch.describe_job_definitions"]["jobDefinitions"][0]["status"] = "INACTIVE"
    code, found = doctor("--job-definition", "smartcat-worker:3")
    assert code == 20
    assert "no active revision" in bad(found)[0]["says"]


OPERATIONS = {
    "batch.describe_compute_environments": "batch:DescribeComputeEnvironments",
    "batch.describe_job_definitions": "batch:DescribeJobDefinitions",
    "batch.describe_job_queues": "batch:DescribeJobQueues",
    "batch.list_jobs": "batch:ListJobs",
    "ecr.describe_images": "ecr:DescribeImages",
    "events.describe_rule": "events:DescribeRule",
    "events.list_targets_by_rule": "events:ListTargetsByRule",
    "lambda.get_function_concurrency": "lambda:GetFunctionConcurrency",
    "lambda.get_function_configuration": "lambda:GetFunctionConfiguration",
    "lambda.list_event_source_mappings": "lambda:ListEventSourceMappings",
    "s3.get_bucket_notification_configuration": "s3:GetBucketNotification",
    "sqs.get_queue_attributes": "sqs:GetQueueAttributes",
    "sqs.get_queue_url": "sqs:GetQueueUrl",
}


@pytest.mark.parametrize(("operation", "right"), OPERATIONS.items())
def test_what_one_may_not_look_at_is_a_finding_and_the_rest_goes_on(
    doctor: Doctor, answers: Answers, operation: str, right: str
) -> None:
    _, well = doctor()
    answers[operation] = "AccessDeniedException"
    code, found = doctor()
    assert code == 0
    assert bad(found)
    for one in bad(found):
        assert one["level"] == "warning"
        assert one["says"] == f"could not look: denied; needs {right}"
        assert right in one["remedy"]
    others = {(one["check"], one["subject"]) for one in found}
    hidden = {one["check"] for one in bad(found)} | {"bucket", "image", "compute environment"}
    assert {(one["check"], one["subject"]) for one in well if one["check"] not in hidden} <= others


def test_all_may_be_denied(doctor: Doctor, answers: Answers) -> None:
    answers.update(dict.fromkeys(answers, "AccessDeniedException"))
    code, found = doctor()
    assert code == 0
    assert all(re.search(r"denied; needs [a-z0-9]+:[A-Z]\w+$", one["says"]) for one in found)


@pytest.mark.usefixtures("doctor")
def test_where_aws_does_not_know_who_asks_it_is_told_once(
    answers: Answers, shell: Callable[..., Any]
) -> None:
    answers.update(dict.fromkeys(answers, "UnrecognizedClientException"))
    told = shell("smartcat-batch", main)("doctor")
    assert told.code == 22
    assert told.err.count("AWS_PROFILE") == 1
    assert "Traceback" not in told.err


def test_what_is_not_there_is_an_error(doctor: Doctor, answers: Answers) -> None:
    answers["lambda.get_function_configuration"] = "ResourceNotFoundException"
    answers["sqs.get_queue_url"] = "AWS.SimpleQueueService.NonExistentQueue"
    code, found = doctor("--deployment", "other")
    assert code == 20
    assert {one["subject"] for one in bad(found)} == {
        "other-dispatcher",
        "other-reconciler",
        "other-documents",
        "other-dead-letters",
        "other-failed-events",
    }
    assert all("--deployment" in one["remedy"] for one in bad(found))


@pytest.mark.usefixtures("doctor")
def test_people_read_the_worst_first(answers: Answers, shell: Callable[..., Any]) -> None:
    changed(answers, "batch.describe_job_queues/jobQueues/0/state", "DISABLED")
    told = shell("smartcat-batch", main)("doctor")
    first, says, remedy, *_ = told.out.splitlines()
    assert first == "✗ job queue smartcat"
    assert says.strip() == "it is disabled: it takes no jobs"
    assert remedy.strip().startswith("→ aws batch update-job-queue")
    assert told.out.endswith("findings to look at\n")


@pytest.mark.usefixtures("doctor")
def test_people_read_it_in_eighty_columns(answers: Answers, shell: Callable[..., Any]) -> None:
    changed(answers, "batch.describe_job_queues/jobQueues/0/status", "INVALID")
    lines = shell("smartcat-batch", main)("doctor").out.splitlines()
    wide = [line for line in lines if len(line) > 80]
    assert all("amazonaws.com/" in line for line in wide)  # names stay whole, to be copied


@pytest.mark.usefixtures("doctor")
def test_a_document_needs_the_bucket_with_its_results(shell: Callable[..., Any]) -> None:
    told = shell("smartcat-batch", main)("doctor", "--document", "s3://scans/in/a.pdf")
    assert told.code == 2
    assert "--results s3://" in told.err


def test_what_does_not_answer_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, shell: Callable[..., Any]
) -> None:
    asked: list[str] = []

    class Silent:
        def __init__(self, service: str) -> None:
            self._service = service

        def __getattr__(self, name: str) -> Callable[..., Any]:
            def refuse(**_: Any) -> Any:
                asked.append(self._service)
                raise EndpointConnectionError(endpoint_url="https://nowhere")

            return refuse

    monkeypatch.setattr(asking, "aws_client", lambda service, **_: Silent(service))
    told = shell("smartcat-batch", main)("doctor")
    assert told.code == 70
    assert sorted(asked) == ["batch", "events", "lambda", "sqs"]
    assert "check the network" in told.out


@pytest.mark.parametrize("operation", sorted({*OPERATIONS} - {"batch.list_jobs"}))
def test_an_answer_that_tells_nothing_is_no_bug(
    doctor: Doctor, answers: Answers, operation: str
) -> None:
    """Its models have it that all but lists of jobs is optional."""
    answers[operation] = {}
    code, _ = doctor()
    assert code != 1
