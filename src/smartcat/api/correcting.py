"""Take what people say of results into account."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.options import as_paths
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.corrections import AppliedCorrections, StoredCorrection
    from smartcat.models import DocumentManifest
    from smartcat.store import ObjectStore


def apply_corrections(
    corrections: str | Path,
    *,
    results: str | None = None,
    manifests: str | Path | Iterable[str | Path] = (),
    out: str | Path | None = None,
) -> "AppliedCorrections":
    """Store corrections and write corrected results; the same again changes nothing.

    Args:
        corrections: A file with a correction a line.
        results: Where the results are that they are of: a folder, or ``s3://bucket/prefix``.
        manifests: Files with manifests, where there are no such results.
        out: The folder that corrected results go to, with manifests.

    Returns:
        What each correction changed, and which lines were refused, and why.

    Raises:
        UsageError: It is not said what they are of.
        CorrectionsError: The file has no corrections.
        AccessDeniedError: Something cannot be read or written.
    """
    from smartcat.corrections import apply_corrections as apply_lines

    store, find = _places(as_paths(manifests), results, out)
    return apply_lines(Path(corrections), store, find)


def _places(
    manifests: list[Path], results: str | None, out: str | Path | None
) -> "tuple[ObjectStore, Callable[[str], DocumentManifest | None]]":
    """Where corrected results go, and what finds manifests."""
    from smartcat.corrections import load_manifests
    from smartcat.manifest import find_manifest
    from smartcat.store import FolderStore, open_store

    if manifests:
        if out is None:
            raise UsageError("corrected results need a place; name a folder with --out")
        found = {one.document_id: one for path in manifests for one in load_manifests(path)}
        return FolderStore(Path(out)), found.get
    if out is not None:
        raise UsageError("--out goes with files of manifests; name some, or leave it out")
    if results is None:
        raise UsageError("name where the results are with --results, or files with manifests")
    store = open_store(results)
    return store, partial(find_manifest, store)


def stored_corrections(
    results: str, *, run: str | None = None, out: str | Path | None = None
) -> "list[StoredCorrection]":
    """Collect the corrections that stand: the latest of each document.

    Args:
        results: Where they are: a folder, or ``s3://bucket/prefix``.
        run: Only of documents of this run, or of the ``last`` one.
        out: Also write them to this file, to train with.

    Returns:
        The corrections, each with its number among those of its document.

    Raises:
        RunNotFoundError: There is no such run.
        ResultUnreadableError: A correction is damaged, or of a newer version.
        AccessDeniedError: The file cannot be written.
    """
    from smartcat.api.files import check_output_file
    from smartcat.corrections import correction_line
    from smartcat.store import open_store

    if out is not None:
        check_output_file(Path(out))
    stored = list(_stored(open_store(results), run))
    if out is not None:
        lines = "".join(correction_line(one.correction) for one in stored)
        Path(out).write_text(lines, encoding="utf-8")
    return stored


def _stored(store: "ObjectStore", run: str | None) -> "Iterator[StoredCorrection]":
    from smartcat.corrections import find_correction
    from smartcat.runs.at_once import at_once
    from smartcat.runs.naming import all_results, run_results

    found = all_results(store) if run is None else run_results(store, run)
    for _, stored in at_once(partial(find_correction, store), found.document_ids):
        if stored is not None:
            yield stored
