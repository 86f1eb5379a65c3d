"""Lists of jobs, a page at a time."""

from collections.abc import Callable, Iterable

from emulation.batch.job import Job, Status
from emulation.batch.names import Json, Refusal, name_of

_PAGE = 100


def list_jobs(jobs: Iterable[Job], request: Json) -> Json:
    """Tell jobs in short, of a queue the newest first, of an array job by index.

    Args:
        jobs: Those of the queue or array job that was asked for.
        request: What `ListJobs` was asked for.
    """
    wanted = _filter(request)
    found = [job for job in jobs if wanted(job)]
    if not request.get("arrayJobId"):
        found.reverse()
    first = int(request.get("nextToken") or 0)
    size = request.get("maxResults") or _PAGE
    answer: Json = {"jobSummaryList": [job.summary() for job in found[first : first + size]]}
    if first + size < len(found):
        answer["nextToken"] = str(first + size)
    return answer


def _filter(request: Json) -> Callable[[Job], bool]:
    filters = request.get("filters") or []
    if not filters:  # which leave the status aside
        status = Status(request.get("jobStatus") or Status.RUNNING)
        return lambda job: job.status is status
    if len(filters) > 1:
        raise Refusal("only one filter can be used at a time")
    values = filters[0]["values"]
    match filters[0]["name"]:
        case "JOB_NAME":
            return lambda job: any(_is_named(job.terms.name, value) for value in values)
        case "JOB_DEFINITION":
            return lambda job: any(
                _is_named(name_of(job.terms.definition["jobDefinitionArn"]).partition(":")[0], each)
                for each in values
            )
        case "BEFORE_CREATED_AT":
            return lambda job: job.created_ms < int(values[0])
        case "AFTER_CREATED_AT":
            return lambda job: job.created_ms > int(values[0])
        case name:
            raise Refusal(f"the filter {name} is not emulated")


def _is_named(name: str, pattern: str) -> bool:
    name, pattern = name.lower(), pattern.lower()
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
