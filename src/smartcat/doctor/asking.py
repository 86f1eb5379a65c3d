"""Ask AWS what the doctor wants to know."""

from functools import cache
from typing import Any

from smartcat.aws import translated
from smartcat.aws.clients import aws_client
from smartcat.errors import StorageError

_ATTEMPTS = 2
"""Somebody waits for the answer, and "it does not answer" is one."""


class Asking:
    """Asks AWS; a service that cannot be reached is not asked again, as each time takes long."""

    def __init__(self) -> None:
        self._client = cache(lambda service: aws_client(service, attempts=_ATTEMPTS))
        self._silent: dict[str, StorageError] = {}

    def __call__(self, service: str, operation: str, **request: Any) -> dict[str, Any]:
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
        if service in self._silent:
            raise self._silent[service]
        try:
            with translated(f"cannot ask {service} for {operation}"):
                answer: dict[str, Any] = getattr(self._client(service), operation)(**request)
        except StorageError as error:
            if not hasattr(error.__cause__, "response"):  # not even a refusal
                self._silent[service] = error
            raise
        return answer
