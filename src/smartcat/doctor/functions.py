"""Look at the functions: whether they can run, whether anything calls them, what they are told."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from smartcat.dispatch.settings import FunctionSettings
from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.looking import NotAllowedError
from smartcat.doctor.names import Names
from smartcat.doctor.objects import head
from smartcat.errors import ExitCode
from smartcat.locations import S3Location

_DEPLOY = "run make deploy"
_ALIAS = "live"
"""What events call: another version than the latest, if somebody went back."""
_IDLE = {"Idle", "Restoring"}


def function_checks(ask: Ask, names: Names) -> Iterator[Check]:
    """What is to be looked at of the functions."""
    for part in ("dispatcher", "reconciler"):
        yield Check("function", names.of(part), lambda check: [_state(check, _told(ask, check))])
        yield Check("concurrency", names.of(part), partial(_concurrency, ask))
    yield Check("trigger", names.of("dispatcher"), partial(_trigger, ask))
    yield Check("model", names.of("dispatcher"), partial(_model, ask, names))


def deployed_settings(ask: Ask, names: Names) -> FunctionSettings:
    """What the dispatcher is told by its environment.

    Raises:
        NotAllowedError: The environment is encrypted with a key that one may not use.
        ConfigurationError: A variable is missing, or makes no sense.
    """
    function = names.of("dispatcher")
    told = ask("lambda", "get_function_configuration", FunctionName=function, Qualifier=_ALIAS)
    environment = told.get("Environment", {})
    if "Error" in environment:
        raise NotAllowedError("kms:Decrypt of the key of the function")
    return FunctionSettings.of(environment.get("Variables", {}))


def _told(ask: Ask, check: Check) -> dict[str, Any]:
    return ask("lambda", "get_function_configuration", FunctionName=check.subject)


def _state(check: Check, told: dict[str, Any]) -> Finding:
    """Say whether a function can run, as Lambda describes it (Developer Guide, Function states)."""
    state, update = told.get("State", "Active"), told.get("LastUpdateStatus", "Successful")
    why = told.get("StateReason") or "no reason is given"
    if state == "Pending" or update == "InProgress":
        return check.passing("it is being set up", "wait a minute")
    if state == "Inactive" and told.get("StateReasonCode", "Idle") in _IDLE:
        return check.ok("it sleeps: the next call wakes it, and comes again")
    if state != "Active":
        return check.error(f"it is {state}: {why}", _DEPLOY)
    if update == "Failed":
        why = told.get("LastUpdateStatusReason") or "no reason is given"
        return check.error(f"its last update failed: {why}", _DEPLOY)
    return check.ok(f"it is active, {told.get('MemorySize')} MB, {told.get('Timeout')} s")


def _concurrency(ask: Ask, check: Check) -> Iterable[Finding]:
    told = ask("lambda", "get_function_concurrency", FunctionName=check.subject)
    reserved = told.get("ReservedConcurrentExecutions")
    if reserved == 0:
        allow = f"aws lambda delete-function-concurrency --function-name {check.subject}"
        yield check.error("its reserved concurrency is 0: it is never called", allow)
    else:
        yield check.ok("none is reserved" if reserved is None else f"{reserved} are reserved")


def _trigger(ask: Ask, check: Check) -> Iterable[Finding]:
    name = f"{check.subject}:{_ALIAS}"
    found = ask("lambda", "list_event_source_mappings", FunctionName=name).get(
        "EventSourceMappings", ()
    )
    if not found:
        yield check.error("no queue calls it", _DEPLOY)
    for one in found:
        yield _mapping(check, one)


def _mapping(check: Check, told: dict[str, Any]) -> Finding:
    """Say whether a queue calls a function, as Lambda describes what joins them."""
    state, last = told.get("State", ""), told.get("LastProcessingResult", "")
    if state in {"Disabled", "Disabling"}:
        enable = f"aws lambda update-event-source-mapping --uuid {told['UUID']} --enabled"
        return check.error("its trigger is disabled: messages wait", enable)
    if "PROBLEM" in last:
        return check.error(last, "mend what it names, mostly a right")
    if state in {"Creating", "Enabling", "Updating"}:
        return check.passing("its trigger is being set up", "wait a minute")
    if state == "Deleting":
        return check.error("its trigger is being removed", _DEPLOY)
    return check.ok("its queue calls it")


def _model(ask: Ask, names: Names, check: Check) -> Iterable[Finding]:
    settings = deployed_settings(ask, names)
    if not settings.model:
        yield check.ok("it is the starter, which knows made-up paperwork only")
        return
    place = S3Location.parse(settings.model)
    one = check.about(settings.model)
    if head(ask, place) is None:
        yield one.error(
            "there is no such model: the dispatcher cannot start",
            f"put it there: aws s3 cp MODEL '{place}'; or name another, and run make deploy",
            ExitCode.BUNDLE_NOT_FOUND,
        )
    else:
        yield one.ok("it is there")
