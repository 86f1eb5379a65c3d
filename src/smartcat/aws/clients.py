"""Clients of S3 that wait and try again within bounds."""

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
    "retries": {"mode": "standard", "total_max_attempts": 5},
    "user_agent_extra": f"smartcat/{__version__}",
}
"""Seconds, and how often botocore sends a request that was throttled, failed or not answered."""


def s3_client(connections: int = 10) -> S3Client:
    """Make a client for S3; it may be used by several threads, but not after a fork.

    Args:
        connections: How many requests may be under way at once.

    Raises:
        MissingProgramError: boto3 is not installed.
        ConfigurationError: The settings of AWS are wrong.
    """
    try:
        from boto3.session import Session
        from botocore.config import Config
    except ImportError as error:
        raise _missing("boto3") from error
    with translated("cannot reach S3"):
        return Session().client("s3", config=Config(max_pool_connections=connections, **_OPTIONS))


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
            config = AioConfig(max_pool_connections=connections, **_OPTIONS)
            making = get_session().create_client("s3", config=config)
            client = await stack.enter_async_context(making)
        yield client


def _missing(package: str) -> MissingProgramError:
    return MissingProgramError(f"S3 needs {package}; run: pip install 'smartcat[aws]'")
