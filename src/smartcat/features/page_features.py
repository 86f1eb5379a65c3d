"""The features of a page: the one module that training and serving share.

A feature is on or off: how often something occurs adds noise, not knowledge. Its weight in
the page's vector comes from the model (``weigh``), so extraction knows no vocabulary.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from smartcat.features.codes import TextCodes, normalise
from smartcat.features.hashing import ascending
from smartcat.features.layout_features import LAYOUT_FEATURES, layout_features
from smartcat.features.text_features import Block, Occurrences, Words, occurrences, words_of
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


class PageFeatures(NamedTuple):
    """The features of a page, and where in its text they come from.

    Attributes:
        codes: The normalised text.
        words: Its words.
        occurrences: The features of the text, as often as they occur.
        occurring: The bucket of each occurrence.
        buckets: The buckets of the features that the page has, ascending, each once.
    """

    codes: TextCodes
    words: Words
    occurrences: Occurrences
    occurring: Buckets
    buckets: Buckets


def features_of(page: Page, schema: FeatureSchema) -> PageFeatures:
    """Find the features of a page."""
    codes = normalise(page.text)
    words = words_of(codes)
    found = occurrences(codes, words)
    occurring = _buckets_of(found, schema)
    buckets = ascending(occurring)
    if schema.layout:
        layout = layout_features(page) + np.uint32(Block.LAYOUT << schema.bucket_bits)
        buckets = np.concatenate((buckets, layout))
    return PageFeatures(codes, words, found, occurring, buckets)


def extract(page: Page, schema: FeatureSchema) -> Buckets:
    """The buckets of the features that a page has, ascending, each once."""
    return features_of(page, schema).buckets


def _buckets_of(found: Occurrences, schema: FeatureSchema) -> Buckets:
    """The bucket of each hash: its upper bits, within the range of its block."""
    bits = schema.bucket_bits
    buckets = (found.hashes >> np.uint64(64 - bits)).astype(np.uint32)
    for block, members in found.blocks.items():
        buckets[members] |= np.uint32(block << bits)
    return buckets


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
    values: NDArray[np.float32] = (scales * factors.take(blocks)).astype(np.float32)
    return values
