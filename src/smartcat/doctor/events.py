"""Look at what brings documents to the dispatcher, and wakes the reconciler: rules and queues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.looking import findings
from smartcat.doctor.names import Names
from smartcat.doctor.patterns import Pattern, pattern_of

_DEPLOY = "run make deploy"
_WITHOUT = {
    "jobs": "the reconciler does not hear of jobs that end, and looks on its schedule alone",
    "reconcile": "nobody looks for what was lost",
}


@dataclass(frozen=True)
class Depth:
    """How many messages a queue has.

    Attributes:
        arn: Which queue.
        waiting: They wait.
        hidden: They are being worked on, or come again.
    """

    arn: str
    waiting: int
    hidden: int


def event_checks(ask: Ask, names: Names) -> Iterator[Check]:
    """What is to be looked at between the bucket and the functions."""
    yield Check("rule", names.of("documents"), partial(_documents, ask))
    for part, without in _WITHOUT.items():
        yield Check("rule", names.of(part), partial(_rule, ask, without))
    yield Check("queue", names.of("documents"), partial(_queue, ask))
    yield Check("dead letters", names.of("dead-letters"), partial(_dead, ask, names))
    yield Check("dead letters", names.of("failed-events"), partial(_failed_events, ask, names))


def heard_of(ask: Ask, names: Names) -> Pattern:
    """Which objects the dispatcher hears of."""
    return pattern_of(ask("events", "describe_rule", Name=names.of("documents")))


def depth_of(ask: Ask, name: str) -> Depth:
    """Count the messages of a queue; AWS tells about how many there are."""
    url = ask("sqs", "get_queue_url", QueueName=name).get("QueueUrl", "")
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    wanted = ["QueueArn", *counts]
    told = ask("sqs", "get_queue_attributes", QueueUrl=url, AttributeNames=wanted)
    attributes = told.get("Attributes", {})
    waiting, hidden = (int(attributes.get(one, 0)) for one in counts)
    return Depth(attributes.get("QueueArn", name), waiting, hidden)


def redrive_command(ask: Ask, names: Names) -> str:
    """The command that sends dead letters back, for they do not all come from the same queue."""
    source, target = (depth_of(ask, names.of(part)).arn for part in ("dead-letters", "documents"))
    return f"aws sqs start-message-move-task --source-arn {source} --destination-arn {target}"


def _documents(ask: Ask, check: Check) -> Iterable[Finding]:
    yield from _rule(ask, "no document is heard of", check)
    for bucket in pattern_of(ask("events", "describe_rule", Name=check.subject)).buckets:
        yield from findings([Check("bucket", bucket, partial(_bucket, ask))])


def _rule(ask: Ask, without: str, check: Check) -> Iterable[Finding]:
    told = ask("events", "describe_rule", Name=check.subject)
    if not told.get("State", "").startswith("ENABLED"):
        enable = f"aws events enable-rule --name {check.subject}"
        yield check.error(f"it is disabled: {without}", enable)
    else:
        yield check.ok("it is enabled")
    yield from findings([Check("rule", check.subject, partial(_targets, ask, without))])


def _targets(ask: Ask, without: str, check: Check) -> Iterable[Finding]:
    if not ask("events", "list_targets_by_rule", Rule=check.subject).get("Targets"):
        yield check.error(f"it has no target: {without}", _DEPLOY)


def _bucket(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("s3", "get_bucket_notification_configuration", Bucket=check.subject)
    if "EventBridgeConfiguration" in told:
        yield check.ok("it sends events to EventBridge")
    else:  # no command: it would take the place of all that the bucket notifies already
        yield check.error(
            "it sends no events to EventBridge",
            "turn them on: Properties, Event notifications, Amazon EventBridge",
        )


def _queue(ask: Ask, check: Check) -> Iterable[Finding]:
    depth = depth_of(ask, check.subject)
    yield check.ok(
        f"{depth.waiting} messages wait, {depth.hidden} are being worked on or come again"
    )


def _dead(ask: Ask, names: Names, check: Check) -> Iterable[Finding]:
    dead = depth_of(ask, check.subject).waiting
    if dead:
        yield check.error(
            f"{dead} messages about documents failed again and again",
            f"see why: {names.log_of('dispatcher')}; mend it, and send them back: "
            f"{redrive_command(ask, names)}",
        )
    else:
        yield check.ok("there are none")


def _failed_events(ask: Ask, names: Names, check: Check) -> Iterable[Finding]:
    dead = depth_of(ask, check.subject).waiting
    if dead:
        yield check.warning(
            f"the reconciler failed on {dead} events; it looks again on its schedule",
            f"see why: {names.log_of('reconciler')}",
        )
    else:
        yield check.ok("there are none")
