"""How large shards are, and how many of them one array job does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from smartcat.plan.cost import Container
from smartcat.plan.prices import shipped_prices

MAX_ARRAY = 10_000
"""Children of an array job at most (AWS Batch, service quotas); it has two at least."""

AWS_SHARD_S = (120.0, 600.0)
"""Shards on AWS take at least so long that starting a container, about a minute, is not most of
it, and at most so long that a lost Spot host costs little."""

AWS_WORKERS = 100
"""Containers at work at once, as far as planning goes: it is the compute environment that sees to
it."""

LOCAL_SHARD_S = (1.0, 120.0)
"""On this machine a shard costs next to nothing to start: small runs use all workers."""

_SHARDS_EACH = 4
"""Shards for each worker. One that ends early takes another, so the last one to end holds up the
run by a quarter of its time at most."""


@dataclass(frozen=True)
class Capacity:
    """What there is to do a run with.

    Attributes:
        workers: How many shards can be done at once.
        bounds_s: CPU seconds that a shard should take at least, and at most.
        jobs: Reading processes of each worker; absent: one for each of its processors.
        container: What a worker runs in, and is paid for; absent on this machine.
        start_s: Seconds on the clock until a worker is at work.
    """

    workers: int
    bounds_s: tuple[float, float]
    jobs: int | None
    container: Container | None = None
    start_s: float = 0.0

    def wall_s(self, shards_s: Sequence[float]) -> float:
        """Seconds on the clock that shards of so many CPU seconds take, about."""
        cores = self.container.vcpus if self.container else 1.0
        at_once = min(self.workers, max(len(shards_s), 1))
        return self.start_s + sum(shards_s) / cores / at_once

    def shard_s(self, total_s: float) -> float:
        """CPU seconds that a shard of a run of so many should be predicted to take at most."""
        return shard_seconds(total_s, self.workers, self.bounds_s)


def aws_capacity(
    container: Container, workers: int, bounds_s: tuple[float, float] = AWS_SHARD_S
) -> Capacity:
    """Say what containers of AWS Batch can do.

    Args:
        container: Their shape.
        workers: How many are at work at once.
        bounds_s: Seconds on the clock that a shard should take at least, and at most.
    """
    cores = max(container.vcpus, 1.0)
    least_s, most_s = bounds_s
    return Capacity(
        workers,
        (least_s * cores, most_s * cores),
        math.ceil(container.vcpus),
        container,
        shipped_prices().on_fargate.start_s,
    )


def shard_seconds(
    total_s: float, workers: int, bounds_s: tuple[float, float] = AWS_SHARD_S
) -> float:
    """Say how many CPU seconds a shard should be predicted to take.

    The formula is ``total_s / (4 * workers)``, kept within the bounds.

    Args:
        total_s: CPU seconds that the run is predicted to take.
        workers: How many workers can be at work at a time.
        bounds_s: The least and the most that a shard should take.
    """
    least_s, most_s = bounds_s
    return min(max(total_s / (_SHARDS_EACH * max(workers, 1)), least_s), most_s)


def arrays(shards: int) -> list[tuple[int, int]]:
    """Share out shards to jobs: array jobs, or a plain job for a single shard.

    Args:
        shards: How many there are.

    Returns:
        The first shard and the number of shards of each job; 1 for a plain job, else 2 to
        `MAX_ARRAY`.
    """
    if shards < 1:
        return []
    sizes = [MAX_ARRAY] * (shards // MAX_ARRAY)
    rest = shards % MAX_ARRAY
    if rest == 1 and sizes:  # one child is no array: the one before gives up one of its own
        sizes[-1] -= 1
        rest += 1
    if rest:
        sizes.append(rest)
    return list(zip(accumulate(sizes, initial=0), sizes, strict=False))
