"""The features of a page: the one package that training and serving share. It needs numpy alone."""

from smartcat.features.codes import TextCodes, normalise
from smartcat.features.grams import GRAM_BITS, Grams, character_grams, grams_of
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
    "TextCodes",
    "character_grams",
    "extract",
    "features_of",
    "grams_of",
    "normalise",
    "weigh",
]
