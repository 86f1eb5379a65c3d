"""Sequences of events and faults, over services that do nothing but what SmartCat relies on.

``SMARTCAT_FAULTS_EXAMPLES=5000 pytest tests/faults/test_sequences.py`` tries so many, other ones
each time, and tells what was tried.
"""

from world.sequences import Sequences, told_often

TestSequences = Sequences.TestCase
TestSequences.settings = told_often(60)
