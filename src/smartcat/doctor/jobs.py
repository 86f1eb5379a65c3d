"""Look at jobs: those that wait, and those that failed."""

import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.reasons import why_failed, why_waiting
from smartcat.plan.jobs import run_of_job

_PAGE = 100
"""Jobs in an answer at most (API reference of AWS Batch, ListJobs)."""
_AT_MOST = 20
"""So many jobs are looked at of each kind."""


def job_checks(ask: Ask, queue: str) -> Iterator[Check]:
    """What is to be looked at of the jobs of a queue."""
    yield Check("waiting jobs", queue, partial(_waiting, ask))
    yield Check("failed jobs", queue, partial(_failed, ask))


def look_at_job(ask: Ask, check: Check, job: dict[str, Any]) -> Iterator[Finding]:
    """Look at a job that Batch describes, and at the children of an array."""
    status = job["status"]
    if status == "FAILED":
        yield from _failures(ask, check, job)
        return
    why = job.get("statusReason", "")
    counts = _counts(job)
    yield check.ok(f"it is {status}" + (f": {why}" if why else "") + counts)
    if status == "RUNNABLE":
        yield why_waiting(check, job, _now_ms())
    elif _is_array(job):
        yield from _waiting_children(ask, check, job)


def _waiting(ask: Ask, check: Check) -> Iterable[Finding]:
    found = [
        why_waiting(check.about(job["jobName"]), job, _now_ms())
        for job in _listed(ask, jobQueue=check.subject, jobStatus="RUNNABLE")[:_AT_MOST]
    ]
    # An array is PENDING for as long as a child waits or runs, and its children are in no list of
    # the queue (AWS Batch User Guide, Array jobs).
    for array in _listed(ask, jobQueue=check.subject, jobStatus="PENDING")[:_AT_MOST]:
        found.extend(_waiting_children(ask, check.about(array["jobName"]), array))
    yield from found or [check.ok("no job waits for a host")]


def _waiting_children(ask: Ask, check: Check, array: dict[str, Any]) -> Iterator[Finding]:
    """Look at the child of an array that tells most: the others wait for the same."""
    children = _listed(ask, arrayJobId=array["jobId"], jobStatus="RUNNABLE")
    if children:
        told = next((one for one in children if one.get("statusReason")), children[0])
        index = told.get("arrayProperties", {}).get("index", 0)
        yield why_waiting(check.about(f"{check.subject}:{index}"), told, _now_ms())


def _failed(ask: Ask, check: Check) -> Iterable[Finding]:
    listed = _listed(ask, jobQueue=check.subject, jobStatus="FAILED")
    ours = [job for job in listed if run_of_job(job["jobName"])][:_AT_MOST]
    if not ours:
        yield check.ok("none failed in the last week")
        return
    for job in _described(ask, [job["jobId"] for job in ours]):
        yield from _failures(ask, check.about(job["jobName"]), job)


def _failures(ask: Ask, check: Check, job: dict[str, Any]) -> Iterator[Finding]:
    """Say why a job failed; of an array, why its children did, once for those that are alike."""
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    if _is_array(job):  # it says no more than that a child failed
        for child in _listed(ask, arrayJobId=job["jobId"], jobStatus="FAILED"):
            alike.setdefault(_end(child), []).append(child)
    if not alike:
        yield why_failed(check, job)
    for children in list(alike.values())[:_AT_MOST]:
        for told in _described(ask, [children[0]["jobId"]]):
            index = told.get("arrayProperties", {}).get("index", 0)
            yield why_failed(check.about(f"{check.subject}:{index}"), told, len(children))


def _end(child: dict[str, Any]) -> tuple[Any, ...]:
    container = child.get("container", {})
    return container.get("exitCode"), container.get("reason"), child.get("statusReason")


def _is_array(job: dict[str, Any]) -> bool:
    """Whether a job is the parent of an array: children have an index."""
    properties = job.get("arrayProperties", {})
    return bool(properties.get("size")) and "index" not in properties


def _counts(job: dict[str, Any]) -> str:
    """How many children of an array are how far."""
    summary = job.get("arrayProperties", {}).get("statusSummary", {})
    counts = ", ".join(f"{count} {status}" for status, count in summary.items() if count)
    return f" ({counts})" if counts else ""


def _listed(ask: Ask, **which: str) -> list[dict[str, Any]]:
    """The jobs of a page; thousands would tell no more."""
    return list(ask("batch", "list_jobs", **which, maxResults=_PAGE)["jobSummaryList"])


def _described(ask: Ask, job_ids: list[str]) -> list[dict[str, Any]]:
    return list(ask("batch", "describe_jobs", jobs=job_ids)["jobs"])


def _now_ms() -> float:
    return time.time() * 1000
