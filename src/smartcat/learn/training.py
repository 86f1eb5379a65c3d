"""Train a model: classes where pages have labels, boundaries where documents are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from smartcat import __version__
from smartcat.bundle import (
    BoundariesMetadata,
    BoundaryModel,
    BundleMetadata,
    LearnedCorrections,
    ModelBundle,
    Provenance,
    load_bundle,
    write_bundle,
)
from smartcat.dataset import LabelledPage, dataset_digest, sketch_of
from smartcat.errors import DatasetError
from smartcat.features import FeatureSchema, extract
from smartcat.learn.lessons import Lessons, prepare
from smartcat.learn.steps import Progress, Steps
from smartcat.learn.streams import FEWEST_PAIRS, StreamLessons, prepare_streams
from smartcat.models import Page

if TYPE_CHECKING:
    from smartcat.learn.classes import LearnedClasses


@dataclass(frozen=True)
class TrainingOptions:
    """What a person may say about a training.

    Attributes:
        name: What to call the model; the file's name without ending if absent.
        description: Free text for the bundle.
        trained_on: The day to record; absent, the bundle depends on the pages alone.
        page_size: Whether the size of pages may tell documents apart; where all come from one
            scanner it tells nothing, and a model that relies on it is misled.
        target_error: Share of wrong pages among those accepted without review to aim at.
        most_review: Largest share of pages to review for it.
        corrections: What to record of corrections that are among the pages.
    """

    name: str | None = None
    description: str = ""
    trained_on: date | None = None
    page_size: bool = True
    target_error: float = 0.02
    most_review: float = 0.25
    corrections: LearnedCorrections | None = None


@dataclass(frozen=True)
class TrainingResult:
    """What came of a training.

    Attributes:
        bundle: The model, as loaded from its file.
        warnings: What a person should know about the data.
    """

    bundle: ModelBundle
    warnings: tuple[str, ...]


def train(
    labelled: Sequence[LabelledPage],
    path: Path,
    options: TrainingOptions | None = None,
    progress: Progress | None = None,
) -> TrainingResult:
    """Learn from labelled pages and write the model bundle; the same pages give the same bytes.

    Args:
        labelled: The pages; failed and blank ones are passed over.
        path: Where the bundle goes; what is there is replaced at the very end.
        options: What else to record, and how much review is acceptable.
        progress: Told after each fit.

    Raises:
        DatasetError: There are too few labels, or too few documents of one; or no labels, and too
            few documents to learn boundaries from.
        AccessDeniedError: The bundle cannot be written.
    """
    # Options and results are named where scikit-learn is not installed, too.
    from smartcat.learn.boundaries import FITS
    from smartcat.learn.classes import class_fits, learn_classes

    options = options or TrainingOptions()
    lessons = prepare(labelled) if any(page.label is not None for page in labelled) else None
    streams = prepare_streams(labelled)
    pages = _pages(lessons, streams)
    schema = FeatureSchema(layout=2 * _with_layout(pages) > len(pages))
    fits = (class_fits(lessons) if lessons else 0) + (FITS if streams else 0)
    steps = Steps(fits + 1, progress)
    classes = boundaries = None
    if lessons is not None:
        classes = learn_classes(lessons, schema, options.target_error, options.most_review, steps)
    if streams is not None:
        boundaries = _learn_boundaries(streams, lessons, classes, schema, options, steps)
    metadata = BundleMetadata(
        name=options.name or path.stem,
        description=options.description,
        features=schema,
        classes=classes.metadata if classes else None,
        boundaries=boundaries[0] if boundaries else None,
        provenance=Provenance(
            smartcat_version=__version__,
            trained_on=options.trained_on,
            dataset_sha256=dataset_digest(labelled),
            pages_with_layout=_with_layout(pages),
            pages_without_text=sum(not page.text.strip() for page in pages),
            corrections=options.corrections,
            sketch=sketch_of(sample.page for sample in labelled),
        ),
    )
    write_bundle(
        path,
        metadata,
        classes.model if classes else None,
        boundaries[1] if boundaries else None,
    )
    steps.finish()
    return TrainingResult(load_bundle(path), lessons.warnings if lessons else ())


def _pages(lessons: Lessons | None, streams: StreamLessons | None) -> Sequence[Page]:
    """The pages that are learned from.

    Raises:
        DatasetError: There are none.
    """
    if lessons is not None:
        return lessons.pages
    if streams is not None:
        return [sample.page for sample in streams.samples]
    raise DatasetError(
        "no page has a label, and the documents are too few to learn where one begins: at least "
        f"{FEWEST_PAIRS} boundaries, and {FEWEST_PAIRS} pages that continue a document, not all of "
        "them the same one, are needed; "
        "fill the column 'label', or name more documents in the column 'document'"
    )


def _learn_boundaries(
    streams: StreamLessons,
    lessons: Lessons | None,
    classes: "LearnedClasses | None",
    schema: FeatureSchema,
    options: TrainingOptions,
    steps: Steps,
) -> tuple[BoundariesMetadata, BoundaryModel]:
    from smartcat.learn.boundaries import BoundaryOptions, learn_boundaries

    scored: dict[int, NDArray[np.float64]] = {}
    if lessons is not None and classes is not None:
        scored = {
            id(page): probabilities
            for page, probabilities in zip(lessons.pages, classes.unseen, strict=True)
        }
    return learn_boundaries(
        streams,
        [extract(sample.page, schema) for sample in streams.samples],
        [scored.get(id(sample.page)) for sample in streams.samples],
        schema,
        BoundaryOptions(options.page_size, options.target_error, options.most_review),
        steps.done,
    )


def _with_layout(pages: Sequence[Page]) -> int:
    return sum(page.layout is not None for page in pages)
