"""What reading less of scanned pages saves, and what it costs: CPU against accuracy.

    python benchmarks/cascade.py DATASET [--model M]

Reads all scanned pages of a labelled dataset once, and notes after each band what the page looks
like by then and what it has cost. From that follows what any confidence would give at which
reading stops (`smartcat.classify.SETTLED`). Pages with a text layer are left as they are. Without a
model, each half of the page streams is sorted by a model that was trained on the other.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

from smartcat.bundle import ModelBundle, load_bundle
from smartcat.classify import SETTLED, Classifier
from smartcat.dataset import Dataset, LabelledPage, PageCache, load_dataset, read_dataset
from smartcat.evaluate import PageEvaluation, evaluate
from smartcat.learn import train
from smartcat.models import Page, TextSource
from smartcat.read import DocumentFacts, MediaType, Reading, ReadOptions, ReadRequest
from smartcat.read.document import Document
from smartcat.read.ocr import OcrChoice, OcrEngines, load_engines
from smartcat.read.page import read_page
from smartcat.read.sniff import HEAD_BYTES, sniff
from smartcat.sorting import Sorter

STOPS = (0.8, 0.9, 0.95, SETTLED, 0.99, 1.1)
"""Confidences at which reading stops; the last is never reached."""
JOBS = 2


@dataclass(frozen=True)
class Step:
    """A page as it is known after some of its bands.

    Attributes:
        page: What is known of it.
        cpu_s: What that has cost so far.
    """

    page: Page
    cpu_s: float


@dataclass(frozen=True)
class Point:
    """What a confidence gives.

    Attributes:
        stop: The confidence at which reading stops.
        cpu_s: CPU seconds a scanned page, reading and asking the classifier.
        read_share: Mean share of the inked rows of scanned pages that was read.
        accuracy: Share of pages whose best guess is right.
        accepted: Share of pages that no person looks at.
        accepted_accuracy: Share of those that are right.
        boundary_f1: Of the boundaries; absent where no stream has any.
    """

    stop: float
    cpu_s: float
    read_share: float
    accuracy: float
    accepted: float
    accepted_accuracy: float
    boundary_f1: float | None

    @property
    def name(self) -> str:
        """The confidence, in words where it is never reached."""
        return "never" if self.stop > 1 else f"{self.stop:.2f}"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    print(f"{'stop at':>8}{'CPU s':>8}{'read':>7}{'accuracy':>10}", end="")
    print(f"{'accepted':>10}{'right':>8}{'boundary F1':>13}")
    for one in curve(arguments.dataset, arguments.model):
        boundary = "-" if one.boundary_f1 is None else f"{one.boundary_f1:.3f}"
        print(f"{one.name:>8}{one.cpu_s:8.3f}{one.read_share:7.0%}{one.accuracy:10.4f}", end="")
        print(f"{one.accepted:10.3f}{one.accepted_accuracy:8.4f}{boundary:>13}")


def curve(dataset: Path, model: Path | None) -> list[Point]:
    """Measure a dataset with a model, or with models that learn from halves of it."""
    if model:
        return curve_of([(load_bundle(model), dataset)])
    with StepReader() as reader, tempfile.TemporaryDirectory() as folder:
        parts = list(_halves(reader.read_all(dataset), Path(folder)))
        return [_point(stop, parts, reader.steps) for stop in STOPS]


def curve_of(held_out: Iterable[tuple[ModelBundle, Path]]) -> list[Point]:
    """Measure models, each with a dataset that it has not seen; names of files differ."""
    with StepReader() as reader:
        parts = [(bundle, reader.read_all(dataset).pages) for bundle, dataset in held_out]
        return [_point(stop, parts, reader.steps) for stop in STOPS]


class StepReader:
    """Reads documents as `smartcat.read.Reader` does, and keeps the steps of each page."""

    def __init__(self) -> None:
        self.steps: dict[str, list[Step]] = {}
        self._pool = ProcessPoolExecutor(JOBS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def read_all(self, dataset: Path) -> Dataset:
        """Read a labelled dataset."""
        cache = PageCache(None, ReadOptions())
        return read_dataset(load_dataset(dataset), self, cache)  # type: ignore[arg-type]

    def read(self, requests: Iterable[ReadRequest]) -> Iterator[Reading]:
        """Read documents in order."""
        asked = list(requests)
        for request, pages in zip(asked, self._pool.map(_steps_of, asked), strict=True):
            for steps in pages:
                page = steps[-1].page
                self.steps[f"{request.document.key}, page {page.page_index + 1}"] = steps
            facts = DocumentFacts(media_type=MediaType.PDF, page_count=len(pages), reader="")
            yield Reading(request, facts, None, iter(steps[-1].page for steps in pages))


@cache
def _engines() -> OcrEngines:
    return load_engines(OcrChoice.TESSEROCR, ReadOptions().languages)


def _steps_of(request: ReadRequest) -> list[list[Step]]:
    path = request.document.path
    document = Document.open(path, sniff(path.read_bytes()[:HEAD_BYTES]))
    wanted = request.page_indexes or range(document.page_count)
    return [_read(document, page_index) for page_index in wanted]


def _read(document: Document, page_index: int) -> list[Step]:
    steps: list[Step] = []
    begun = time.process_time()

    def note(page: Page) -> bool:
        steps.append(Step(page, time.process_time() - begun))
        return False

    source = document.page(page_index)
    whole = read_page(source, page_index, ReadOptions(), _engines, note)
    return [*steps, Step(whole.page, time.process_time() - begun)]


def _halves(full: Dataset, folder: Path) -> Iterator[tuple[ModelBundle, tuple[LabelledPage, ...]]]:
    """Each half of the streams with a model of the other; the streams of a class take turns."""
    streams = sorted({(page.label or "", page.stream) for page in full.pages})
    first = {stream for _, stream in streams[::2]}
    one = tuple(page for page in full.pages if page.stream in first)
    other = tuple(page for page in full.pages if page.stream not in first)
    for number, (learned, held_out) in enumerate(((one, other), (other, one))):
        yield train(learned, folder / f"{number}.smartcat").bundle, held_out


def _point(
    stop: float,
    parts: list[tuple[ModelBundle, tuple[LabelledPage, ...]]],
    steps: dict[str, list[Step]],
) -> Point:
    evaluations: list[tuple[int, PageEvaluation]] = []
    chosen: list[Step] = []
    for bundle, pages in parts:
        classifier = Classifier(bundle)
        taken = {page.origin: _taken(steps[page.origin], classifier, stop) for page in pages}
        sorted_pages = tuple(replace(page, page=taken[page.origin].page) for page in pages)
        threshold = classifier.threshold
        found = evaluate(Dataset(sorted_pages, ()), Sorter(bundle), threshold=threshold)
        assert isinstance(found, PageEvaluation)
        evaluations.append((found.pages, found))
        chosen += [one for one in taken.values() if one.page.text_source is TextSource.OCR]
    return Point(
        stop=stop,
        cpu_s=sum(one.cpu_s for one in chosen) / len(chosen),
        read_share=sum(one.page.read_share or 0.0 for one in chosen) / len(chosen),
        accuracy=_mean(evaluations, lambda one: one.accuracy),
        accepted=_mean(evaluations, lambda one: one.accepted),
        accepted_accuracy=_mean(
            [(round(pages * one.accepted), one) for pages, one in evaluations],
            lambda one: one.accepted_accuracy or 0.0,
        ),
        boundary_f1=_boundary_f1([one for _, one in evaluations]),
    )


def _taken(steps: list[Step], classifier: Classifier, stop: float) -> Step:
    """The step at which reading stops; what asking the classifier costs is added."""
    asked_s = 0.0
    for step in steps[:-1]:
        begun = time.process_time()
        is_settled = classifier.settles(step.page, stop)
        asked_s += time.process_time() - begun
        if is_settled:
            return replace(step, cpu_s=step.cpu_s + asked_s)
    return replace(steps[-1], cpu_s=steps[-1].cpu_s + (asked_s if stop <= 1 else 0.0))


def _mean(
    evaluations: list[tuple[int, PageEvaluation]], figure: Callable[[PageEvaluation], float]
) -> float:
    weight = sum(pages for pages, _ in evaluations)
    return sum(pages * figure(one) for pages, one in evaluations) / max(weight, 1)


def _boundary_f1(evaluations: list[PageEvaluation]) -> float | None:
    found = [one.boundaries for one in evaluations if one.boundaries]
    right = sum(one.found * (one.precision or 0.0) for one in found)
    true = sum(one.true for one in found)
    return 2 * right / (true + sum(one.found for one in found)) if true else None


if __name__ == "__main__":
    main()
