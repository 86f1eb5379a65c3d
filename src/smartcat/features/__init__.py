"""The features of a page: the one package that training and serving share. It needs numpy alone."""

from smartcat.features.grams import GRAM_BITS, Grams, character_grams
from smartcat.features.page_features import (
    FEATURE_SCHEMA,
    Buckets,
    FeatureSchema,
    PageFeatures,
    extract,
    features_of,
    weigh,
)

__all__ = [
    "FEATURE_SCHEMA",
    "GRAM_BITS",
    "Buckets",
    "FeatureSchema",
    "Grams",
    "PageFeatures",
    "character_grams",
    "extract",
    "features_of",
    "weigh",
]
