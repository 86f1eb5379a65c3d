"""A request on the wire."""

from collections.abc import Callable
from dataclasses import dataclass

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

_ASKING = frozenset({"GetObject", "HeadObject", "HeadBucket", "ListObjectsV2"})
_LISTING = frozenset({"ListObjectsV2", "ListJobs", "DescribeJobs"})
_CONDITIONS = ("If-None-Match", "If-Match")


@dataclass
class Call:
    """What SmartCat asks for; botocore sends it once, or a few times.

    Attributes:
        service: Which service, as boto3 calls it.
        operation: What it is asked for.
        goes_on: What becomes of all that is sent from now on; absent: whatever is planned.
    """

    service: str
    operation: str
    goes_on: Callable[[], AWSResponse] | None = None


@dataclass(frozen=True)
class Request:
    """What botocore sends.

    Attributes:
        call: For what.
        sent: As it is sent.
    """

    call: Call
    sent: AWSPreparedRequest

    @property
    def service(self) -> str:
        """Which service is asked."""
        return self.call.service

    @property
    def method(self) -> str:
        """The HTTP method."""
        return str(self.sent.method)

    @property
    def url(self) -> str:
        """Where it goes."""
        return str(self.sent.url)

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        if self.service == "s3":
            return self.call.operation not in _ASKING
        return self.call.operation == "SubmitJob"

    @property
    def lists(self) -> bool:
        """Whether it lists what may be told of late."""
        return self.call.operation in _LISTING

    @property
    def is_conditional_write(self) -> bool:
        """Whether it writes on a condition."""
        return self.changes and any(one in self.sent.headers for one in _CONDITIONS)

    @property
    def fetches(self) -> bool:
        """Whether a body is the answer."""
        return self.call.operation == "GetObject"
