"""Boundaries of Tobacco-800 by documents that the model has not seen, with and without page sizes.

    python benchmarks/tobacco800.py tobacco800/ [seed]

The folder holds pages.csv in stream order, with document, image and text. Documents are dealt into
ten folds; each fold trains a bundle on the other nine and sorts the documents of its own, one after
another in their order, with the code that serves. Texts are those of the folder; layouts are read
from the images.
"""

import csv
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from smartcat import metrics
from smartcat.dataset import DatasetRow, LabelledPage, PageCache, read_dataset
from smartcat.learn import TrainingOptions, train
from smartcat.models import Page
from smartcat.read import Reader, ReadLimits, ReadOptions
from smartcat.sorting import Sorter

FOLDS = 10


def main() -> None:
    """Print the figures with and without page sizes."""
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    samples = load(Path(sys.argv[1]))
    names = list(dict.fromkeys(sample.document for sample in samples))
    dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    folds = np.array([dealt[names.index(sample.document)] for sample in samples])
    print(f"{len(samples)} pages, {len(names)} documents, {FOLDS} folds, seed {seed}")
    print("page size  accuracy  precision  recall     F1  kappa    ECE  train CPU s  sort ms/page")
    for page_size in (True, False):
        show(samples, folds, page_size=page_size)


def load(folder: Path) -> list[LabelledPage]:
    """Read the pages, in stream order."""
    with (folder / "pages.csv").open(newline="") as file:
        rows = [_row(folder, row) for row in csv.DictReader(file)]
    options = ReadOptions()
    with Reader(options, ReadLimits(), jobs=2) as reader:
        return list(read_dataset(rows, reader, PageCache(None, options)).pages)


def _row(folder: Path, row: dict[str, str]) -> DatasetRow:
    return DatasetRow(
        path=folder / row["image"],
        page_index=0,
        label=None,
        document=row["document"],
        stream="tobacco800",
        text_path=folder / row["text"],
        key=row["image"],
    )


def show(samples: list[LabelledPage], folds: NDArray[np.int64], *, page_size: bool) -> None:
    """Train and measure fold by fold, and print a line."""
    truth: list[bool] = []
    found: list[bool] = []
    confidences: list[float] = []
    train_s = sort_s = 0.0
    for fold in range(FOLDS):
        own = [sample for sample, other in zip(samples, folds, strict=True) if other == fold]
        rest = [sample for sample, other in zip(samples, folds, strict=True) if other != fold]
        start_s = time.process_time()
        sorter = _trained(rest, page_size=page_size)
        middle_s = time.process_time()
        pages = [_at(sample.page, index) for index, sample in enumerate(own)]
        stream = sorter.sort(pages)
        sort_s += time.process_time() - middle_s
        train_s += middle_s - start_s
        starts = {segment.first_page for segment in stream.segments}
        for index in range(1, len(own)):
            truth.append(own[index].document != own[index - 1].document)
            found.append(index in starts)
            confidence = stream.pages[index].boundary_confidence
            confidences.append(float(found[-1]) if confidence is None else confidence)
    counts = metrics.boundary_counts(np.array(truth), np.array(found))
    ece = metrics.boundary_ece(np.array(confidences), np.array(truth))
    print(
        f"{'used' if page_size else 'unused':9}{counts.accuracy:10.3f}{counts.precision:11.3f}"
        f"{counts.recall:8.3f}{counts.f1:7.3f}{counts.kappa:7.3f}{ece:7.3f}{train_s:13.0f}"
        f"{1000 * sort_s / len(samples):14.1f}"
    )


def _trained(samples: list[LabelledPage], *, page_size: bool) -> Sorter:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.smartcat"
        return Sorter(train(samples, path, TrainingOptions(page_size=page_size)).bundle)


def _at(page: Page, index: int) -> Page:
    return page.model_copy(update={"page_index": index})


if __name__ == "__main__":
    main()
