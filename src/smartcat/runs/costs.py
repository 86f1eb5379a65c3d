"""What a run costs: before it starts, and what came of that."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from smartcat.errors import OverBudgetError
from smartcat.models import Noun, ShardReport
from smartcat.plan.cost import Container, CostRange, batch_cost, billed_cost, container_s, dollars
from smartcat.plan.prices import Prices, shipped_prices
from smartcat.plan.run_files import load_run, predicted_shards
from smartcat.runs.status import shard_reports
from smartcat.store import ObjectStore

_USD_DIGITS = 6


class RunCost(CostRange):
    """What the containers of a run cost, in US dollars; nothing on this machine.

    Attributes:
        prices_as_of: Date of the prices; absent where nothing is paid.
        region: Where they hold; absent likewise.
    """

    prices_as_of: date | None = None
    region: str | None = None

    @classmethod
    def of(cls, cost: CostRange, prices: Prices) -> Self:
        """Say by which prices something costs so much."""
        return cls(
            low_usd=round(cost.low_usd, _USD_DIGITS),
            high_usd=round(cost.high_usd, _USD_DIGITS),
            prices_as_of=prices.as_of,
            region=prices.region,
        )


def predicted_cost(shards_s: Iterable[float], container: Container | None) -> RunCost:
    """Foretell what shards cost.

    Args:
        shards_s: CPU seconds of each shard, the start of its worker among them.
        container: What each of them runs in; absent on this machine.
    """
    if container is None:
        return RunCost()
    prices = shipped_prices()
    return RunCost.of(batch_cost(shards_s, container, prices.on_fargate), prices)


def check_budget(cost: RunCost, max_usd: float | None) -> None:
    """Refuse what may cost more than was allowed: all of it may have to run on demand.

    Raises:
        OverBudgetError: It may.
    """
    if max_usd is not None and cost.high_usd > max_usd:
        raise OverBudgetError(
            f"the run would cost {dollars(cost.low_usd)} on Spot and up to "
            f"{dollars(cost.high_usd)} on demand, and {dollars(max_usd)} are allowed; take fewer "
            "documents with --limit or --pattern, or raise --max-cost"
        )


class CostFigures(Noun):
    """What a run takes.

    Attributes:
        pages: Pages that are read, about; absent if nothing tells of one of the documents.
        cpu_s: CPU seconds. Predicted: of all work, the starts of workers among it. Actual: of
            reading, which is nearly all of it.
        worker_s: Seconds on the clock of all workers together.
        wall_s: Seconds from the first start of a worker to the last end; absent if none has
            ended, and not predicted: that depends on how many are at work at a time.
        cost: What it costs.
        least_pages_per_usd: Pages for a dollar on demand; absent where nothing is paid.
        most_pages_per_usd: Pages for a dollar on Spot; absent likewise.
    """

    pages: int | None
    cpu_s: float
    worker_s: float
    wall_s: float | None
    cost: RunCost
    least_pages_per_usd: float | None
    most_pages_per_usd: float | None


class RunCosts(Noun):
    """What a run was expected to take, beside what its shards took that are done.

    Attributes:
        run_id: Which run.
        shards: How many shards it has.
        shards_done: How many of them are done, or given up.
        container: What each of them runs in; absent on this machine.
        predicted: What all of them were expected to take.
        actual: What those that are done took in their last attempts.
    """

    run_id: str
    shards: int
    shards_done: int
    container: Container | None
    predicted: CostFigures
    actual: CostFigures


def costs_of(
    store: ObjectStore, run_id: str, container: Container | None, start_s: float
) -> RunCosts:
    """Find out what a run was expected to take, and what it took so far.

    Args:
        store: Where it is.
        run_id: Which run.
        container: What each of its shards runs in; absent on this machine.
        start_s: CPU seconds that the start of a worker is expected to take.

    Raises:
        RunNotFoundError: There is no such run.
    """
    run = load_run(store, run_id)
    shards_s = [predicted_s + start_s for predicted_s in predicted_shards(store, run)]
    reports = list(shard_reports(store, run))
    return RunCosts(
        run_id=run_id,
        shards=len(run.shards),
        shards_done=len(reports),
        container=container,
        predicted=_predicted(run.pages, shards_s, container),
        actual=_actual(reports, container),
    )


def _predicted(
    pages: float | None, shards_s: Sequence[float], container: Container | None
) -> CostFigures:
    cpu_s = sum(shards_s)
    worker_s = cpu_s / container.vcpus if container else cpu_s
    return _figures(
        None if pages is None else round(pages),
        cpu_s,
        worker_s,
        None,
        predicted_cost(shards_s, container),
    )


def _actual(reports: Sequence[ShardReport], container: Container | None) -> CostFigures:
    workers_s = [(one.finished_at - one.started_at).total_seconds() for one in reports]
    wall_s = None
    if reports:
        first = min(one.started_at for one in reports)
        wall_s = (max(one.finished_at for one in reports) - first).total_seconds()
    cost = RunCost()
    if container is not None:
        prices = shipped_prices()
        billed_s = sum(container_s(worker_s, prices.on_fargate) for worker_s in workers_s)
        cost = RunCost.of(billed_cost(billed_s, container, prices.on_fargate), prices)
    pages, cpu_s = sum(one.pages for one in reports), sum(one.cpu_s for one in reports)
    return _figures(pages, cpu_s, sum(workers_s), wall_s, cost)


def _figures(
    pages: int | None, cpu_s: float, worker_s: float, wall_s: float | None, cost: RunCost
) -> CostFigures:
    return CostFigures(
        pages=pages,
        cpu_s=round(cpu_s, 3),
        worker_s=round(worker_s, 3),
        wall_s=None if wall_s is None else round(wall_s, 3),
        cost=cost,
        least_pages_per_usd=_per_usd(pages, cost.high_usd),
        most_pages_per_usd=_per_usd(pages, cost.low_usd),
    )


def _per_usd(pages: int | None, usd: float) -> float | None:
    return round(pages / usd, 1) if pages is not None and usd else None
