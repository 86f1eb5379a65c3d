"""What the audit of locks says: what could not be asked for is never said to be well."""

import json
import subprocess
from typing import Any

import pytest

from audit import Audit

KNOWN = {"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}


def told(*dependencies: dict[str, Any]) -> "subprocess.CompletedProcess[str]":
    return subprocess.CompletedProcess([], 0, json.dumps({"dependencies": dependencies}), "")


def one(name: str, *vulnerabilities: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": list(vulnerabilities)}


def test_nothing_known_is_said_with_how_many_were_asked_for() -> None:
    audit = Audit()
    audit.take("a.txt", told(one("x"), one("y")))
    assert audit.summary == "No known vulnerability in 2 pinned packages"
    assert audit.exit_code(if_reachable=False) == 0


def test_what_is_known_is_named_with_its_remedy() -> None:
    audit = Audit()
    audit.take("a.txt", told(one("x", KNOWN), one("y")))
    assert audit.findings == ["a.txt: x 1.0: PYSEC-1; fixed in 1.1"]
    assert audit.exit_code(if_reachable=True) == 1
    accepted = audit.without({"PYSEC-1": "only on Windows"})
    assert accepted.exit_code(if_reachable=False) == 0


@pytest.mark.parametrize(
    "done",
    [
        subprocess.CompletedProcess([], 1, "", "ERROR:pip_audit._cli:Could not connect\n"),
        subprocess.CompletedProcess([], 1, "", ""),
        subprocess.CompletedProcess([], 0, "No known vulnerabilities found", ""),
        told({"name": "x", "skip_reason": "not found on PyPI"}),
    ],
)
def test_what_could_not_be_asked_for_is_not_said_to_be_well(
    done: "subprocess.CompletedProcess[str]",
) -> None:
    audit = Audit()
    audit.take("a.txt", done)
    assert audit.summary.startswith("NOT AUDITED: ")
    assert audit.exit_code(if_reachable=False) == 70
    assert audit.exit_code(if_reachable=True) == 0


def test_a_finding_counts_whatever_else_could_not_be_asked_for() -> None:
    audit = Audit()
    audit.take("a.txt", told(one("x", KNOWN)))
    audit.take("b.txt", subprocess.CompletedProcess([], 1, "", "out of reach"))
    assert audit.exit_code(if_reachable=True) == 1
