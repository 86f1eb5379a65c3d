from pathlib import Path

import pytest

from smartcat.machine import usable_cores, usable_memory_bytes


@pytest.mark.parametrize(
    ("quota", "most"),
    [("50000 100000\n", 1), ("100000 100000\n", 1), ("", 1000), ("max 100000", 1000)],
)
def test_a_container_has_no_more_cores_than_its_quota(
    tmp_path: Path, quota: str, most: int
) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    assert 1 <= usable_cores(tmp_path) <= most


@pytest.mark.parametrize(("limit", "expected"), [("2147483648\n", 2**31), ("max\n", None)])
def test_a_container_has_no_more_memory_than_its_limit(
    tmp_path: Path, limit: str, expected: int | None
) -> None:
    (tmp_path / "memory.max").write_text(limit)
    assert usable_memory_bytes(tmp_path) == expected


def test_without_limits_there_is_what_the_machine_has(tmp_path: Path) -> None:
    assert usable_cores(tmp_path) >= 1
    assert usable_memory_bytes(tmp_path) is None
