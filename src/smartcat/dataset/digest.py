"""The identity of a labelled dataset: what a model learned from, or was measured on."""

import hashlib
from collections.abc import Iterable

from smartcat.dataset.labelled_page import LabelledPage


def dataset_digest(pages: Iterable[LabelledPage]) -> str:
    """SHA-256 of pages, labels and which pages share a document, in order; names do not count."""
    digest = hashlib.sha256()
    numbers: dict[tuple[str, str], int] = {}
    for sample in pages:
        number = numbers.setdefault((sample.stream, sample.document), len(numbers))
        record = f"{sample.label}\n{number}\n{sample.page.model_dump_json()}\n"
        digest.update(record.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
