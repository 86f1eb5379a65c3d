"""Commands in this process, as a shell would see them."""

from collections.abc import Callable
from typing import Any

import pytest

from smartcat.cli import main
from smartcat.cli.batch.main import main as main_of_batch

Run = Callable[..., Any]


@pytest.fixture
def smartcat(shell: Callable[..., Run]) -> Run:
    """Run `smartcat` with arguments."""
    return shell("smartcat", main)


@pytest.fixture
def smartcat_batch(shell: Callable[..., Run]) -> Run:
    """Run `smartcat-batch` with arguments."""
    return shell("smartcat-batch", main_of_batch)
