"""Clients of AWS that wait and try again within bounds."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from smartcat import __version__
from smartcat.aws.refusals import translated
from smartcat.errors import MissingProgramError

S3Client = Any
"""A client of boto3 or aiobotocore, whose methods are made at run time: nothing has types."""

_OPTIONS: dict[str, Any] = {
    "connect_timeout": 10,
    "read_timeout": 30,
    "user_agent_extra": f"smartcat/{__version__}",
}
"""Times are in seconds."""
_ATTEMPTS = 5
"""How often botocore sends a request that was throttled, failed or not answered."""


def s3_client(connections: int = 10) -> S3Client:
    """Make a client for S3; see `aws_client`."""
    return aws_client("s3", connections)


def aws_client(service: str, connections: int = 10, attempts: int = _ATTEMPTS) -> Any:
    """Make a client for a service; threads may share it, but not processes after a fork.

    Args:
        service: Which, as boto3 calls it.
        connections: How many requests may be under way at once.
        attempts: How often a request is sent that was throttled, failed or not answered.

    Raises:
        MissingProgramError: boto3 is not installed.
        ConfigurationError: The settings of AWS are wrong.
    """
    try:
        from boto3.session import Session
        from botocore.config import Config
    except ImportError as error:
        raise _missing("boto3") from error
    with translated(f"cannot reach {service} of AWS"):
        config = Config(max_pool_connections=connections, retries=_retries(attempts), **_OPTIONS)
        return Session().client(service, config=config)


@asynccontextmanager
async def async_s3_client(connections: int) -> AsyncIterator[S3Client]:
    """Make a client for S3 that serves many requests at once, for as long as it is entered.

    Args:
        connections: How many requests may be under way at once.

    Raises:
        MissingProgramError: aiobotocore is not installed.
        ConfigurationError: The settings of AWS are wrong.
    """
    try:
        from aiobotocore.config import AioConfig
        from aiobotocore.session import get_session
    except ImportError as error:
        raise _missing("aiobotocore") from error
    async with AsyncExitStack() as stack:
        with translated("cannot reach S3"):
            retries = _retries(_ATTEMPTS)
            config = AioConfig(max_pool_connections=connections, retries=retries, **_OPTIONS)
            making = get_session().create_client("s3", config=config)
            client = await stack.enter_async_context(making)
        yield client


def _retries(attempts: int) -> dict[str, Any]:
    return {"mode": "standard", "total_max_attempts": attempts}


def _missing(package: str) -> MissingProgramError:
    return MissingProgramError(f"AWS needs {package}; run: pip install 'smartcat[aws]'")
