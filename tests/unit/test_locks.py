"""All that is installed is pinned by version and digest, and what is served is what was tested."""

import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
LOCKS = sorted((TOP / "locks").glob("*.txt"))
NAMES = [path.name for path in LOCKS]

INSTALLS = {
    "Makefile": (
        "base.txt",
        "dev.txt",
        "bench.txt",
        "checkov.txt",
        "audit.txt",
        "fuzz.txt",
        "docs.txt",
    ),
    "jobs/classify/Dockerfile": ("serving.txt",),
    "scripts/lambda_zip/building.py": ("serving.txt", "way-of-2018.txt"),
    "tests/e2e/machine": ("emulator.txt", "lambda-runtime.txt", "lambda-interface.txt"),
}
"""What installs from which lock."""


def text(path: str) -> str:
    """Contents of a file, or of all sources of a folder."""
    place = TOP / path
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return "\n".join(file.read_text() for file in files)


def pins(path: str) -> dict[str, str]:
    """Versions by name, as package indexes write names."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (TOP / path).read_text(), re.MULTILINE)
    return {normal(name): version for name, version in found}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_of(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[<>=\[;]", requirement)[0]) for requirement in requirements}


def test_what_is_served_is_what_was_tested() -> None:
    tested, served = pins("locks/dev.txt"), pins("locks/serving.txt")
    assert {name: tested.get(name) for name in served} == served


def test_all_that_is_needed_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    served = names_of([*project["project"]["dependencies"], *extras["aws"], *extras["ocr"]])
    assert served <= pins("locks/serving.txt").keys(), "run: make lock"
    assert names_of(project["project"]["dependencies"]) <= pins("locks/base.txt").keys()
    developed = names_of([*extras["parquet"], *extras["train"], *groups["dev"]])
    built = names_of(project["build-system"]["requires"]) | {"pip"}
    assert served | developed | built <= pins("locks/dev.txt").keys(), "run: make lock"
    assert names_of(groups["bench"]) <= pins("locks/bench.txt").keys(), "run: make lock"


def test_what_is_installed_without_extras_is_what_was_tested_and_recognises_nothing() -> None:
    tested, base = pins("locks/dev.txt"), pins("locks/base.txt")
    assert {name: tested.get(name) for name in base} == base
    assert not {"tesserocr", "pytesseract", "boto3", "scikit-learn", "pyarrow"} & base.keys()


def test_all_extras_together_are_all_of_them() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    assert everything == f"smartcat[{','.join(sorted(extras.keys() - {'all'}))}]"


def test_what_training_needs_is_not_served() -> None:
    assert not {"scikit-learn", "scipy", "matplotlib", "pytest"} & pins("locks/serving.txt").keys()


@pytest.mark.parametrize("lock", NAMES)
def test_a_lock_names_no_place_that_packages_come_from(lock: str) -> None:
    told = (TOP / "locks" / lock).read_text()
    assert "://" not in told
    assert not re.search(
        r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)", told, re.MULTILINE
    )
    assert not re.search(r" @ |\b[\w-]+\.(com|org|net|io|internal|local)\b", told)


@pytest.mark.parametrize("lock", NAMES)
def test_all_of_a_lock_is_pinned_by_version_and_digest(lock: str) -> None:
    told = (TOP / "locks" / lock).read_text().replace("\\\n", " ")
    lines = [line for line in told.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[\w.-]+==[^\s;]+ (; .*)?\s*--hash=sha256:[0-9a-f]{64}", line), line


def test_each_lock_is_made_by_one_command_and_installed_somewhere() -> None:
    makefile = text("Makefile")
    assert {lock for lock in NAMES if f"--output-file locks/{lock}" not in makefile} == set()
    assert sorted({lock for locks in INSTALLS.values() for lock in locks}) == NAMES
    for place, locks in INSTALLS.items():
        assert all(lock in text(place) for lock in locks), place


@pytest.mark.parametrize("place", ["Makefile", ".ci/run", "scripts", "jobs/classify/Dockerfile"])
def test_nothing_is_installed_without_digests(place: str) -> None:
    for command in re.findall(r"^.*\bpip\b.*\binstall\b(?:.*\\\n)*.*$", text(place), re.MULTILINE):
        is_ours = (
            "--no-deps --no-build-isolation --editable ." in command
            or "--no-deps --no-index dist/smartcat-" in command
        )
        is_advice = not re.match(r"\s*(RUN|&&|\$\(\w+\)/|build/)|^ && ", command)
        assert "--require-hashes" in command or is_ours or is_advice, command
