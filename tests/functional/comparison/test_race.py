import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from comparison.answers import Answer
from comparison.contender import Commands
from comparison.course import Course, Place, by_place
from comparison.halves import Scan
from comparison.race import race
from comparison.running import ContenderFailedError, Workplace
from measure import run

BURN = "import time\nwhile time.process_time() < 0.4: pass"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
ORPHAN = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}])"
GRANDCHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


class Burner:
    """Runs a program for each portion, and says nothing but 'bill'."""

    is_ours = False

    def __init__(self, name: str, code: str) -> None:
        self.name, self._command = name, [sys.executable, "-c", code]

    def prepare(self) -> Commands:
        return {"shared": [sys.executable, "-c", BURN]}

    def read(self, place: Place) -> Commands:
        return {f"{self.name} {place}": self._command}

    def learn(self) -> Commands:
        return {}

    def predict(self, place: Place) -> Commands:
        return {f"{self.name} {place} after": [sys.executable, "-c", BURN]}

    def answers(self, place: Place) -> Mapping[str, Answer]:
        del place
        return {"1.pdf": Answer("bill", ("bill", "bill"))}


def course(folder: Path) -> Course:
    scan = Scan(Path("1.pdf"), "bill", 2, "a", 0)
    return Course(folder, folder, Path(sys.executable), by_place([scan]))


@pytest.mark.parametrize("code", [CHILD, GRANDCHILD, ORPHAN])
def test_the_time_of_all_that_a_program_started_counts(code: str) -> None:
    assert run([sys.executable, "-c", code]).cpu_s >= 0.39  # clocks of the kernel differ a little


def test_reading_and_predicting_count_and_learning_does_not(tmp_path: Path) -> None:
    (outcome,) = race([Burner("one", BURN)], course(tmp_path), Workplace(tmp_path, None))
    (lap,) = outcome.laps
    assert 0.8 <= lap.cpu_s < 1.2
    assert lap.cpu_s_a_page == pytest.approx(lap.cpu_s / 2)
    assert outcome.answers == {"1.pdf": Answer("bill", ("bill", "bill"))}


def test_a_contender_that_fails_fails_all_with_what_it_said(tmp_path: Path) -> None:
    contenders = [Burner("one", BURN), Burner("other", "raise SystemExit('no more ink')")]
    with pytest.raises(ContenderFailedError, match=r"other a0 ended with 1:\nno more ink"):
        race(contenders, course(tmp_path), Workplace(tmp_path, None, at_once=2))
