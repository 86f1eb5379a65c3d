"""What the fuzzer begins with, and all that it ever found, without the fuzzer."""

import pytest

from fuzz_targets import TARGETS, target
from fuzz_targets.seeds import seeds


@pytest.mark.parametrize(
    ("name", "data"),
    [pytest.param(name, data, id=f"{name}-{of}") for name in TARGETS for of, data in seeds(name)],
)
def test_nothing_is_raised_but_what_is_documented(name: str, data: bytes) -> None:
    target(name)(data)
