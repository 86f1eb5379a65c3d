"""Sort a page stream: classify each page ─► segment the stream. What every face has in common."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle import ModelBundle
from smartcat.classify import Classifier, Judgement
from smartcat.errors import BundleIncompatibleError
from smartcat.features import PageFeatures, features_of
from smartcat.models import (
    Abstained,
    AbstentionReason,
    ModelIdentity,
    Page,
    PageResult,
    Segment,
    Settings,
)
from smartcat.segment import (
    PAIR_SCHEMA,
    Acceptance,
    BoundaryScorer,
    KeyFinder,
    Observation,
    PageClues,
    SplitMode,
    SplitOptions,
    as_sheet,
    clues_of,
    find_cuts,
    numbers_on,
    segments_of,
)


class SortedStream(NamedTuple):
    """A page stream, sorted.

    Attributes:
        pages: What is known of each page, in order.
        segments: Its documents, in order.
    """

    pages: tuple[PageResult, ...]
    segments: tuple[Segment, ...]


class Sorter:
    """Sorts page streams with one model, cut in one way."""

    def __init__(self, bundle: ModelBundle, split: SplitOptions | None = None) -> None:
        """Build the stages that the bundle has models for.

        Raises:
            BundleIncompatibleError: The bundle cannot split in the way that was asked for, or its
                boundary model is of another version.
        """
        self.identity = ModelIdentity(sha256=bundle.digest, name=bundle.name)
        self._bundle = bundle
        self._split = split or SplitOptions()
        self._classifier = Classifier(bundle) if bundle.classes else None
        self._scorer = _scorer(bundle)
        self._key = KeyFinder(self._split.key) if self._split.key else None
        if SplitMode.CLASS in self._split.modes and self._classifier is None:
            raise BundleIncompatibleError(
                f"the model {bundle.name} knows no classes to split by; split with --split auto"
            )

    @property
    def settings(self) -> Settings:
        """The settings that change the result."""
        said = self._split.model_dump(exclude={"modes"}, exclude_defaults=True)
        modes = tuple(mode.value for mode in self._split.modes)
        return {"split": modes, **{f"split_{name}": value for name, value in said.items()}}

    @property
    def settles(self) -> Callable[[Page], bool] | None:
        """Says whether the class of a page that was read in part is settled.

        Absent where the rest of the page is needed all the same: for a key that may be anywhere on
        it, and where there are no classes.
        """
        if self._classifier is None or self._key is not None:
            return None
        return self._classifier.settles

    def sort(self, pages: Iterable[Page]) -> SortedStream:
        """Sort a page stream; pages are taken one by one, as they come.

        Args:
            pages: All pages of the stream, in order, with ascending page indexes.
        """
        observed = [self._observe(page) for page in pages]
        found = find_cuts(observed, self._split, self._scorer)
        results = tuple(
            one.result.model_copy(
                update={
                    "boundary_confidence": found.scores.get(one.page_index),
                    "separator": found.separators.get(one.page_index),
                }
            )
            for one in observed
        )
        keep = self._split.keep_separators
        segments = segments_of(observed, found, self._acceptance(), keep_separators=keep)
        return SortedStream(results, segments)

    def _observe(self, page: Page) -> Observation:
        features = features_of(page, self._bundle.metadata.features)
        judgement = self._judge(page, features)
        result = page_result(page, judgement)
        clues = self._clues(page, features, judgement.probabilities)
        looks_for_sheets = SplitMode.SEPARATORS in self._split.modes
        return Observation(
            result=result,
            probabilities=judgement.probabilities,
            numbers=clues.numbers if clues else numbers_on(page),
            clues=clues,
            sheet=as_sheet(page) if looks_for_sheets else None,
            key=self._key.find(page.text) if self._key else None,
        )

    def _judge(self, page: Page, features: PageFeatures) -> Judgement:
        if self._classifier is None:
            return Judgement(Abstained(reason=_unclassified_reason(page)), None)
        return self._classifier.judge(page, features)

    def _clues(
        self, page: Page, features: PageFeatures, probabilities: NDArray[np.float64] | None
    ) -> PageClues | None:
        model = self._bundle.boundaries
        if model is None or SplitMode.AUTO not in self._split.modes:
            return None
        if page.failure is not None or _is_blank(page):
            return None
        schema = self._bundle.metadata.features
        positions = model.positions.margins(features.buckets, schema)
        return clues_of(page, positions, probabilities, features.codes)

    def _acceptance(self) -> Acceptance:
        classes, boundaries = self._bundle.metadata.classes, self._bundle.metadata.boundaries
        return Acceptance(
            labels=self._bundle.labels,
            dependence=classes.dependence if classes else 1.0,
            class_threshold=classes.threshold.value if classes else 0.0,
            boundary_threshold=boundaries.threshold.value if boundaries else 0.0,
        )


def page_result(page: Page, judgement: Judgement) -> PageResult:
    """What a manifest says of a page, but for what the stream around it tells."""
    return PageResult(
        page_index=page.page_index,
        prediction=judgement.prediction,
        is_blank=_is_blank(page),
        text_source=page.text_source,
        ocr_confidence=page.ocr_confidence,
        ocr_languages=page.ocr_languages,
        read_share=page.read_share,
        width_pt=round(page.width_pt, 1),
        height_pt=round(page.height_pt, 1),
        orientation=page.orientation,
        failure=page.failure,
    )


def _is_blank(page: Page) -> bool:
    return page.layout is not None and page.layout.is_blank


def _unclassified_reason(page: Page) -> AbstentionReason:
    """Why a page has no class, where there are no classes at all."""
    if page.failure is not None:
        return AbstentionReason.UNREADABLE
    return AbstentionReason.BLANK if _is_blank(page) else AbstentionReason.NO_CLASSES


def _scorer(bundle: ModelBundle) -> BoundaryScorer | None:
    metadata = bundle.metadata.boundaries
    if metadata is None or bundle.boundaries is None:
        return None
    if metadata.pair_schema != PAIR_SCHEMA:
        raise BundleIncompatibleError(
            f"the boundary model of {bundle.name} is of version {metadata.pair_schema}, this "
            f"SmartCat knows {PAIR_SCHEMA}: train it anew"
        )
    return BoundaryScorer(metadata, bundle.boundaries)
