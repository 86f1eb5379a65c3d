"""The worker: does one shard of a run, in a process or a container of its own."""

from smartcat.worker.entry import INDEX_VARIABLE, RUN_VARIABLE, do_shard, main
from smartcat.worker.shard import ShardWorker, Tally

__all__ = ["INDEX_VARIABLE", "RUN_VARIABLE", "ShardWorker", "Tally", "do_shard", "main"]
