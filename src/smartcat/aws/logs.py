"""What containers said, as CloudWatch Logs keeps it."""

from collections.abc import Sequence
from typing import Any

from smartcat.aws.clients import aws_client
from smartcat.aws.refusals import code_of, translated


class ContainerLogs:
    """Reads log streams.

    Args:
        client: Asks CloudWatch Logs; made here if absent.
    """

    def __init__(self, client: Any = None) -> None:
        self._client = client or aws_client("logs")

    def lines(self, group: str, stream: str) -> Sequence[str]:
        """Read a stream from its beginning; one that is not there, or not yet, has no lines."""
        from botocore.exceptions import ClientError

        lines: list[str] = []
        following: dict[str, str] = {}
        while True:
            with translated(f"cannot read the log group {group}"):
                try:
                    told = self._client.get_log_events(
                        logGroupName=group, logStreamName=stream, startFromHead=True, **following
                    )
                except ClientError as error:
                    if code_of(error) == "ResourceNotFoundException":
                        return lines
                    raise
            lines += [one["message"] for one in told["events"]]
            if told["nextForwardToken"] == following.get("nextToken"):
                return lines
            following = {"nextToken": told["nextForwardToken"]}
