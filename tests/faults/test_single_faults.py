"""One fault at every single operation in turn: whatever is lost then is made good."""

from pathlib import Path

import pytest

from world.clock import Clock
from world.faults import Fault
from world.stories import STORIES, Tell, operations, told_with
from world.world import World


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("tell", STORIES)
def test_one_fault_anywhere_is_made_good(
    clock: Clock, tmp_path: Path, tell: Tell, fault: Fault
) -> None:
    for operation, could in enumerate(operations(World(clock, tmp_path), tell)):
        if fault in could:
            told_with(World(clock, tmp_path), tell, operation, fault)
