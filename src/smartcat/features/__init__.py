"""The features of a page: the one package that training and serving share. It needs numpy alone."""

from smartcat.features.grams import GRAM_BITS, character_grams
from smartcat.features.page_features import (
    FEATURE_SCHEMA,
    Buckets,
    FeatureSchema,
    bucket_of,
    extract,
    weigh,
)

__all__ = [
    "FEATURE_SCHEMA",
    "GRAM_BITS",
    "Buckets",
    "FeatureSchema",
    "bucket_of",
    "character_grams",
    "extract",
    "weigh",
]
