from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.plan.cost import (
    Container,
    CostRange,
    amount,
    batch_cost,
    billed_cost,
    container_s,
    dollars,
    lambda_cost_usd,
)
from smartcat.plan.prices import FargatePrices, shipped_prices

PRICES = shipped_prices()
FARGATE, LAMBDA = PRICES.on_fargate, PRICES.on_lambda
ROUND = FargatePrices(
    vcpu_hour_usd=0.04,
    gb_hour_usd=0.005,
    spot_discount=0.7,
    least_billed_s=60,
    start_s=60,
    billed_start_s=20,
)
CONTAINER = Container(vcpus=1, memory_mib=2048)


def test_a_container_of_one_vcpu_and_two_gb_costs_five_cents_an_hour() -> None:
    assert billed_cost(3600, CONTAINER, ROUND).high_usd == pytest.approx(0.04 + 2 * 0.005)
    assert billed_cost(3600, CONTAINER, ROUND).low_usd == pytest.approx(0.05 * 0.3)
    large = Container(vcpus=4, memory_mib=8192)
    assert billed_cost(3600, large, ROUND).high_usd == pytest.approx(4 * 0.04 + 8 * 0.005)


def test_a_container_is_billed_for_the_pull_of_its_image_and_for_a_minute_at_least() -> None:
    assert container_s(100, ROUND) == 120
    assert container_s(1, ROUND) == container_s(40, ROUND) == 60


def test_each_shard_pays_for_a_container_of_its_own() -> None:
    shards_s = [100.0, 1.0, 340.0]  # billed for 120, 60 and 360 seconds
    assert batch_cost(shards_s, CONTAINER, ROUND).high_usd == pytest.approx(540 / 3600 * 0.05)
    assert batch_cost([], CONTAINER, ROUND) == CostRange()


def test_more_processors_do_a_shard_sooner() -> None:
    two = Container(vcpus=2, memory_mib=4096)
    cost = batch_cost([200.0], two, ROUND)  # billed for 120 seconds
    assert cost.high_usd == pytest.approx(120 / 3600 * 0.1)


def test_a_lambda_pays_for_memory_by_the_second_and_for_the_request() -> None:
    usd = lambda_cost_usd(10, 1769, LAMBDA)
    assert usd == pytest.approx(10 * 1769 / 1024 * 0.0000166667 + 0.0000002)
    assert lambda_cost_usd(10, 1769, LAMBDA, "arm64") == pytest.approx(0.8 * usd, rel=1e-3)


def test_a_smaller_lambda_takes_longer_and_a_larger_one_is_no_faster() -> None:
    one = lambda_cost_usd(10, 1769, LAMBDA)
    assert lambda_cost_usd(10, 512, LAMBDA) == pytest.approx(one)
    assert lambda_cost_usd(10, 2 * 1769, LAMBDA) == pytest.approx(2 * one, rel=1e-3)


def test_small_work_is_cheaper_on_lambda_and_large_work_on_batch() -> None:
    """Half a minute of work is where they cost the same, on Spot nine seconds."""

    def lambda_usd(cpu_s: float) -> float:
        return lambda_cost_usd(cpu_s, 1769, LAMBDA)

    def batch_usd(cpu_s: float) -> CostRange:
        return batch_cost([cpu_s], CONTAINER, FARGATE)

    assert lambda_usd(28) < batch_usd(28).high_usd
    assert lambda_usd(29) > batch_usd(29).high_usd
    assert lambda_usd(8.5) < batch_usd(8.5).low_usd
    assert lambda_usd(9) > batch_usd(9).low_usd


@pytest.mark.parametrize(
    ("usd", "written"),
    [
        (0.0, "0.00"),
        (1234.5, "1,234.50"),
        (0.01, "0.01"),
        (0.00123, "0.0012"),
        (0.0001, "0.0001"),
        (0.00000073, "0.00000073"),
    ],
)
def test_amounts_below_a_cent_keep_two_digits_that_count(usd: float, written: str) -> None:
    assert amount(usd) == written
    assert dollars(usd) == f"{written} USD"


def test_shipped_prices_have_a_date() -> None:
    assert PRICES.as_of >= date(2026, 11, 1)
    assert PRICES.region == "us-east-1"


SHARDS = st.lists(st.floats(0, 1e5), max_size=20)
CONTAINERS = st.builds(Container, vcpus=st.sampled_from([0.25, 1, 2, 16]))


@given(SHARDS, CONTAINERS)
def test_spot_costs_no_more_than_on_demand(shards_s: list[float], container: Container) -> None:
    cost = batch_cost(shards_s, container, FARGATE)
    assert 0 <= cost.low_usd <= cost.high_usd


@given(SHARDS, CONTAINERS, st.floats(0, 1e5), st.integers(128, 10_240))
def test_cost_grows_with_seconds(
    shards_s: list[float], container: Container, more_s: float, memory_mib: int
) -> None:
    less = batch_cost(shards_s, container, FARGATE)
    more = batch_cost([one + more_s for one in shards_s], container, FARGATE)
    assert more.high_usd >= less.high_usd
    total_s = sum(shards_s)
    assert lambda_cost_usd(total_s + more_s, memory_mib, LAMBDA) >= lambda_cost_usd(
        total_s, memory_mib, LAMBDA
    )


@given(SHARDS, CONTAINERS)
def test_the_same_work_in_fewer_shards_costs_no_more(
    shards_s: list[float], container: Container
) -> None:
    together = batch_cost([sum(shards_s)] if shards_s else [], container, FARGATE)
    apart = batch_cost(shards_s, container, FARGATE)
    assert together.high_usd <= apart.high_usd * (1 + 1e-9)
