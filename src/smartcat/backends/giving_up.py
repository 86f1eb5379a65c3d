"""Shards that are not tried again: why is stored, because a log that nobody reads is no answer."""

from datetime import UTC, datetime

from smartcat.errors import ExitCode
from smartcat.models import Failure, ShardReport
from smartcat.runs.conclusion import conclude_shard
from smartcat.store import ObjectStore


def give_up(store: ObjectStore, run_id: str, shard: int, code: int, why: str) -> None:
    """Store a report that says why a shard is not done.

    Args:
        store: Where to.
        run_id: Of which run.
        shard: Which shard.
        code: What its worker ended with; negative if a signal ended it.
        why: In words.
    """
    now = datetime.now(UTC)
    failure = Failure(
        error="ShardFailed",
        exit_code=code if code > 0 else ExitCode.BUG,
        message=f"its worker ended with {code}: {why}",
    )
    report = ShardReport(shard=shard, failure=failure, started_at=now, finished_at=now)
    conclude_shard(store, run_id, report)
