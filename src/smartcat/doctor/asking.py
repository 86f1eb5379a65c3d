"""Ask AWS what the doctor wants to know."""

from functools import cache
from typing import Any

from smartcat.aws import translated
from smartcat.aws.clients import aws_client


@cache
def _client(service: str) -> Any:
    return aws_client(service)


def ask(service: str, operation: str, **request: Any) -> dict[str, Any]:
    """Ask AWS.

    Args:
        service: Which service, as boto3 calls it.
        operation: What is asked of it, likewise.
        request: The request.

    Raises:
        AccessDeniedError: It is not allowed.
        ConfigurationError: There is no such thing, or the settings of AWS are wrong.
        StorageError: There is no answer.
    """
    with translated(f"cannot ask {service} for {operation}"):
        answer: dict[str, Any] = getattr(_client(service), operation)(**request)
    return answer
