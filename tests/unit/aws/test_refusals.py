from typing import Any

import pytest
from botocore import exceptions as said

from smartcat.aws import translated
from smartcat.errors import AccessDeniedError, ConfigurationError, SmartCatError, StorageError

URL = "https://results.s3.amazonaws.com/key?X-Amz-Signature=secret"


def answer(code: str, status: int) -> said.ClientError:
    metadata = {"HTTPStatusCode": status}
    told = {"Error": {"Code": code, "Message": "said"}, "ResponseMetadata": metadata}
    return said.ClientError(told, "GetObject")


def translation(error: Exception) -> SmartCatError:
    with pytest.raises(SmartCatError) as told, translated("cannot read s3://results/key"):
        raise error
    assert told.value.__cause__ is error
    return told.value


@pytest.mark.parametrize(
    ("error", "kind", "remedy"),
    [
        (answer("NoSuchBucket", 404), ConfigurationError, "name one that exists"),
        (answer("AccessDenied", 403), AccessDeniedError, "s3:ListBucket"),
        (answer("403", 403), AccessDeniedError, "s3:ListBucket"),
        (answer("AllAccessDisabled", 403), AccessDeniedError, "allow"),
        (answer("ExpiredToken", 400), AccessDeniedError, "renew"),
        (answer("InvalidAccessKeyId", 403), AccessDeniedError, "AWS_PROFILE"),
        (answer("SlowDown", 503), StorageError, "start again"),
        (answer("500", 500), StorageError, "start again"),
        (answer("RequestTimeout", 400), StorageError, "start again"),
        (answer("InvalidRequest", 400), ConfigurationError, "settings of AWS"),
        (said.NoCredentialsError(), AccessDeniedError, "AWS_PROFILE"),
        (said.SSOTokenLoadError(error_msg="none"), AccessDeniedError, "sso login"),
        (said.EndpointConnectionError(endpoint_url=URL), StorageError, "network"),
        (said.ConnectTimeoutError(endpoint_url=URL), StorageError, "network"),
        (said.ReadTimeoutError(endpoint_url=URL), StorageError, "network"),
        (said.ResponseStreamingError(error="broken"), StorageError, "network"),
        (said.IncompleteReadError(actual_bytes=1, expected_bytes=2), StorageError, "network"),
        (said.ProfileNotFound(profile="none"), ConfigurationError, "settings of AWS"),
        (said.ParamValidationError(report="a bucket"), ConfigurationError, "settings of AWS"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_refusal_is_one_of_our_errors_with_a_remedy(
    error: Any, kind: type[SmartCatError], remedy: str
) -> None:
    told = translation(error)
    assert type(told) is kind
    assert str(told).startswith("cannot read s3://results/key: ")
    assert remedy in str(told)
    assert "Signature" not in str(told)


def test_what_is_no_word_of_aws_passes() -> None:
    with pytest.raises(ZeroDivisionError), translated("cannot divide"):
        raise ZeroDivisionError
