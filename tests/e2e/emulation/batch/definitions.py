"""Job definitions, in revisions."""

import copy
from collections import defaultdict
from dataclasses import dataclass, field

from emulation.batch.names import Json, Place, Refusal, name_of
from emulation.batch.retrying import check_retry_strategy
from emulation.batch.tags import Tags

_LISTS = (
    "command",
    "environment",
    "mountPoints",
    "resourceRequirements",
    "secrets",
    "ulimits",
    "volumes",
)
_LEAST_TIMEOUT_S = 60


@dataclass
class JobDefinitions:
    """All job definitions.

    Attributes:
        place: Whose.
        tags: Tags of all things.
        revisions: What was asked for, by name, the oldest first.
    """

    place: Place
    tags: Tags
    revisions: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))

    def register(self, request: Json) -> Json:
        """Make a new revision."""
        if request.get("type") != "container" or "containerProperties" not in request:
            raise Refusal("only job definitions with containerProperties are emulated")
        check_retry_strategy(request.get("retryStrategy"))
        check_timeout(request.get("timeout"))
        name = request["jobDefinitionName"]
        revision = len(self.revisions[name]) + 1
        arn = self.place.arn("job-definition", f"{name}:{revision}")
        record = {
            "parameters": {},
            **_as_stored(request),
            "jobDefinitionName": name,
            "jobDefinitionArn": arn,
            "revision": revision,
            "status": "ACTIVE",
            "containerOrchestrationType": "ECS",
            "tags": self.tags.new(arn, request.get("tags")),
        }
        self.revisions[name].append(record)
        return {key: record[key] for key in ("jobDefinitionName", "jobDefinitionArn", "revision")}

    def deregister(self, request: Json) -> Json:
        """Have no more jobs of a revision."""
        record = self._find(request["jobDefinition"])
        if record:
            record["status"] = "INACTIVE"
        return {}

    def describe(self, request: Json) -> Json:
        """Tell all revisions, or those of a name, a status, or that are named and exist."""
        if request.get("jobDefinitions"):
            found = [self._find(reference) for reference in request["jobDefinitions"]]
        else:
            name = request.get("jobDefinitionName")
            found = [
                record
                for records in self.revisions.values()
                for record in records
                if name in {None, record["jobDefinitionName"]}
            ]
        wanted = request.get("status")
        return {
            "jobDefinitions": [
                record for record in found if record and wanted in {None, record["status"]}
            ]
        }

    def active(self, reference: str) -> Json:
        """The revision that a job is to be of; refuses if there is none, or no longer."""
        record = self._find(reference)
        if record is None or record["status"] != "ACTIVE":
            raise Refusal(f"JobDefinition {reference} does not exist")
        return record

    def _find(self, reference: str) -> Json | None:
        """The revision of a reference; without a number the newest that is active."""
        name, _, number = name_of(reference).partition(":")
        for record in reversed(self.revisions.get(name, [])):
            if number == str(record["revision"]) or (not number and record["status"] == "ACTIVE"):
                return record
        return None


def check_timeout(timeout: Json | None) -> None:
    """Refuse a time limit that AWS would refuse."""
    if timeout and timeout.get("attemptDurationSeconds", 0) < _LEAST_TIMEOUT_S:
        raise Refusal(f"Timeout must be at least {_LEAST_TIMEOUT_S} seconds")


def _as_stored(request: Json) -> Json:
    """Add what AWS adds, so that what is read back is what Terraform expects."""
    stored = copy.deepcopy(request)
    properties = stored["containerProperties"]
    for key in _LISTS:
        properties.setdefault(key, [])
    if "FARGATE" in stored.get("platformCapabilities", []):
        properties.setdefault("fargatePlatformConfiguration", {"platformVersion": "LATEST"})
    for rule in stored.get("retryStrategy", {}).get("evaluateOnExit", []):
        rule["action"] = rule["action"].lower()
    return stored
