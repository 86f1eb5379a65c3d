"""What a backend must do: run the shards of a run, somewhere."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from smartcat.plan.cost import Container
from smartcat.plan.sizing import Capacity
from smartcat.store import ObjectStore


class Backend(Protocol):
    """Runs the shards of runs. What is done is told by the store, never by the backend."""

    @property
    def store(self) -> ObjectStore:
        """Where runs are, and results go."""
        ...

    @property
    def capacity(self) -> Capacity:
        """What there is to do a run with."""
        ...

    @property
    def look_again_s(self) -> float:
        """How long to wait before looking again how far a run is."""
        ...

    def start(self, run_id: str) -> None:
        """Let the shards be done that have no report yet, unless they are being done."""
        ...

    def is_alive(self, run_id: str) -> bool:
        """Whether anything is at work on a run, or will be by itself."""
        ...

    def stop(self, run_id: str) -> None:
        """End all work on a run; what was stored stands."""
        ...

    def settle(self, run_id: str) -> None:
        """Store why shards are not done that nobody tries any more."""
        ...

    def container_of(self, run_id: str) -> Container | None:
        """What the workers of a run are paid for; absent on this machine."""
        ...

    def logs(self, run_id: str, shards: Iterable[int]) -> Iterator[tuple[int, str]]:
        """What the workers of some shards said: shard and text, for those that said anything."""
        ...
