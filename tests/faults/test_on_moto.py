"""The same faults and the same law where SmartCat's own clients ask moto, and botocore tries again.

``SMARTCAT_FAULTS_EXAMPLES=500 pytest tests/faults/test_on_moto.py`` tries so many sequences, and
each fault at every single operation; without it, at a few of them.
"""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import strategies as st

from world.clock import Clock
from world.faults import Fault, Trouble, WireFault
from world.on_moto.services import on_moto
from world.sequences import EXAMPLES, Sequences, told_often
from world.services import Services
from world.stories import STORIES, Tell, operations, told_with
from world.world import World

_FEW = 2
"""Operations of a story that a fault is tried at, where nobody asked for more."""


@pytest.mark.parametrize("tell", STORIES)
def test_one_fault_on_the_wire_is_made_good(clock: Clock, tmp_path: Path, tell: Tell) -> None:
    with on_moto() as services:
        possible = operations(World(clock, tmp_path, services), tell)
    for number, fault in enumerate([*Fault, *WireFault]):
        for operation in _some([at for at, could in enumerate(possible) if fault in could], number):
            with on_moto() as services:
                told_with(World(clock, tmp_path, services), tell, operation, fault)


def _some(operations: list[int], first: int) -> list[int]:
    """All operations, or a few that are far apart; which ones differs by fault."""
    if EXAMPLES or not operations:
        return operations
    step = max(len(operations) // _FEW, 1)
    return operations[first % step :: step][:_FEW]


class SequencesOnMoto(Sequences):
    """Sequences, over moto."""

    faults: st.SearchStrategy[Trouble] = st.sampled_from([*Fault, *WireFault])

    def services(self) -> AbstractContextManager[Services]:
        return on_moto()


TestSequencesOnMoto = SequencesOnMoto.TestCase
TestSequencesOnMoto.settings = told_often(20)
