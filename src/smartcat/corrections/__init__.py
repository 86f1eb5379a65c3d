"""Corrections: what people say of documents that were sorted; files of them, and those stored."""

from smartcat.corrections.file import correction_line, load_corrections
from smartcat.corrections.stored import StoredCorrection, find_correction, store_correction

__all__ = [
    "StoredCorrection",
    "correction_line",
    "find_correction",
    "load_corrections",
    "store_correction",
]
