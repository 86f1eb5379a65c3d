"""Look at AWS Batch: the queue, what it runs on, and what containers are made from."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.images import look_at_image
from smartcat.doctor.looking import findings
from smartcat.errors import SmartCatError

_DEPLOY = "run make deploy, or terraform apply"
_CHANGING = {"CREATING", "UPDATING"}


def batch_checks(ask: Ask, queue: str, definition: str) -> Iterator[Check]:
    """What is to be looked at of AWS Batch.

    Args:
        ask: Asks AWS.
        queue: Name or ARN of the job queue.
        definition: Name, name and revision, or ARN of the job definition.
    """
    yield Check("job queue", queue, partial(_queue, ask, definition))
    yield Check("job definition", definition, partial(_definition, ask))


def _queue(ask: Ask, definition: str, check: Check) -> Iterable[Finding]:
    found = ask("batch", "describe_job_queues", jobQueues=[check.subject]).get("jobQueues")
    if not found:
        yield check.error("there is no such queue", f"name it with --job-queue, or {_DEPLOY}")
        return
    (told,) = found
    yield _queue_state(check, told)
    order = [one["computeEnvironment"] for one in told.get("computeEnvironmentOrder", ())]
    if not order:
        yield check.error("it has no compute environment: nothing runs", _DEPLOY)
        return
    vcpus = _vcpus(ask, definition)
    look = partial(_environments, ask, order, vcpus)
    yield from findings([Check("compute environment", check.subject, look)])


def _queue_state(check: Check, told: dict[str, Any]) -> Finding:
    """Say whether a queue takes jobs, as Batch describes it."""
    status, why = told["status"], told.get("statusReason", "no reason is given")
    if told["state"] != "ENABLED":
        enable = f"aws batch update-job-queue --job-queue {check.subject} --state ENABLED"
        return check.error("it is disabled: it takes no jobs", enable)
    if status in _CHANGING:
        return check.passing(f"it is {status}", "wait a minute")
    if status != "VALID":
        return check.error(f"it is {status}: {why}", f"mend what the reason names, or {_DEPLOY}")
    return check.ok("it is enabled and valid")


def _environments(
    ask: Ask, order: list[str], vcpus: float | None, check: Check
) -> Iterable[Finding]:
    told = ask("batch", "describe_compute_environments", computeEnvironments=order)
    for one in told.get("computeEnvironments", ()):
        yield _environment(check.about(one["computeEnvironmentName"]), one, vcpus)


def _environment(check: Check, told: dict[str, Any], vcpus: float | None) -> Finding:
    """Say whether containers can run there, as Batch describes it."""
    update = f"aws batch update-compute-environment --compute-environment {check.subject}"
    status, why = told.get("status"), told.get("statusReason", "no reason is given")
    most = told.get("computeResources", {}).get("maxvCpus")
    if told.get("state") == "DISABLED":
        return check.error("it is disabled: nothing runs on it", f"{update} --state ENABLED")
    if status in _CHANGING:
        return check.passing(f"it is {status}", "wait a minute")
    if status is not None and status != "VALID":
        remedy = "mend what the reason names, mostly a role, a subnet or a security group; then "
        return check.error(f"it is {status}: {why}", f"{remedy}{_DEPLOY}")
    if most is None:  # somebody else's hosts, which Batch does not count
        return check.ok("it is enabled")
    if most == 0 or (vcpus or 0.0) > most:
        needs = "" if vcpus is None else f", and a container needs {vcpus:g}"
        return check.error(
            f"it has {most} vCPUs at most{needs}",
            f"{update} --compute-resources maxvCpus={max(64, round(vcpus or 0.0))}",
        )
    return check.ok(f"it is enabled, with {most} vCPUs at most")


def _definition(ask: Ask, check: Check) -> Iterable[Finding]:
    told = _active(ask, check.subject)
    if told is None:
        remedy = f"name another with --job-definition, or {_DEPLOY}"
        yield check.error("there is no active revision of it", remedy)
        return
    image = told.get("containerProperties", {}).get("image")
    if image is None:
        yield check.error("it is not of a container", "name another with --job-definition")
        return
    yield check.ok(f"revision {told['revision']}, image {image}")
    yield from findings([Check("image", image, partial(look_at_image, ask))])


def _active(ask: Ask, definition: str) -> dict[str, Any] | None:
    """The revision that jobs are made from; absent if none is active."""
    name, _, revision = definition.rpartition("/")[2].partition(":")
    request: dict[str, Any] = {"jobDefinitionName": name, "status": "ACTIVE"}
    if revision:  # which goes with no other parameter
        request = {"jobDefinitions": [definition]}
    found = ask("batch", "describe_job_definitions", **request).get("jobDefinitions", ())
    active = [one for one in found if one.get("status", "ACTIVE") == "ACTIVE"]
    return max(active, key=lambda one: int(one["revision"]), default=None)


def _vcpus(ask: Ask, definition: str) -> float | None:
    """Processors that a container asks for; absent if nobody tells, which is found elsewhere."""
    try:
        told = _active(ask, definition) or {}
    except SmartCatError:
        return None
    needs = told.get("containerProperties", {}).get("resourceRequirements", ())
    return max((float(one["value"]) for one in needs if one["type"] == "VCPU"), default=None)
