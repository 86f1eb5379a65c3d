"""Which runs there are, and which one is meant."""

from collections.abc import Iterator

from smartcat.errors import RunNotFoundError
from smartcat.store import ObjectStore
from smartcat.store.layout import RUN_MANIFEST, is_of_document, run_key, runs_prefix

LAST = "last"
"""The run that was submitted last."""


def find_run(store: ObjectStore, name: str) -> str:
    """The id of a run; ``last`` is the one that was submitted last.

    Raises:
        RunNotFoundError: There is none.
    """
    if name != LAST:
        return name
    for last in run_ids(store):
        return last
    raise RunNotFoundError(
        f"there are no runs in {store.uri}; submit one, or name another place with --results"
    )


def run_ids(store: ObjectStore, *, dispatched: bool = False) -> Iterator[str]:
    """All runs that people submitted, the last one first: their names sort by time.

    Args:
        store: Where they are.
        dispatched: Whether those come, too, that the dispatcher made, one for a document.
    """
    for name in sorted(store.names(runs_prefix()), reverse=True):
        is_wanted = dispatched or not is_of_document(name)
        if is_wanted and store.head(run_key(name, RUN_MANIFEST)) is not None:
            yield name
