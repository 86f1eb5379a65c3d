"""What a run costs, told before and after it; containers cost, this machine does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.backends import LocalBackend
from smartcat.plan.coefficients import shipped_coefficients
from smartcat.plan.cost import Container
from smartcat.plan.sizing import LOCAL_SHARD_S, Capacity

Run = Callable[..., Any]


@pytest.fixture
def containers(monkeypatch: pytest.MonkeyPatch) -> Container:
    """Let shards be paid for as if each ran in a container."""
    container = Container(vcpus=1, memory_mib=2048)
    monkeypatch.setattr(LocalBackend, "capacity", Capacity(2, LOCAL_SHARD_S, 1, container, 60.0))
    monkeypatch.setattr(LocalBackend, "container_of", lambda _self, _run_id: container)
    return container


def told(batch: Run, *arguments: Any) -> dict[str, Any]:
    outcome = batch(*arguments, "--format", "json")
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def test_this_machine_costs_nothing(batch: Run, inbox: Path, results: Path) -> None:
    plan = told(batch, "submit", inbox, "--results", results, "--dry-run", "--max-cost", 0)
    assert plan["cost"] == {
        "low_usd": 0.0,
        "high_usd": 0.0,
        "prices_as_of": None,
        "region": None,
    }
    shown = batch("submit", inbox, "--results", results, "--dry-run").out
    assert "none on this machine" in shown


@pytest.mark.usefixtures("containers")
def test_a_dry_run_tells_the_cost_of_containers(batch: Run, inbox: Path, results: Path) -> None:
    plan = told(batch, "submit", inbox, "--results", results, "--dry-run", "--workers", 1)
    minute_usd = (0.04048 + 2 * 0.004445) / 60  # each container is billed for one at least
    assert plan["cost"]["high_usd"] == pytest.approx(plan["shards"] * minute_usd, abs=1e-6)
    assert plan["cost"]["low_usd"] == pytest.approx(0.3 * plan["cost"]["high_usd"], abs=1e-6)
    shown = batch("submit", inbox, "--results", results, "--dry-run").out
    assert f"USD ({plan['cost']['prices_as_of']})" in shown


@pytest.mark.usefixtures("containers")
def test_what_would_cost_too_much_is_not_started(batch: Run, inbox: Path, results: Path) -> None:
    outcome = batch("submit", inbox, "--results", results, "--max-cost", 0.0001)
    assert outcome.code == 53
    assert "0.0001 USD are allowed; take fewer documents" in outcome.err
    assert not results.exists()
    dry = batch("submit", inbox, "--results", results, "--dry-run", "--max-cost", 0.0001)
    assert (dry.code, "documents to process" in dry.out) == (53, True)
    assert batch("submit", inbox, "--results", results, "--max-cost", 5).code == 0


def test_predictions_stand_beside_what_was_taken(
    batch: Run, inbox: Path, results: Path, containers: Container
) -> None:
    plan = told(batch, "submit", inbox, "--results", results, "--dry-run")
    batch("submit", inbox, "--results", results)
    costs = told(batch, "cost", "last", "--results", results)
    predicted, actual = costs["predicted"], costs["actual"]
    assert costs["container"] == containers.model_dump()
    assert costs["shards"] == costs["shards_done"] == plan["shards"]
    assert predicted["cost"] == plan["cost"]
    assert predicted["cpu_s"] == pytest.approx(plan["predicted_s"], abs=0.1)
    assert (predicted["pages"], actual["pages"]) == (3, 3)
    assert 0 < actual["cpu_s"] < actual["worker_s"]
    assert 0 < actual["wall_s"] < 100
    assert actual["cost"]["high_usd"] > 0
    assert actual["least_pages_per_usd"] == pytest.approx(3 / actual["cost"]["high_usd"], rel=1e-3)
    shown = batch("cost", "last", "--results", results).out
    assert "cost on demand" in shown
    assert "in us-east-1, containers of 1 vCPU and 2,048 MiB" in shown


def test_the_cost_of_a_run_on_this_machine_is_told_as_none(
    batch: Run, inbox: Path, results: Path
) -> None:
    batch("submit", inbox, "--results", results)
    costs = told(batch, "cost", "last", "--results", results)
    assert costs["actual"]["cost"]["high_usd"] == 0
    assert costs["actual"]["least_pages_per_usd"] is None
    shown = batch("cost", "last", "--results", results).out
    assert "No cloud cost" in shown
    assert batch("cost", "20200101-000000-0000", "--results", results).code == 51


def test_coefficients_of_ones_own_are_used(
    batch: Run, inbox: Path, results: Path, tmp_path: Path
) -> None:
    dry = ("submit", inbox, "--results", results, "--dry-run")
    before = told(batch, *dry)
    slow = tmp_path / "coefficients.json"
    shipped = shipped_coefficients()
    read = shipped.read.model_copy(update={"document_s": shipped.read.document_s + 100})
    slow.write_text(shipped.model_copy(update={"read": read}).model_dump_json())
    after = told(batch, *dry, "--coefficients", slow)
    assert after["predicted_s"] == pytest.approx(before["predicted_s"] + 300, abs=3)
    slow.write_text("{}")
    wrong = batch(*dry, "--coefficients", slow)
    assert (wrong.code, "smartcat calibrate" in wrong.err) == (20, True)
    assert batch(*dry, "--coefficients", tmp_path / "none.json").code == 20
