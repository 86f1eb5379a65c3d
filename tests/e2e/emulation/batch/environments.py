"""Compute environments: how many vCPUs there are."""

from collections import defaultdict
from dataclasses import dataclass, field

from emulation.batch.names import Json, Place, Refusal, name_of
from emulation.batch.tags import Tags

_CHANGED = ("state", "serviceRole", "unmanagedvCpus", "updatePolicy")


@dataclass
class ComputeEnvironments:
    """All compute environments.

    Attributes:
        place: Whose.
        tags: Tags of all things.
        records: What was asked for, by name.
        used: vCPUs that jobs use, by name.
    """

    place: Place
    tags: Tags
    records: dict[str, Json] = field(default_factory=dict)
    used: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def create(self, request: Json) -> Json:
        """Make one; it is ready at once."""
        name = request["computeEnvironmentName"]
        if name in self.records:
            raise Refusal("Object already exists")
        arn = self.place.arn("compute-environment", name)
        self.records[name] = {
            "computeEnvironmentName": name,
            "computeEnvironmentArn": arn,
            "ecsClusterArn": arn.replace(":batch:", ":ecs:").replace(
                f"compute-environment/{name}", f"cluster/AWSBatch-{name}"
            ),
            "type": request.get("type", "MANAGED"),
            "state": request.get("state", "ENABLED"),
            "status": "VALID",
            "statusReason": "ComputeEnvironment Healthy",
            "computeResources": request.get("computeResources", {}),
            "serviceRole": request.get("serviceRole", ""),
            "containerOrchestrationType": "ECS",
            "tags": self.tags.new(arn, request.get("tags")),
        }
        return self._named(name)

    def update(self, request: Json) -> Json:
        """Change one, in the parts that are given."""
        name = name_of(request["computeEnvironment"])
        record = self.record(name)
        record.update({key: request[key] for key in _CHANGED if key in request})
        record["computeResources"] = {
            **record["computeResources"],
            **(request.get("computeResources") or {}),
        }
        return self._named(name)

    def delete(self, request: Json) -> Json:
        """Remove one that is disabled."""
        name = name_of(request["computeEnvironment"])
        if self.records.get(name, {}).get("state", "DISABLED") != "DISABLED":
            raise Refusal("Cannot delete, compute environment is ENABLED")
        self.records.pop(name, None)
        return {}

    def describe(self, request: Json) -> Json:
        """Tell all, or those that are named and exist."""
        names = [name_of(named) for named in request.get("computeEnvironments") or self.records]
        return {"computeEnvironments": [self.records[n] for n in names if n in self.records]}

    def record(self, reference: str) -> Json:
        """The one of a name or ARN; refuses if there is none."""
        try:
            return self.records[name_of(reference)]
        except KeyError:
            raise Refusal(f"Compute environment does not exist: {reference}") from None

    def take(self, name: str, vcpus: float) -> bool:
        """Give vCPUs to a job, if so many are free; one that is too large for all has none."""
        record = self.records.get(name, {})
        most = record.get("computeResources", {}).get("maxvCpus", 0)
        if record.get("state") != "ENABLED" or self.used[name] + vcpus > most:
            return False
        self.used[name] += vcpus
        return True

    def give_back(self, name: str, vcpus: float) -> None:
        """Take vCPUs back from a job that has ended."""
        self.used[name] -= vcpus

    def _named(self, name: str) -> Json:
        record = self.records[name]
        return {key: record[key] for key in ("computeEnvironmentName", "computeEnvironmentArn")}
