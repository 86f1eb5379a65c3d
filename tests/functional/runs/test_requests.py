"""What documents cost in requests to the store: writes and lists are what is paid for."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcat.backends import LocalBackend
from smartcat.plan.run_files import load_run
from smartcat.store import FolderStore
from smartcat.worker import do_shard

Run = Callable[..., Any]

PAID_FOR = ("put", "put_if_absent", "replace", "list", "names")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is asked of a store, by the kind of request and of object."""
    counts: Counter[str] = Counter()

    def counting(name: str) -> Callable[..., Any]:
        real = getattr(FolderStore, name)

        def count(self: FolderStore, key: str, *arguments: Any) -> Any:
            counts[f"{name} {key.split('/', maxsplit=1)[0]}"] += 1
            return real(self, key, *arguments)

        return count

    for name in PAID_FOR:
        monkeypatch.setattr(FolderStore, name, counting(name))
    return counts


def test_a_small_document_takes_three_writes(
    batch: Run,
    inbox: Path,
    results: Path,
    store: FolderStore,
    asked: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LocalBackend, "start", lambda _self, _run_id: None)
    batch("submit", inbox, "--results", results, "--detach", "--workers", 1)
    (run_id,) = store.names("runs/")
    asked.clear()
    do_shard(store, load_run(store, run_id), 0)
    assert asked["put_if_absent claims"] == 3
    assert asked["put_if_absent documents"] == 2 * 3  # a block and a manifest each
    assert asked["list documents"] == 0
