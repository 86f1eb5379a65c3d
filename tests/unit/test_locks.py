"""The lock of what is served names what the tests were run with."""

import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


def pins(path: str) -> dict[str, str]:
    """Versions by name, as package indexes write names."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (TOP / path).read_text(), re.MULTILINE)
    return {normal(name): version for name, version in found}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_served_is_what_was_tested() -> None:
    tested = pins("constraints.txt")
    elsewhere = {"colorama"}  # on Windows alone
    served = pins("locks/serving.txt")
    assert {name: tested.get(name) for name in served if name not in elsewhere} == {
        name: version for name, version in served.items() if name not in elsewhere
    }


def test_all_that_is_needed_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["aws"]]
    names = {normal(re.split(r"[<>=\[;]", requirement)[0]) for requirement in needed}
    assert names <= pins("locks/serving.txt").keys(), "run: make lock"


def test_what_training_needs_is_not_served() -> None:
    assert not {"scikit-learn", "scipy", "matplotlib", "pytest"} & pins("locks/serving.txt").keys()


@pytest.mark.parametrize("lock", ["serving.txt", "bench.txt"])
def test_a_lock_names_no_place_that_packages_come_from(lock: str) -> None:
    assert "://" not in (TOP / "locks" / lock).read_text()
