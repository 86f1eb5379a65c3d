"""The same faults and the same law where SmartCat's own clients ask moto, and botocore tries again.

``SMARTCAT_FAULTS_EXAMPLES=5000 pytest tests/faults/test_on_moto.py`` tries a tenth as many
sequences, and each fault at every single operation; without it, at a few of them.
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

_STRIDE = 7
"""Where nobody asked for more, each fault is tried at one operation, and the next one so far on."""
_SHORT, _STEP = 12, 3
"""In stories of no more operations than this, it is tried at one in three."""


@pytest.mark.parametrize("tell", STORIES)
def test_one_fault_on_the_wire_is_made_good(clock: Clock, tmp_path: Path, tell: Tell) -> None:
    with on_moto() as services:
        possible = operations(World(clock, tmp_path, services), tell)
    for number, fault in enumerate([*Fault, *WireFault]):
        for operation in _some([at for at, could in enumerate(possible) if fault in could], number):
            with on_moto() as services:
                told_with(World(clock, tmp_path, services), tell, operation, fault)


def _some(operations: list[int], number: int) -> list[int]:
    """All operations, or a few; which ones differs by fault."""
    if EXAMPLES or not operations:
        return operations
    if len(operations) <= _SHORT:
        return operations[number % _STEP :: _STEP]
    return [operations[number * _STRIDE % len(operations)]]


class SequencesOnMoto(Sequences):
    """Sequences, over moto."""

    faults: st.SearchStrategy[Trouble] = st.sampled_from([*Fault, *WireFault])

    def services(self) -> AbstractContextManager[Services]:
        return on_moto()


TestSequencesOnMoto = SequencesOnMoto.TestCase
TestSequencesOnMoto.settings = told_often(15, one_in=10)
