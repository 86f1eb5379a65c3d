"""The services of ministack that jobs need. This module, `rights` and `__main__` own the package.

Its functions are called in this process, below the API: as its own services do, for what AWS does
by itself needs nobody's rights.
"""

import hashlib
import json
from collections.abc import Mapping

from ministack.core.responses import get_account_id
from ministack.services import cloudwatch_logs, eventbridge, sts

from emulation.batch.container import LogLine
from emulation.batch.names import Json


class MinistackServices:
    """CloudWatch Logs, EventBridge and STS."""

    def __init__(self) -> None:
        self._streams: set[tuple[str, str]] = set()

    def log(self, group: str, stream: str, line: LogLine) -> None:
        """Write a line to CloudWatch Logs."""
        names = {"logGroupName": group, "logStreamName": stream}
        if (group, stream) not in self._streams:
            self._streams.add((group, stream))
            cloudwatch_logs._create_log_group({"logGroupName": group})  # no harm if there is one
            cloudwatch_logs._create_log_stream(names)
        event = {"timestamp": line.at_ms, "message": line.text or " "}  # as none may be empty
        cloudwatch_logs._put_log_events({**names, "logEvents": [event]})

    def tell(self, job: Json) -> None:
        """Send an event about a job's state to EventBridge."""
        event = {
            "Source": "aws.batch",
            "DetailType": "Batch Job State Change",
            "Resources": [job["jobArn"]],
            "Detail": json.dumps(job),
        }
        eventbridge._put_events({"Entries": [event]}, allow_aws_source=True)

    def credentials(self, role_arn: str, session: str) -> Mapping[str, str]:
        """Let a container act as a role: variables for its environment."""
        digest = hashlib.sha256(f"{role_arn}/{session}".encode()).hexdigest()
        key, role = f"ASIA{digest[:16].upper()}", role_arn.rpartition("/")[2]
        assumed = f"arn:aws:sts::{get_account_id()}:assumed-role/{role}/{session}"
        identity = {"Arn": assumed, "UserId": f"AROA:{session}"}
        secret = {"SecretAccessKey": digest[:40], "SessionToken": digest}
        sts.register_session(key, {**identity, **secret})
        return {
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret["SecretAccessKey"],
            "AWS_SESSION_TOKEN": secret["SessionToken"],
        }
