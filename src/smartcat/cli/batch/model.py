"""The model of a run: the one that was named, or the one in force."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smartcat.api.bundles import check_digest, load_model
from smartcat.errors import BundleNotTrustedError
from smartcat.locations import printable
from smartcat.store import ObjectStore

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle


@contextmanager
def model_of(
    store: ObjectStore, named: Path | None, sha256: str | None
) -> "Iterator[tuple[Path, ModelBundle]]":
    """Load the model of a run, and give its file, which is there until this ends.

    Args:
        store: The results, which know what is in force.
        named: The bundle that was named; absent for the one in force, or else the starter.
        sha256: The digest that it must have; absent for any that was named, or put in force.

    Raises:
        UsageError: It is in a bucket, or the digest is none.
        BundleNotTrustedError: Its digest is another; nothing in it was looked at.
        BundleError: It is missing, or not a bundle that this version can use.
    """
    from smartcat.bundle import starter_bundle_path
    from smartcat.promotion import fetch_bundle, in_force

    check_digest(sha256)
    record = in_force(store) if named is None else None
    if record is None:
        yield named or starter_bundle_path(), load_model(named, sha256)
        return
    name = printable(record.model.name)
    if sha256 not in {None, record.model.sha256}:
        raise BundleNotTrustedError(
            f"the model in force, {name}, is not the one that was named: its SHA-256 "
            f"is {record.model.sha256}, not {sha256}; nothing in it was used"
        )
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        path = fetch_bundle(store, record.model, Path(scratch))
        bundle = load_model(path, record.model.sha256)
        typer.echo(f"Model in force: {name} ({record.model.sha256})", err=True)
        yield path, bundle
