"""Whether a model has learned from the pages that it is to be measured on."""

from smartcat.bundle import ModelBundle
from smartcat.dataset import Dataset, seen_share
from smartcat.errors import DatasetError

MOST_SEEN = 0.1
"""Largest share of texts that it may have seen: some pages of all paperwork are alike."""


def check_unseen(bundle: ModelBundle, dataset: Dataset, digest: str) -> tuple[str, ...]:
    """Refuse to measure a model on what it has learned from.

    Args:
        bundle: The model.
        dataset: What it is to be measured on.
        digest: The digest of that.

    Returns:
        A warning, if it knows a few of the pages.

    Raises:
        DatasetError: It has learned from these pages, or from many of them.
    """
    provenance = bundle.metadata.provenance
    share = seen_share(provenance.sketch, (sample.page for sample in dataset.pages))
    if digest == provenance.dataset_sha256:
        share = 1.0
    if share > MOST_SEEN:
        raise DatasetError(
            f"the model {bundle.name} learned from about {share:.0%} of these very pages, so what "
            "it makes of them tells nothing; use labelled pages that it has not seen"
        )
    if share:
        return (f"the model {bundle.name} learned from texts like about {share:.1%} of these",)
    return ()
