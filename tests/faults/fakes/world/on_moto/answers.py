"""What AWS answers where it does not do what it is asked."""

import errno
import io
import json
from collections.abc import Iterator

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from world.on_moto.request import Request

_S3_CODES = {
    403: "AccessDenied",
    409: "ConditionalRequestConflict",
    500: "InternalError",
    503: "SlowDown",
}
_BATCH_CODES = {403: "AccessDeniedException", 500: "ServerException", 503: "ServiceUnavailable"}


class Body(io.BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()


class FullDisk(Body):
    """A body for which there is no room."""

    def read(self, *_: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")


def answer(request: Request, status: int) -> AWSResponse:
    """Say that a request was not done, in the words of its service."""
    headers = {"x-amzn-RequestId": "1"}
    if request.service == "s3":
        code = _S3_CODES[status]
        said = f"<Error><Code>{code}</Code><Message>not this time</Message></Error>"
        body = "" if request.method == "HEAD" else said
    else:
        headers["x-amzn-ErrorType"] = _BATCH_CODES[status]
        body = json.dumps({"message": "not this time"})
    return AWSResponse(request.url, status, headers, Body(body.encode()))


def with_body(told: AWSResponse, body: Body) -> AWSResponse:
    """Give an answer another body than its headers tell of."""
    return AWSResponse(told.url, told.status_code, told.headers, body)


def timed_out(request: Request) -> Exception:
    """Say that no answer came in time."""
    error: Exception = ReadTimeoutError(endpoint_url=request.url)
    return error


def closed(request: Request) -> Exception:
    """Say that the connection was closed."""
    error: Exception = ConnectionClosedError(endpoint_url=request.url)
    return error
