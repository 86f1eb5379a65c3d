"""Whether a job is tried again: ``retryStrategy``, as its documentation has it.

The first rule of ``evaluateOnExit`` decides whose conditions all hold. Where no rule does, the job
is tried again: a list of rules without a last one for all is an error that costs money.
"""

import re

from emulation.batch.names import Json, Refusal

_MOST_ATTEMPTS = 10
_MOST_RULES = 5
_CODES = re.compile(r"[0-9]*\*?")
_WORDS = re.compile(r"[A-Za-z0-9.:\s]*\*?")


def check_retry_strategy(strategy: Json | None) -> None:
    """Refuse what AWS would refuse."""
    if strategy is None:
        return
    if not 1 <= strategy.get("attempts", 1) <= _MOST_ATTEMPTS:
        raise Refusal(f"Retry attempts must be between 1 and {_MOST_ATTEMPTS}")
    rules = strategy.get("evaluateOnExit", [])
    if rules and "attempts" not in strategy:
        raise Refusal("attempts must be specified with evaluateOnExit")
    if len(rules) > _MOST_RULES:
        raise Refusal(f"evaluateOnExit can have at most {_MOST_RULES} rules")
    for rule in rules:
        _check_rule(rule)


def _check_rule(rule: Json) -> None:
    conditions = {key: rule[key] for key in rule if key != "action"}
    if rule.get("action", "").lower() not in {"retry", "exit"} or not conditions:
        raise Refusal(f"not a rule of evaluateOnExit: {rule}")
    for key, pattern in conditions.items():
        form = _CODES if key == "onExitCode" else _WORDS
        if not form.fullmatch(pattern):
            raise Refusal(f"{key} does not match valid pattern: {pattern}")


def is_tried_again(
    strategy: Json,
    attempts: int,
    exit_code: int | None,
    reason: str | None,
    status_reason: str | None,
) -> bool:
    """Decide about a job whose attempt has failed.

    Args:
        strategy: The job's ``retryStrategy``.
        attempts: How many attempts there were.
        exit_code: Of the container; none if it was never started, or is lost with its host.
        reason: Why the container ended, if it did not do so by itself.
        status_reason: Why the attempt ended.
    """
    if attempts >= strategy.get("attempts", 1):
        return False
    code = None if exit_code is None else str(exit_code)
    for rule in strategy.get("evaluateOnExit", []):
        if (
            _holds(rule.get("onExitCode"), code)
            and _holds(rule.get("onReason"), reason)
            and _holds(rule.get("onStatusReason"), status_reason)
        ):
            return bool(rule["action"].lower() == "retry")
    return True


def _holds(pattern: str | None, value: str | None) -> bool:
    if pattern in {None, "*"}:
        return True
    if value is None:
        return False
    assert pattern is not None
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern
