"""Say whether pages still look like those that a model learned from."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.bundles import as_bundle
from smartcat.api.files import check_output_file
from smartcat.errors import RunNotFoundError, UsageError
from smartcat.locations import printable

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.drift import Drift, SortedDocument
    from smartcat.models import DocumentManifest
    from smartcat.store import ObjectStore


def drift(
    run: str,
    model: "ModelBundle | str | Path | None" = None,
    *,
    results: str = "results",
    reference: str | None = None,
    report: str | Path | None = None,
) -> "Drift":
    """Say whether pages still look like those that the model learned from, or like earlier ones.

    Args:
        run: A run, or ``last``; a results folder; or a file with manifests.
        model: The bundle that has sorted them, or where it is; absent: the starter model.
        results: Where results of runs are: a folder, or ``s3://bucket/prefix``.
        reference: Earlier results of the same model, named likewise; absent: what the model knows
            of its training.
        report: Also write a page with pictures to this HTML file.

    Returns:
        What has changed, by how much, and how likely chance alone would bring it.

    Raises:
        UsageError: Some of it was sorted by another model.
        RunNotFoundError: There is no such run, or it has no results yet.
        ResultUnreadableError: What is stored is damaged, or of a newer version.
        BundleError: The bundle cannot be used.
        AccessDeniedError: The report cannot be written.
    """
    from smartcat.drift import Drift, Verdict, compare, expected, observe, write_drift_report
    from smartcat.drift.comparing import LEVEL
    from smartcat.drift.words import advice

    bundle = as_bundle(model)
    if report is not None:
        check_output_file(Path(report))
    before = expected(bundle)
    if reference is not None:
        before = observe(_Documents(reference, results, bundle), bundle)
    documents = _Documents(run, results, bundle)
    measures = compare(before, observe(documents, bundle), LEVEL)
    found = Drift(
        model=bundle.digest,
        compared_with=reference or "training",
        level=LEVEL,
        documents=documents.taken,
        without_result=documents.without_result,
        has_drifted=any(one.verdict is Verdict.DRIFTED for one in measures),
        measures=measures,
    )
    if report is not None:
        told = advice(found, is_training=reference is None)
        warnings = (told,) if told else ()
        write_drift_report(found, Path(report), run=run, model_name=bundle.name, warnings=warnings)
    return found


class _Documents:
    """Documents that were sorted, wherever their results are; taken one by one."""

    def __init__(self, name: str, results: str, bundle: "ModelBundle") -> None:
        self._name = name
        self._results = results
        self._bundle = bundle
        self.taken = self.without_result = 0

    def __iter__(self) -> "Iterator[SortedDocument]":
        for document in _documents(self._name, self._results):
            if document is None or document.manifest.status == "failed":
                self.without_result += 1
                continue
            self._check(document.manifest)
            self.taken += 1
            yield document
        if not self.taken:
            raise RunNotFoundError(
                f"{printable(self._name)} has no results to look at yet; name a run that has, or a "
                "folder with manifests"
            )

    def _check(self, manifest: "DocumentManifest") -> None:
        if manifest.model.sha256 != self._bundle.digest:
            raise UsageError(
                f"{printable(self._name)} was sorted by the model {printable(manifest.model.name)} "
                f"({manifest.model.sha256[:12]}), not by {self._bundle.name} "
                f"({self._bundle.digest[:12]}); name that one with --model"
            )


def _documents(name: str, results: str) -> "Iterator[SortedDocument | None]":
    from smartcat.corrections import load_manifests
    from smartcat.drift import SortedDocument
    from smartcat.runs.at_once import at_once
    from smartcat.runs.naming import find_results

    found = find_results(name, results)
    if isinstance(found, list):
        for file in found:
            yield from map(SortedDocument, load_manifests(file))
        return
    for _, document in at_once(partial(_find, found.store), found.document_ids):
        yield document


def _find(store: "ObjectStore", document_id: str) -> "SortedDocument | None":
    from smartcat.blocks import StoredPages
    from smartcat.drift import SortedDocument
    from smartcat.manifest import find_manifest

    manifest = find_manifest(store, document_id)
    if manifest is None:
        return None
    blocks = StoredPages.look(store, document_id).blocks()
    return SortedDocument(manifest, [page for block in blocks for page in block.pages])
