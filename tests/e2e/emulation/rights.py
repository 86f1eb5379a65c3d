"""What rights on AWS Batch are asked for, which ministack does not know: it takes all for ``*``."""

import json
from collections.abc import Callable
from typing import Any

from ministack.core import iam_actions

from emulation.batch.names import Place

_Resource = Callable[..., str]


def know_resources(place: Place) -> None:
    """Have rights to submit and to end jobs looked up for what they are about.

    AWS asks for the right to the job definition as well; only one thing can be named here.
    """
    of_others: _Resource = iam_actions.extract_resource_arn

    def resource(service: str, method: str, path: str, *rest: Any) -> str:
        if service == "batch":
            return _resource(place, path, rest[1])
        return of_others(service, method, path, *rest)

    iam_actions.extract_resource_arn = resource


def _resource(place: Place, path: str, body: bytes) -> str:
    operation = path.rpartition("/")[2]
    if operation == "submitjob":
        queue = str(json.loads(body)["jobQueue"])
        return queue if queue.startswith("arn:") else place.arn("job-queue", queue)
    if operation in {"terminatejob", "canceljob"}:
        return place.arn("job", str(json.loads(body)["jobId"]))
    return "*"
