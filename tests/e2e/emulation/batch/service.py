"""The service: which request does what."""

import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from emulation.batch.definitions import JobDefinitions
from emulation.batch.environments import ComputeEnvironments
from emulation.batch.job import Job, Status
from emulation.batch.listing import list_jobs
from emulation.batch.names import Json, Place, Refusal, name_of
from emulation.batch.queues import JobQueues
from emulation.batch.scheduler import Scheduler
from emulation.batch.submitting import Submitting
from emulation.batch.surroundings import Surroundings
from emulation.batch.tags import Tags

LOSE_HOST = "test/losehost"
"""The request that AWS has not: to take the host from under a job."""
LOST_HOST = "Host EC2 (instance i-0123456789abcdef0) terminated."
_LARGEST_REQUEST_BYTES = 30 * 1024
_MOST_DESCRIBED = 100
_WAITING = (Status.SUBMITTED, Status.PENDING, Status.RUNNABLE)


class BatchService:
    """AWS Batch.

    Args:
        place: Whose.
        surroundings: What runs the containers, and the other services.
    """

    def __init__(self, place: Place, surroundings: Surroundings) -> None:
        self._tags = Tags()
        self._environments = ComputeEnvironments(place, self._tags)
        self._queues = JobQueues(place, self._tags, self._environments)
        self._definitions = JobDefinitions(place, self._tags)
        self._submitting = Submitting(place, self._queues, self._definitions, self._tags)
        self._scheduler = Scheduler(place, self._queues, surroundings)
        self._jobs: dict[str, Job] = {}
        self._operations: dict[str, Callable[[Json], Json]] = {
            "createcomputeenvironment": self._environments.create,
            "updatecomputeenvironment": self._environments.update,
            "deletecomputeenvironment": self._delete_environment,
            "describecomputeenvironments": self._environments.describe,
            "createjobqueue": self._queues.create,
            "updatejobqueue": self._queues.update,
            "deletejobqueue": self._delete_queue,
            "describejobqueues": self._queues.describe,
            "registerjobdefinition": self._definitions.register,
            "deregisterjobdefinition": self._definitions.deregister,
            "describejobdefinitions": self._definitions.describe,
            "submitjob": self._submit,
            "describejobs": self._describe,
            "listjobs": self._list,
            "terminatejob": self._terminate,
            "canceljob": self._cancel,
            LOSE_HOST: self._lose_host,
        }

    def answer(
        self, method: str, path: str, body: bytes, query: Mapping[str, Sequence[str]]
    ) -> tuple[int, Json]:
        """Answer a request.

        Returns:
            The status of HTTP, and what is said.
        """
        try:
            with self._scheduler.changed:
                answer = self._do(method, path.removeprefix("/v1/").rstrip("/"), body, query)
                self._scheduler.changed.notify_all()  # there may be room for a job now
        except Refusal as refusal:
            return 400, {"message": str(refusal)}
        except KeyError as missing:
            return 400, {"message": f"{missing} is required"}
        return 200, answer

    def end(self) -> None:
        """End all jobs."""
        for job in list(self._jobs.values()):
            self._scheduler.end(job, "the emulation ends")

    def close(self) -> None:
        """End all jobs, and all threads with them."""
        self.end()
        self._scheduler.close()

    def _do(self, method: str, path: str, body: bytes, query: Mapping[str, Sequence[str]]) -> Json:
        request: Json = json.loads(body) if body else {}
        kind, _, arn = path.partition("/")
        if kind == "tags":
            return self._tag(method, unquote(arn), request, query)
        if path.lower() not in self._operations:
            raise Refusal(f"{path} is not emulated")
        return self._operations[path.lower()](request)

    def _tag(
        self, method: str, arn: str, request: Json, query: Mapping[str, Sequence[str]]
    ) -> Json:
        if method == "POST":
            return self._tags.add(arn, request["tags"])
        if method == "DELETE":
            return self._tags.remove(arn, list(query.get("tagKeys", ())))
        return self._tags.told(arn)

    def _delete_environment(self, request: Json) -> Json:
        if self._queues.uses(request["computeEnvironment"]):
            raise Refusal("Cannot delete, found existing JobQueue relationship")
        return self._environments.delete(request)

    def _delete_queue(self, request: Json) -> Json:
        answer = self._queues.delete(request)
        for job in self._of_queue(request["jobQueue"]):
            self._scheduler.end(job, "Job queue deleted")
        return answer

    def _submit(self, request: Json) -> Json:
        if len(json.dumps(request)) > _LARGEST_REQUEST_BYTES:
            raise Refusal("the request is larger than 30 KiB")
        job = self._submitting.job(request)
        self._jobs.update({each.job_id: each for each in (job, *job.children)})
        self._scheduler.add(job)
        return {"jobArn": job.arn, "jobName": job.terms.name, "jobId": job.job_id}

    def _describe(self, request: Json) -> Json:
        names = [name_of(reference) for reference in request["jobs"]]
        if len(names) > _MOST_DESCRIBED:
            raise Refusal(f"at most {_MOST_DESCRIBED} jobs can be described at a time")
        return {"jobs": [self._jobs[name].detail() for name in names if name in self._jobs]}

    def _list(self, request: Json) -> Json:
        array = request.get("arrayJobId")
        if array:
            children = self._jobs[array].children if array in self._jobs else []
            return list_jobs(children, request)
        self._queues.record(request["jobQueue"])
        return list_jobs(self._of_queue(request["jobQueue"]), request)

    def _of_queue(self, reference: str) -> list[Job]:
        name = name_of(reference)
        return [
            job
            for job in self._jobs.values()
            if job.array is None and job.terms.queue["jobQueueName"] == name
        ]

    def _terminate(self, request: Json) -> Json:
        reason = request["reason"]
        for job in self._with_children(request["jobId"]):
            job.is_terminated = not job.status.is_over
            self._stop(job, reason)
        return {}

    def _cancel(self, request: Json) -> Json:
        reason = request["reason"]
        for job in self._with_children(request["jobId"]):
            if job.children or job.status in _WAITING:
                job.is_cancelled = not job.status.is_over
                self._stop(job, reason)
        return {}

    def _stop(self, job: Job, reason: str) -> None:
        if not job.children:
            self._scheduler.end(job, reason)
        elif not job.status.is_over:
            job.stop_reason = reason

    def _lose_host(self, request: Json) -> Json:
        self._scheduler.lose_host(self._jobs[request["jobId"]], LOST_HOST)
        return {}

    def _with_children(self, reference: str) -> list[Job]:
        """A job and its children, if there is one; whoever ends one that is not there is right."""
        job = self._jobs.get(name_of(reference))
        return [job, *job.children] if job else []
