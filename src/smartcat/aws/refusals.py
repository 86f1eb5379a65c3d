"""What AWS and the network say, as errors of `smartcat.errors`.

Messages of botocore about connections hold whole URLs, so that only their kind is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from smartcat.errors import AccessDeniedError, ConfigurationError, SmartCatError, StorageError

_MISSING = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
BAD_CREDENTIALS = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidToken",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "TokenRefreshRequired",
        "UnrecognizedClientException",
    }
)
"""Codes that say that AWS does not know who asks."""
_PASSING = frozenset(
    {
        "BadDigest",
        "ConditionalRequestConflict",
        "IncompleteBody",
        "InternalError",
        "OperationAborted",
        "RequestLimitExceeded",
        "ServerException",
        "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
_REFUSED = 403
_TOO_MANY = 429
_SERVER_FAILED = 500
_CREDENTIALS = "name credentials with AWS_PROFILE, or renew them: aws configure, aws sso login"
_RIGHTS = (
    "allow what the message names; of objects, s3:GetObject, s3:PutObject and s3:DeleteObject "
    "where they are needed, and s3:ListBucket, without which a missing object looks like this, too"
)
_AGAIN = "what was stored stands, so start again"


@contextmanager
def translated(attempt: str, *, quotes: bool = True) -> Iterator[None]:
    """Raise what AWS or the network says as an error of ours.

    Args:
        attempt: What is done to which thing: ``cannot read s3://bucket/key``.
        quotes: Whether the text that AWS gives is told, which may have the key in it.

    Raises:
        AccessDeniedError: Access is denied, or there are no valid credentials.
        ConfigurationError: There is no such bucket, or a setting is wrong.
        StorageError: There was no answer, or one that may be another one next time.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise _answered(error.response, attempt, quotes=quotes) from error
    except BotoCoreError as error:
        raise _unanswered(error, attempt) from error


def told_of(error: SmartCatError) -> dict[str, object]:
    """What a log may tell of an error: its kind, and what AWS refused, but no names.

    Messages have keys of documents in them.
    """
    told: dict[str, object] = {"error": type(error).__name__, "exit_code": int(error.exit_code)}
    operation = getattr(error.__cause__, "operation_name", None)
    if operation is not None:
        told["aws"] = f"{operation}: {code_of(error.__cause__)}"
    return told


def code_of(error: Any) -> str:
    """Return the code of a ``ClientError``; of an answer without a body, its HTTP status."""
    return str(error.response.get("Error", {}).get("Code", ""))


def is_missing(error: Any) -> bool:
    """Tell whether a ``ClientError`` says that there is no such object."""
    return code_of(error) in _MISSING


def _answered(response: dict[str, Any], attempt: str, *, quotes: bool) -> SmartCatError:
    said = response.get("Error", {})
    code = str(said.get("Code", "no code"))
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    text = (said.get("Message") or "no message") if quotes else ""
    told = f"{attempt}: {code}, {text}" if text else f"{attempt}: {code}"
    if code == "NoSuchBucket":
        return ConfigurationError(f"{attempt}: there is no such bucket; name one that exists")
    if code in _PASSING or status == _TOO_MANY or status >= _SERVER_FAILED:
        return StorageError(f"{told}; {_AGAIN}")
    if code in BAD_CREDENTIALS:
        return AccessDeniedError(f"{told}; {_CREDENTIALS}")
    if status == _REFUSED or code in {"AccessDenied", str(_REFUSED)}:
        return AccessDeniedError(f"{told}; {_RIGHTS}")
    return ConfigurationError(f"{told}; check the names, the region and the settings of AWS")


def _unanswered(error: Exception, attempt: str) -> SmartCatError:
    from botocore import exceptions as said

    kind = type(error).__name__
    credentials = (
        said.NoCredentialsError,
        said.PartialCredentialsError,
        said.CredentialRetrievalError,
        said.NoAuthTokenError,
        said.TokenRetrievalError,
        said.SSOError,
        said.LoginError,
    )
    passing = (
        said.ConnectionError,
        said.HTTPClientError,
        said.IncompleteReadError,
        said.MetadataRetrievalError,
        said.ChecksumError,
        said.FlexibleChecksumError,
    )
    if isinstance(error, credentials):
        return AccessDeniedError(f"{attempt}: no valid credentials ({kind}); {_CREDENTIALS}")
    if isinstance(error, passing):
        return StorageError(
            f"{attempt}: no whole answer ({kind}); check the network and AWS_ENDPOINT_URL; {_AGAIN}"
        )
    if isinstance(error, said.NoRegionError):
        return ConfigurationError(f"{attempt}: no region is named; set AWS_DEFAULT_REGION")
    return ConfigurationError(f"{attempt}: {error}; correct the settings of AWS")
