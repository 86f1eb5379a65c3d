"""What CPU seconds cost, by what spends them: containers of AWS Batch, or a Lambda function."""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import Field

from smartcat.models import Noun
from smartcat.plan.prices import FargatePrices, LambdaPrices, Processor

_HOUR_S = 3600.0
_GB_MIB = 1024.0
_CENT = 0.01


class Container(Noun):
    """The shape of the containers that do shards; by default that of `infra/terraform`.

    Attributes:
        vcpus: Processors; a shard uses all of them.
        memory_mib: Memory, in MiB.
    """

    vcpus: float = Field(default=2.0, gt=0.0)
    memory_mib: int = Field(default=4096, ge=1)


class CostRange(Noun):
    """What something costs, in US dollars.

    Attributes:
        low_usd: If all of it runs on Spot capacity, and none of that is lost.
        high_usd: If all of it runs on demand.
    """

    low_usd: float = Field(default=0.0, ge=0.0)
    high_usd: float = Field(default=0.0, ge=0.0)


def batch_cost(shards_s: Iterable[float], container: Container, prices: FargatePrices) -> CostRange:
    """Say what shards cost on AWS Batch, each in a container of its own.

    Args:
        shards_s: CPU seconds of each shard, the start of its worker among them.
        container: What they run in.
        prices: What that costs.
    """
    billed_s = sum(container_s(cpu_s / container.vcpus, prices) for cpu_s in shards_s)
    return billed_cost(billed_s, container, prices)


def container_s(work_s: float, prices: FargatePrices) -> float:
    """Seconds that a container is billed for that is at work for so many."""
    return max(prices.billed_start_s + work_s, prices.least_billed_s)


def billed_cost(billed_s: float, container: Container, prices: FargatePrices) -> CostRange:
    """Say what containers cost that are billed for so many seconds together."""
    hour_usd = (
        container.vcpus * prices.vcpu_hour_usd + container.memory_mib / _GB_MIB * prices.gb_hour_usd
    )
    high_usd = billed_s / _HOUR_S * hour_usd
    return CostRange(low_usd=high_usd * (1.0 - prices.spot_discount), high_usd=high_usd)


def lambda_cost_usd(
    cpu_s: float, memory_mib: int, prices: LambdaPrices, processor: Processor = "x86_64"
) -> float:
    """Say what one request to a Lambda function costs that has a single thread at work.

    Args:
        cpu_s: CPU seconds that it takes.
        memory_mib: Memory of the function; below that of one vCPU the work takes longer, above it
            no less.
        prices: What that costs.
        processor: What it runs on.
    """
    billed_s = cpu_s * max(prices.vcpu_mib / memory_mib, 1.0)
    return memory_mib / _GB_MIB * billed_s * prices.usd_per_gb_s(processor) + prices.request_usd


def dollars(usd: float) -> str:
    """Write an amount for people; of less than a cent it says how much less."""
    return f"{amount(usd)} USD"


def amount(usd: float) -> str:
    """Write an amount without its currency: in cents, and below a cent in two digits that count."""
    return f"{usd:,.2f}" if usd == 0 or usd >= _CENT else f"{Decimal(f'{usd:.2g}'):f}"
