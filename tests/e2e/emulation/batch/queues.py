"""Job queues: which compute environments take their jobs, in which order."""

from dataclasses import dataclass, field

from emulation.batch.environments import ComputeEnvironments
from emulation.batch.names import Json, Place, Refusal, name_of
from emulation.batch.tags import Tags

_CHANGED = (
    "state",
    "priority",
    "computeEnvironmentOrder",
    "schedulingPolicyArn",
    "jobStateTimeLimitActions",
)


@dataclass
class JobQueues:
    """All job queues.

    Attributes:
        place: Whose.
        tags: Tags of all things.
        environments: All compute environments.
        records: What was asked for, by name.
    """

    place: Place
    tags: Tags
    environments: ComputeEnvironments
    records: dict[str, Json] = field(default_factory=dict)

    def create(self, request: Json) -> Json:
        """Make one; it is ready at once."""
        name = request["jobQueueName"]
        if name in self.records:
            raise Refusal("Object already exists")
        if request.get("schedulingPolicyArn"):
            raise Refusal("fair shares are not emulated")
        for each in request.get("computeEnvironmentOrder", []):
            self.environments.record(each["computeEnvironment"])
        arn = self.place.arn("job-queue", name)
        self.records[name] = {
            "jobQueueName": name,
            "jobQueueArn": arn,
            "state": request.get("state", "ENABLED"),
            "status": "VALID",
            "statusReason": "JobQueue Healthy",
            "priority": request["priority"],
            "computeEnvironmentOrder": request.get("computeEnvironmentOrder", []),
            "jobStateTimeLimitActions": request.get("jobStateTimeLimitActions", []),
            "tags": self.tags.new(arn, request.get("tags")),
        }
        return self._named(name)

    def update(self, request: Json) -> Json:
        """Change one, in the parts that are given."""
        name = name_of(request["jobQueue"])
        self.record(name).update({key: request[key] for key in _CHANGED if key in request})
        return self._named(name)

    def delete(self, request: Json) -> Json:
        """Remove one that is disabled."""
        name = name_of(request["jobQueue"])
        if self.records.get(name, {}).get("state", "DISABLED") != "DISABLED":
            raise Refusal("Cannot delete, JobQueue is ENABLED")
        self.records.pop(name, None)
        return {}

    def describe(self, request: Json) -> Json:
        """Tell all, or those that are named and exist."""
        names = [name_of(named) for named in request.get("jobQueues") or self.records]
        return {"jobQueues": [self.records[name] for name in names if name in self.records]}

    def record(self, reference: str) -> Json:
        """The one of a name or ARN; refuses if there is none."""
        try:
            return self.records[name_of(reference)]
        except KeyError:
            raise Refusal(f"JobQueue {reference} does not exist") from None

    def take(self, queue: str, vcpus: float) -> str | None:
        """Give vCPUs to a job: the name of the compute environment that has them."""
        order = self.records.get(queue, {}).get("computeEnvironmentOrder", [])
        for each in sorted(order, key=lambda each: each["order"]):
            name = name_of(each["computeEnvironment"])
            if self.environments.take(name, vcpus):
                return name
        return None

    def uses(self, environment: str) -> bool:
        """Whether a job queue uses a compute environment."""
        return any(
            name_of(each["computeEnvironment"]) == name_of(environment)
            for record in self.records.values()
            for each in record["computeEnvironmentOrder"]
        )

    def _named(self, name: str) -> Json:
        return {key: self.records[name][key] for key in ("jobQueueName", "jobQueueArn")}
