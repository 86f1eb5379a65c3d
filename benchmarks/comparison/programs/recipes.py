"""How the other ways learn classes from texts."""

import re
from functools import cache

from sklearn.feature_extraction.text import (
    ENGLISH_STOP_WORDS,
    CountVectorizer,
    TfidfVectorizer,
)
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline

WAY_OF_2018, PAPERLESS = "2018", "paperless"
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def pipeline_of(recipe: str) -> Pipeline:
    """Make an unfitted pipeline from texts to classes."""
    return {WAY_OF_2018: _way_of_2018, PAPERLESS: _paperless}[recipe]()


def _way_of_2018() -> Pipeline:
    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), max_features=50_000),
        LogisticRegression(max_iter=1000),
    )


def _paperless() -> Pipeline:
    """Follow paperless-ngx, ``documents/classifier.py``; the seed is ours, so that it repeats."""
    return make_pipeline(
        CountVectorizer(analyzer="word", ngram_range=(1, 2), min_df=0.01, preprocessor=stems),
        MLPClassifier(tol=0.01, random_state=0),
    )


def stems(text: str) -> str:
    """Lower-case words without stop words, each as its stem if it has no digit.

    The list of stop words is scikit-learn's and words end where letters end: the list and the
    tokenizer of NLTK are data that would have to be downloaded.
    """
    words = (word.lower() for word in _WORD.findall(text))
    return " ".join(_stem(word) for word in words if word not in ENGLISH_STOP_WORDS)


@cache
def _stem(word: str) -> str:
    return word if _DIGIT.search(word) else _stemmer()(word)


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # NLTK is not in the environment of the checks
    from nltk.stem import SnowballStemmer

    return SnowballStemmer("english").stem
