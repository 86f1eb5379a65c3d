"""Corrections: what people say of documents that were sorted, and what comes of it."""

from smartcat.corrections.applying import AppliedCorrection, apply_correction, write_corrected
from smartcat.corrections.applying_files import (
    AppliedCorrections,
    RefusedLine,
    apply_corrections,
)
from smartcat.corrections.changes import Changes, changes_of
from smartcat.corrections.corrected import corrected_manifest, pages_of_segments
from smartcat.corrections.file import (
    correction_line,
    correction_lines,
    load_corrections,
    parse_correction,
)
from smartcat.corrections.finding import DocumentFinder
from smartcat.corrections.fitting import check_fits
from smartcat.corrections.manifest_file import load_manifests
from smartcat.corrections.stored import (
    StoredCorrection,
    find_correction,
    store_correction,
    stored_corrections,
)

__all__ = [
    "AppliedCorrection",
    "AppliedCorrections",
    "Changes",
    "DocumentFinder",
    "RefusedLine",
    "StoredCorrection",
    "apply_correction",
    "apply_corrections",
    "changes_of",
    "check_fits",
    "corrected_manifest",
    "correction_line",
    "correction_lines",
    "find_correction",
    "load_corrections",
    "load_manifests",
    "pages_of_segments",
    "parse_correction",
    "store_correction",
    "stored_corrections",
    "write_corrected",
]
