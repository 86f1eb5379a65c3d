"""A client of AWS Batch, as far as `smartcat.aws.batch.Batch` uses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ReadTimeoutError

from world.batch_service import BatchService, Job
from world.faults import Fault
from world.process import Process


def _timed_out() -> Exception:
    error: Exception = ReadTimeoutError(endpoint_url="https://batch")
    return error


@dataclass(frozen=True)
class BatchClient:
    """Asks Batch; what was submitted last may turn up late.

    Attributes:
        service: The jobs.
        process: Who asks.
    """

    service: BatchService
    process: Process

    def submit_job(
        self,
        *,
        jobName: str,  # noqa: N803 - the names of Batch
        jobQueue: str,  # noqa: N803
        containerOverrides: dict[str, Any],  # noqa: N803
        arrayProperties: dict[str, int] | None = None,  # noqa: N803
        **_: object,
    ) -> dict[str, str]:
        environment = {one["name"]: one["value"] for one in containerOverrides["environment"]}
        size = (arrayProperties or {"size": 1})["size"]

        def submit() -> dict[str, str]:
            return {"jobId": self.service.submit(jobName, jobQueue, size, environment).job_id}

        return self.process.ask(submit, _timed_out, changes=True)

    def list_jobs(
        self,
        *,
        jobQueue: str | None = None,  # noqa: N803
        filters: Sequence[dict[str, Any]] = (),
        arrayJobId: str | None = None,  # noqa: N803
        jobStatus: str | None = None,  # noqa: N803
    ) -> dict[str, Any]:
        def told(jobs: Sequence[Job]) -> dict[str, Any]:
            if arrayJobId is not None:
                (job,) = (one for one in self.service.jobs if one.job_id == arrayJobId)
                children = [one.told for one in job.children if one.status == jobStatus]
                return {"jobSummaryList": children}
            names = filters[0]["values"]
            found = [one.told for one in jobs if one.queue == jobQueue and one.name in names]
            return {"jobSummaryList": found}

        return self._seen(told)

    def describe_jobs(self, *, jobs: Sequence[str]) -> dict[str, Any]:
        return self._seen(lambda seen: {"jobs": [one.told for one in seen if one.job_id in jobs]})

    def _seen(self, told: Any) -> dict[str, Any]:
        """Tell of jobs, or of all but the last one."""
        answer: dict[str, Any] = self.process.ask(
            lambda: told(self.service.jobs),
            _timed_out,
            {Fault.STALE: lambda: told(self.service.jobs[:-1])},
        )
        return answer
