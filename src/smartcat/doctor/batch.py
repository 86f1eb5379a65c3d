"""Look at AWS Batch: the queue, what it runs on, and what containers are made from."""

from collections.abc import Iterable, Iterator
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding

_DEPLOY = "run make deploy, or terraform apply"
_REGISTRY = ".dkr.ecr."


def batch_checks(ask: Ask, queue: str, definition: str) -> Iterator[Check]:
    """What is to be looked at of AWS Batch.

    Args:
        ask: Asks AWS.
        queue: Name of the job queue.
        definition: Name of the job definition.
    """
    yield Check(
        "job queue",
        queue,
        "batch:DescribeJobQueues and batch:DescribeComputeEnvironments",
        lambda check: _queue(ask, check, _vcpus(ask, definition)),
    )
    yield Check(
        "job definition",
        definition,
        "batch:DescribeJobDefinitions",
        lambda check: _definition(ask, check),
    )


def _queue(ask: Ask, check: Check, vcpus: float) -> Iterable[Finding]:
    name = check.subject
    found = ask("batch", "describe_job_queues", jobQueues=[name])["jobQueues"]
    if not found:
        yield check.error("there is no such queue", f"name it with --job-queue, or {_DEPLOY}")
        return
    (told,) = found
    if told["state"] != "ENABLED":
        enable = f"aws batch update-job-queue --job-queue {name} --state ENABLED"
        yield check.error("it is disabled: it takes no jobs", enable)
    elif told["status"] != "VALID":
        why = told.get("statusReason", "no reason is given")
        yield check.error(f"it is {told['status']}: {why}", "mend what the reason names")
    else:
        yield check.ok("it is enabled and valid")
    order = [one["computeEnvironment"] for one in told["computeEnvironmentOrder"]]
    request = {"computeEnvironments": order}
    for one in ask("batch", "describe_compute_environments", **request)["computeEnvironments"]:
        yield _environment(check, one, vcpus)


def _environment(check: Check, told: dict[str, Any], vcpus: float) -> Finding:
    name = told["computeEnvironmentName"]
    one = Check("compute environment", name, check.rights, check.look)
    update = f"aws batch update-compute-environment --compute-environment {name}"
    most = told.get("computeResources", {}).get("maxvCpus")
    if told["state"] != "ENABLED":
        return one.error("it is disabled: nothing runs on it", f"{update} --state ENABLED")
    if told["status"] == "INVALID":
        why = told.get("statusReason", "no reason is given")
        remedy = "mend what the reason names, mostly a role, a subnet or a security group; then "
        return one.error(f"it is INVALID: {why}", f"{remedy}{_DEPLOY}")
    if most is not None and most < vcpus:
        return one.error(
            f"it has {most} vCPUs at most, and a container needs {vcpus:g}",
            f"{update} --compute-resources maxvCpus={max(64, round(vcpus))}",
        )
    return one.ok(f"it is enabled, with {most} vCPUs at most" if most else "it is enabled")


def _definition(ask: Ask, check: Check) -> Iterable[Finding]:
    latest = _latest(ask, check.subject)
    if latest is None:
        remedy = f"name it with --job-definition, or {_DEPLOY}"
        yield check.error("there is no active revision of it", remedy)
        return
    image = latest["containerProperties"]["image"]
    yield check.ok(f"revision {latest['revision']}, image {image}")
    if image.endswith(":none"):
        yield check.error("it has no image yet", "run make deploy, which builds one")
    elif _REGISTRY in image:
        rights = "ecr:DescribeImages"
        image_check = Check("image", image, rights, lambda found: _image(ask, found))
        yield from image_check.look(image_check)


def _image(ask: Ask, check: Check) -> Iterable[Finding]:
    repository, _, tag = check.subject.partition("/")[2].rpartition(":")
    found = ask("ecr", "list_images", repositoryName=repository, maxResults=1000)
    if tag in {one.get("imageTag") for one in found["imageIds"]}:
        yield check.ok("it is in its repository")
    else:
        yield check.error("its repository has no such tag", "push it, or run make deploy")


def _latest(ask: Ask, name: str) -> dict[str, Any] | None:
    plain = name.rpartition("/")[2].partition(":")[0]
    request = {"jobDefinitionName": plain, "status": "ACTIVE"}
    found = ask("batch", "describe_job_definitions", **request)["jobDefinitions"]
    return max(found, key=lambda one: int(one["revision"]), default=None)


def _vcpus(ask: Ask, definition: str) -> float:
    latest = _latest(ask, definition)
    needs = (latest or {}).get("containerProperties", {}).get("resourceRequirements", ())
    return max((float(one["value"]) for one in needs if one["type"] == "VCPU"), default=0.0)
