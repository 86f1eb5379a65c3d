"""Look at what brings documents to the dispatcher: rule, queue, function."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding

_DEPLOY = "run make deploy"


@dataclass(frozen=True)
class Names:
    """What Terraform calls the parts of a deployment.

    Attributes:
        deployment: The variable ``name``.
    """

    deployment: str

    def of(self, part: str) -> str:
        """The name of a part."""
        return f"{self.deployment}-{part}"


def function_checks(ask: Ask, names: Names) -> Iterator[Check]:
    """What is to be looked at between the bucket and the dispatcher."""
    rule = names.of("documents")
    yield Check("rule", rule, "events:DescribeRule", lambda check: _rule(ask, check))
    rights = "sqs:GetQueueUrl and sqs:GetQueueAttributes"
    yield Check("queue", names.of("documents"), rights, lambda check: _queue(ask, check))
    yield Check("dead letters", names.of("dead-letters"), rights, lambda check: _dead(ask, check))
    function, rights = names.of("dispatcher"), "lambda:GetFunctionConfiguration"
    yield Check("function", function, rights, lambda check: _function(ask, check))
    rights = "lambda:ListEventSourceMappings"
    yield Check("trigger", function, rights, lambda check: _trigger(ask, check))
    rights = "lambda:GetFunctionConcurrency"
    yield Check("concurrency", function, rights, lambda check: _concurrency(ask, check))
    function, rights = names.of("reconciler"), "lambda:GetFunctionConfiguration"
    yield Check("function", function, rights, lambda check: _function(ask, check))


def pattern_of(ask: Ask, names: Names) -> dict[str, Any]:
    """What events the dispatcher hears of."""
    told = ask("events", "describe_rule", Name=names.of("documents"))
    return dict(json.loads(told["EventPattern"]))


def _rule(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("events", "describe_rule", Name=check.subject)
    if told.get("State") != "ENABLED":
        enable = f"aws events enable-rule --name {check.subject}"
        yield check.error("it is disabled: no document is heard of", enable)
    else:
        yield check.ok("it is enabled")
    for bucket in json.loads(told["EventPattern"])["detail"]["bucket"]["name"]:
        rights = "s3:GetBucketNotification"
        one = Check("bucket", bucket, rights, lambda found: _bucket(ask, found))
        yield from one.look(one)


def _bucket(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("s3", "get_bucket_notification_configuration", Bucket=check.subject)
    if "EventBridgeConfiguration" in told:
        yield check.ok("it sends events to EventBridge")
    else:
        yield check.error(
            "it sends no events to EventBridge",
            "turn them on: Properties, Event notifications, Amazon EventBridge",
        )


def _attributes(ask: Ask, name: str) -> dict[str, int]:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    url = ask("sqs", "get_queue_url", QueueName=name)["QueueUrl"]
    told = ask("sqs", "get_queue_attributes", QueueUrl=url, AttributeNames=names)["Attributes"]
    return {name: int(told.get(name, 0)) for name in names}


def _queue(ask: Ask, check: Check) -> Iterable[Finding]:
    waiting, hidden = _attributes(ask, check.subject).values()
    yield check.ok(f"{waiting} messages wait, {hidden} are being worked on or come again")


def _dead(ask: Ask, check: Check) -> Iterable[Finding]:
    dead, _ = _attributes(ask, check.subject).values()
    if dead:
        yield check.error(
            f"{dead} messages failed again and again",
            "look at the log of the dispatcher, mend the cause, and send them back with the output "
            "redrive_command of Terraform",
        )
    else:
        yield check.ok("there are none")


def _function(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("lambda", "get_function_configuration", FunctionName=check.subject)
    why = told.get("StateReason") or told.get("LastUpdateStatusReason") or "no reason is given"
    if told.get("State", "Active") != "Active":
        yield check.error(f"it is {told['State']}: {why}", _DEPLOY)
    elif told.get("LastUpdateStatus") == "Failed":
        yield check.error(f"its last update failed: {why}", _DEPLOY)
    else:
        yield check.ok(f"it is active, {told['MemorySize']} MB, {told['Timeout']} s")


def _trigger(ask: Ask, check: Check) -> Iterable[Finding]:
    name = f"{check.subject}:live"
    found = ask("lambda", "list_event_source_mappings", FunctionName=name)["EventSourceMappings"]
    if not found:
        yield check.error("no queue calls it", _DEPLOY)
    for one in found:
        if one["State"] in {"Disabled", "Disabling"}:
            enable = f"aws lambda update-event-source-mapping --uuid {one['UUID']} --enabled"
            yield check.error("its trigger is disabled: messages wait", enable)
        elif "PROBLEM" in one.get("LastProcessingResult", ""):
            yield check.error(one["LastProcessingResult"], "mend what it names, mostly a right")
        else:
            yield check.ok("its queue calls it")


def _concurrency(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("lambda", "get_function_concurrency", FunctionName=check.subject)
    reserved = told.get("ReservedConcurrentExecutions")
    if reserved == 0:
        allow = f"aws lambda delete-function-concurrency --function-name {check.subject}"
        yield check.error("its reserved concurrency is 0: it is never called", allow)
    else:
        yield check.ok("none is reserved" if reserved is None else f"{reserved} are reserved")
