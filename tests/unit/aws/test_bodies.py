import io
from typing import Any

import pytest
from botocore.exceptions import ResponseStreamingError

from smartcat.aws import receive


class Breaks(io.BytesIO):
    def read(self, _size: int | None = -1) -> bytes:
        raise ResponseStreamingError(error="broken off")


def take(body: Any) -> bytes:
    data: bytes = body.read()
    return data


def test_a_body_that_breaks_off_is_asked_for_again() -> None:
    bodies: list[io.BytesIO] = [Breaks(), Breaks(), io.BytesIO(b"whole")]
    left = iter(bodies)
    assert receive(lambda: {"Body": next(left)}, take) == b"whole"
    assert all(body.closed for body in bodies)


def test_a_body_that_always_breaks_off_is_given_up() -> None:
    asked = []

    def ask() -> dict[str, io.BytesIO]:
        asked.append(Breaks())
        return {"Body": asked[-1]}

    with pytest.raises(ResponseStreamingError):
        receive(ask, take)
    assert len(asked) == 3
    assert all(body.closed for body in asked)
