"""Look at one thing after the other: what cannot be looked at is a finding as well."""

from collections.abc import Iterable, Iterator

from smartcat.aws.refusals import BAD_CREDENTIALS, code_of
from smartcat.doctor.findings import Check, Finding
from smartcat.errors import (
    AccessDeniedError,
    MissingProgramError,
    SmartCatError,
    TransientError,
)

_NAMED = "name the deployment with --deployment, or make one: make deploy"
_RIGHTS = {
    "DescribeComputeEnvironments": "batch:DescribeComputeEnvironments",
    "DescribeImages": "ecr:DescribeImages",
    "DescribeJobDefinitions": "batch:DescribeJobDefinitions",
    "DescribeJobQueues": "batch:DescribeJobQueues",
    "DescribeJobs": "batch:DescribeJobs",
    "DescribeRule": "events:DescribeRule",
    "GetBucketNotificationConfiguration": "s3:GetBucketNotification",
    "GetFunctionConcurrency": "lambda:GetFunctionConcurrency",
    "GetFunctionConfiguration": "lambda:GetFunctionConfiguration",
    "GetObject": "s3:GetObject",
    "GetQueueAttributes": "sqs:GetQueueAttributes",
    "GetQueueUrl": "sqs:GetQueueUrl",
    # Without the second, S3 says of an object that is not there that it is forbidden.
    "HeadObject": "s3:GetObject and s3:ListBucket",
    "ListEventSourceMappings": "lambda:ListEventSourceMappings",
    "ListJobs": "batch:ListJobs",
    "ListObjectsV2": "s3:ListBucket",
    "ListTargetsByRule": "events:ListTargetsByRule",
}
"""What one must be allowed to, for what is asked (Service Authorization Reference)."""


class NotAllowedError(AccessDeniedError):
    """Something is hidden in an answer.

    Args:
        right: What one must be allowed to, to see it.
    """

    def __init__(self, right: str) -> None:
        super().__init__(f"it may not be looked at; have yourself allowed {right}")
        self.right = right


def findings(checks: Iterable[Check]) -> Iterator[Finding]:
    """Look at all; what cannot be looked at is a finding, too, and the others go on.

    Raises:
        SmartCatError: Nothing at all can be looked at: AWS does not know who asks.
    """
    for check in checks:
        try:
            yield from check.look(check)
        except SmartCatError as error:
            yield trouble(check, error)


def trouble(check: Check, error: SmartCatError) -> Finding:
    """Say why something could not be looked at.

    Raises:
        SmartCatError: Nothing else can be looked at, either.
    """
    if isinstance(error, NotAllowedError):
        return _denied(check, error.right)
    if isinstance(error, MissingProgramError) or _cannot_ask(error):
        raise error
    operation = getattr(error.__cause__, "operation_name", "")
    if isinstance(error, AccessDeniedError):
        return _denied(check, _RIGHTS.get(operation, operation))
    if isinstance(error, TransientError):
        says, _, remedy = str(error).partition("; ")
        return check.passing(f"could not look: {says}", remedy or "try again")
    if operation and _is_missing(code_of(error.__cause__)):
        return check.error("there is none of that name", _NAMED)
    says, _, remedy = str(error).rpartition("; ")  # errors of ours end with what to do
    return check.error(says or remedy, remedy if says else "", error.exit_code)


def _cannot_ask(error: SmartCatError) -> bool:
    """Whether AWS was not asked, or does not know who asks: the next question ends alike."""
    cause = error.__cause__
    if hasattr(cause, "response"):
        return code_of(cause) in BAD_CREDENTIALS
    nowhere = type(cause).__name__ in {"NoRegionError", "ProfileNotFound"}
    return nowhere or isinstance(error, AccessDeniedError)


def _denied(check: Check, right: str) -> Finding:
    return check.warning(f"could not look: denied; needs {right}", f"have yourself allowed {right}")


def _is_missing(code: str) -> bool:
    """Whether AWS knows nothing of that name: each service has a word of its own for it."""
    if code == "NoSuchBucket":  # the error says better what to do
        return False
    return code == "404" or any(word in code for word in ("NotFound", "NonExist", "NoSuch"))
