"""New jobs: what AWS accepts, and what it refuses."""

import re
import uuid
from dataclasses import dataclass

from emulation.batch.definitions import JobDefinitions, check_timeout
from emulation.batch.job import Job, JobTerms, Status
from emulation.batch.names import Json, Place, Refusal
from emulation.batch.planning import parameters, plan_container
from emulation.batch.queues import JobQueues
from emulation.batch.retrying import check_retry_strategy
from emulation.batch.tags import Tags

ARRAY_SIZES = range(2, 10_001)
_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,127}", re.ASCII)
_NOT_EMULATED = (
    "dependsOn",
    "nodeOverrides",
    "ecsPropertiesOverride",
    "eksPropertiesOverride",
    "shareIdentifier",
    "consumableResourcePropertiesOverride",
)


@dataclass(frozen=True)
class Submitting:
    """Makes jobs.

    Attributes:
        place: Whose.
        queues: All job queues.
        definitions: All job definitions.
        tags: Tags of all things.
    """

    place: Place
    queues: JobQueues
    definitions: JobDefinitions
    tags: Tags

    def job(self, request: Json) -> Job:
        """Make a job of what was asked for, and its children if it is an array job."""
        _check(request)
        terms = self._terms(request)
        name = str(uuid.uuid4())
        arn = self.place.arn("job", name)
        self.tags.by_arn[arn] = terms.tags
        job = Job(name, arn, terms)
        size = (request.get("arrayProperties") or {}).get("size")
        if size is not None:
            job.children = [self._child(job, index) for index in range(size)]
            job.counts[Status.SUBMITTED] = size
        return job

    def _child(self, array: Job, index: int) -> Job:
        name = f"{array.job_id}:{index}"
        arn = self.place.arn("job", name)
        self.tags.by_arn[arn] = array.terms.tags
        return Job(name, arn, array.terms, index, array)

    def _terms(self, request: Json) -> JobTerms:
        queue = self.queues.record(request["jobQueue"])
        if queue["state"] != "ENABLED":
            raise Refusal(f"Cannot submit job, JobQueue {queue['jobQueueArn']} is DISABLED")
        definition = self.definitions.active(request["jobDefinition"])
        timeout = request.get("timeout") or definition.get("timeout") or {}
        inherited = definition["tags"] if definition.get("propagateTags") else {}
        return JobTerms(
            name=request["jobName"],
            queue=queue,
            definition=definition,
            plan=plan_container(definition, request),
            parameters=parameters(definition, request),
            retry=request.get("retryStrategy") or definition.get("retryStrategy") or {},
            timeout_s=timeout.get("attemptDurationSeconds"),
            tags={**inherited, **(request.get("tags") or {})},
        )


def _check(request: Json) -> None:
    if not _NAME.fullmatch(request["jobName"]):
        raise Refusal("Job name should match valid pattern [A-Za-z0-9][A-Za-z0-9_-]{0,127}")
    for key in _NOT_EMULATED:
        if request.get(key):
            raise Refusal(f"{key} is not emulated")
    array = request.get("arrayProperties")
    if array and array.get("size") not in ARRAY_SIZES:
        raise Refusal("Array size must be between 2 and 10000")
    check_retry_strategy(request.get("retryStrategy"))
    check_timeout(request.get("timeout"))
