"""The features of a page: the one module that training and serving share.

A feature is on or off: how often something occurs adds noise, not knowledge. Its weight in
the page's vector comes from the model (``weigh``), so extraction knows no vocabulary.
"""

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from smartcat.features.codes import normalise
from smartcat.features.hashing import Hashes, distinct
from smartcat.features.layout_features import LAYOUT_FEATURES, layout_features
from smartcat.features.text_features import Block, occurrences
from smartcat.models import Page

FEATURE_SCHEMA = 1
"""Raise it with every change of what ``extract`` or ``weigh`` returns for the same page."""

_TEXT_BLOCKS = len(Block) - 1
_BLOCK_WEIGHTS = np.array([1, 1, 1, 1, 0.5]) / np.sqrt(_TEXT_BLOCKS)
"""Length of each block; the text alone has length one, the layout only leans on it."""

Buckets = NDArray[np.uint32]


class FeatureSchema(BaseModel):
    """How pages become vectors; stored in the bundle.

    Attributes:
        version: ``FEATURE_SCHEMA`` of the code that made the bundle.
        bucket_bits: Each block of text features is hashed into ``2**bucket_bits`` buckets.
        layout: Whether the layout of the page counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = FEATURE_SCHEMA
    bucket_bits: int = Field(default=17, ge=8, le=22)
    layout: bool = False

    @property
    def n_buckets(self) -> int:
        """How many buckets all blocks have together."""
        return (_TEXT_BLOCKS << self.bucket_bits) + LAYOUT_FEATURES


def extract(page: Page, schema: FeatureSchema) -> Buckets:
    """The buckets of the features that a page has, ascending, each once."""
    text = [
        bucket_of(found.hashes, found.block, schema) for found in occurrences(normalise(page.text))
    ]
    found = np.concatenate(text)
    buckets = found[distinct(found)[0]]
    if not schema.layout:
        return buckets
    layout = layout_features(page) + np.uint32(Block.LAYOUT << schema.bucket_bits)
    return np.concatenate((buckets, layout))


def weigh(
    buckets: Buckets, scales: NDArray[np.float32], schema: FeatureSchema
) -> NDArray[np.float32]:
    """Values of the features in the page's vector: each block is scaled to its fixed length.

    Args:
        buckets: What ``extract`` returned.
        scales: How telling each of these buckets is, at least 0; 0 where it is unknown.
        schema: The schema of the model that the scales belong to.
    """
    blocks = buckets >> np.uint32(schema.bucket_bits)
    lengths = np.sqrt(np.bincount(blocks, weights=scales**2, minlength=len(Block)))
    factors = np.divide(_BLOCK_WEIGHTS, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    values: NDArray[np.float32] = (scales * factors[blocks]).astype(np.float32)
    return values


def bucket_of(hashes: Hashes, block: Block, schema: FeatureSchema) -> Buckets:
    """The bucket of each hash: its upper bits, within the range of its block."""
    bits = schema.bucket_bits
    return (hashes >> np.uint64(64 - bits)).astype(np.uint32) | np.uint32(block << bits)
