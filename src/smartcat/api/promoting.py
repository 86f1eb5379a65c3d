"""Say which model is in force where results are."""

import getpass
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.bundles import load_model
from smartcat.api.datasets import as_dataset
from smartcat.api.options import ReadOptions
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.compare import Comparison
    from smartcat.dataset import Dataset
    from smartcat.promotion import Promotion


def promote(
    new: str | Path,
    results: str,
    *,
    test: "Dataset | str | Path",
    by: str | None = None,
    is_new_test: bool = False,
    overruling: str | None = None,
    told: "Callable[[Comparison], None] | None" = None,
    read: ReadOptions | None = None,
    jobs: int | None = None,
) -> "Promotion":
    """Put a model in force if it is better than the one that is; `smartcat-batch` takes that one.

    Args:
        new: Where the bundle is.
        results: The results that it is in force for: a folder, or ``s3://bucket/prefix``.
        test: Labelled pages that nothing is ever learned from, or where they are.
        by: Who does it; absent: whoever is logged in.
        is_new_test: Whether the test set may be another than that of the last promotion.
        overruling: Why it takes over although it is not better; absent: it does not.
        told: Told of the comparison before anything is decided.
        read: How pages are read, where they are not yet.
        jobs: Reading processes; absent: one a core.

    Returns:
        The record of it, as it is stored.

    Raises:
        ModelNotBetterError: It is not better; nothing changed.
        DatasetError: The test set is another one, or one of the models has learned from it.
        UsageError: The model is in force already, or nobody says who does it.
        BundleError: One of the models cannot be used.
        TransientError: Somebody else has changed meanwhile what is in force.
    """
    from smartcat.promotion import promote as put_in_force
    from smartcat.promotion import try_candidate
    from smartcat.store import open_store

    store, by = open_store(results), who(by)
    load_model(new)  # what cannot be used is told before pages are read
    dataset = as_dataset(test, read, jobs)
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        candidate = try_candidate(store, Path(new), dataset, Path(scratch), is_new_test=is_new_test)
        if told is not None:
            told(candidate.comparison)
        return put_in_force(store, candidate, by, overruling)


def roll_back(
    results: str, digest: str | None = None, *, by: str | None = None, reason: str | None = None
) -> "Promotion":
    """Put a model in force again that was so before.

    Args:
        results: The results that it is in force for.
        digest: SHA-256 of the bundle, or how it begins; absent: the one before.
        by: Who does it; absent: whoever is logged in.
        reason: Why, for the record.

    Returns:
        The record of it, as it is stored.

    Raises:
        UsageError: It is in force already, or nobody says who does it.
        BundleNotFoundError: No such model was in force.
        TransientError: Somebody else has changed meanwhile what is in force.
    """
    from smartcat.promotion import roll_back as put_back
    from smartcat.store import open_store

    return put_back(open_store(results), who(by), digest, reason)


def promotions(results: str) -> "list[Promotion]":
    """List which models were put in force, by whom and why; the last one is in force.

    Args:
        results: The results that they are in force for.

    Returns:
        The records, the earliest first.

    Raises:
        ResultUnreadableError: A record is damaged, or of a newer version.
    """
    from smartcat.promotion import promotions as records
    from smartcat.store import open_store

    return records(open_store(results))


def who(by: str | None) -> str:
    """Say who does it: who was named, or else whoever is logged in.

    Raises:
        UsageError: Nobody is, as in a container whose user has no name.
    """
    try:
        return by or getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise UsageError("nobody is logged in by a name here; say who does it with --by") from error


def model_location(results: str, record: "Promotion") -> str:
    """Where the bundle of a record lies, for those who deploy it."""
    from smartcat.store.layout import model_key

    return f"{results.rstrip('/')}/{model_key(record.model.sha256)}"
