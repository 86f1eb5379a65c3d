"""Worlds, and how much was tried in them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from world.clock import BEGIN, Clock
from world.faults import TRIED
from world.world import World


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield Clock(traveller)


@pytest.fixture
def world(clock: Clock, tmp_path: Path) -> World:
    return World(clock, tmp_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how much was tried, where somebody asked for much."""
    if "SMARTCAT_FAULTS_EXAMPLES" in os.environ:
        terminalreporter.section("faults tried")
        for what, times in TRIED.most_common():
            terminalreporter.line(f"{times:8,} {what}")
