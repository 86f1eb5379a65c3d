"""Shards that are not tried again: why is stored, because a log that nobody reads is no answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from smartcat.errors import ExitCode
from smartcat.models import Failure, ShardReport
from smartcat.plan.run_files import load_run
from smartcat.runs.at_once import at_once
from smartcat.runs.conclusion import conclude_run
from smartcat.store import ObjectStore
from smartcat.store.layout import shard_key


class End(NamedTuple):
    """How the worker of a shard ended.

    Attributes:
        code: With which code; negative if a signal ended it, absent if none ran to its end.
        why: In words.
    """

    code: int | None
    why: str


def give_up(store: ObjectStore, run_id: str, ends: Mapping[int, End]) -> None:
    """Store reports that say why shards are not done.

    Args:
        store: Where to.
        run_id: Of which run.
        ends: How their workers ended, by shard.
    """

    def put(shard: int) -> None:
        store.put(shard_key(run_id, shard), _report(shard, ends[shard]).model_dump_json().encode())

    for _ in at_once(put, sorted(ends)):
        pass
    conclude_run(store, load_run(store, run_id))


def _report(shard: int, end: End) -> ShardReport:
    now = datetime.now(UTC)
    with_code = "" if end.code is None else f" with {end.code}"
    failure = Failure(
        error="ShardFailed",
        exit_code=end.code if end.code is not None and end.code > 0 else ExitCode.RUN,
        message=f"its worker ended{with_code}: {end.why}",
    )
    return ShardReport(shard=shard, failure=failure, started_at=now, finished_at=now)
