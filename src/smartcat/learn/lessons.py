"""What can be learned from labelled pages, checked before time is spent on it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartcat.dataset import LabelledPage
from smartcat.errors import DatasetError
from smartcat.features.codes import normalise
from smartcat.models import Page

FEWEST_DOCUMENTS = 2
"""With one, there is nothing to measure on once it was learned from."""

ENOUGH_DOCUMENTS = 10
"""With fewer of a label, its confidences rest on too little."""

_DUPLICATE_CHARACTERS = 60
"""Shorter texts are alike by chance: a lone page number, a stamp."""


@dataclass(frozen=True)
class Lessons:
    """Pages that a model can be trained on.

    Attributes:
        pages: The pages.
        labels: All labels, sorted.
        codes: The label of each page, as its place in ``labels``.
        groups: Pages of one number belong to one document, or to documents with the same text:
            they are never learned from and measured on at once.
        warnings: What a person should know.
    """

    pages: tuple[Page, ...]
    labels: tuple[str, ...]
    codes: NDArray[np.int64]
    groups: NDArray[np.int64]
    warnings: tuple[str, ...]

    @property
    def text_lengths(self) -> NDArray[np.int64]:
        """Characters of each page."""
        return np.array([len(page.text.strip()) for page in self.pages])


def prepare(labelled: Iterable[LabelledPage]) -> Lessons:
    """Choose and check the pages to learn from.

    Raises:
        DatasetError: There are too few labels, or too few documents of one.
    """
    samples, warnings = _usable(labelled)
    names = [sample.label or "" for sample in samples]
    labels = tuple(sorted(set(names)))
    if len(labels) < FEWEST_DOCUMENTS:
        raise DatasetError(
            f"only {len(labels)} label(s) in the dataset ({', '.join(labels) or 'none'}); "
            "a model tells two or more apart: add pages of another class"
        )
    groups, group_warnings = _groups(samples)
    warnings += group_warnings + _check_documents(names, groups)
    codes = np.array([labels.index(name) for name in names])
    pages = tuple(sample.page for sample in samples)
    return Lessons(pages, labels, codes, groups, tuple(warnings))


def _usable(labelled: Iterable[LabelledPage]) -> tuple[list[LabelledPage], list[str]]:
    """Leave out pages without a label, failed pages and blank ones: none of them is of a class."""
    samples = []
    blank = failed = 0
    for sample in labelled:
        is_blank = sample.page.layout is not None and sample.page.layout.is_blank
        if sample.label is None:
            continue
        failed += sample.page.failure is not None
        blank += sample.page.failure is None and is_blank
        if sample.page.failure is None and not is_blank:
            samples.append(sample)
    counted = {"could not be read": failed, "are blank": blank}
    warnings = [f"{n} labelled page(s) {why}: left out" for why, n in counted.items() if n]
    return samples, warnings


def _groups(samples: Sequence[LabelledPage]) -> tuple[NDArray[np.int64], list[str]]:
    """Number the documents, documents that share a page's text alike."""
    links: dict[str, str] = {}
    first_with_text: dict[bytes, LabelledPage] = {}
    duplicates = contradictions = 0
    for sample in samples:
        if len(sample.page.text.strip()) < _DUPLICATE_CHARACTERS:
            continue
        text = hashlib.sha256(normalise(sample.page.text).folded.tobytes()).digest()
        first = first_with_text.setdefault(text, sample)
        if first.document != sample.document:
            duplicates += 1
            contradictions += first.label != sample.label
            links[_root(links, sample.document)] = _root(links, first.document)
    roots = [_root(links, sample.document) for sample in samples]
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots))}
    return np.array([numbers[root] for root in roots]), _duplicate_warnings(
        duplicates, contradictions
    )


def _root(links: dict[str, str], document: str) -> str:
    """The document that stands for all that are linked to this one."""
    while links.get(document, document) != document:
        document = links[document]
    return document


def _duplicate_warnings(duplicates: int, contradictions: int) -> list[str]:
    warnings = []
    if duplicates:
        warnings.append(
            f"{duplicates} page(s) have the text of a page of another document; they are kept "
            "together when the model is measured"
        )
    if contradictions:
        warnings.append(f"{contradictions} of them have another label: check which is right")
    return warnings


def _check_documents(names: Sequence[str], groups: NDArray[np.int64]) -> list[str]:
    """Count the independent documents of each label.

    Raises:
        DatasetError: A label has too few.
    """
    pairs = set(zip(names, groups.tolist(), strict=True))
    counts = Counter(name for name, _ in pairs)
    too_few = sorted(name for name, count in counts.items() if count < FEWEST_DOCUMENTS)
    if too_few:
        raise DatasetError(
            f"too few different documents to learn from: {', '.join(too_few)} "
            f"has {FEWEST_DOCUMENTS - 1}; at least {FEWEST_DOCUMENTS} of each label are needed, "
            f"{ENOUGH_DOCUMENTS} or more are better: add some, or leave the label out"
        )
    return [
        f"only {count} documents of {name}; its confidences rest on little, "
        f"{ENOUGH_DOCUMENTS} or more are better"
        for name, count in sorted(counts.items())
        if count < ENOUGH_DOCUMENTS
    ]
