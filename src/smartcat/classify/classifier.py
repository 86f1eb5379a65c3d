"""The classify stage: a page in, a prediction out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.file import ModelBundle
from smartcat.bundle.linear_model import Added
from smartcat.classify.evidence import evidence
from smartcat.features import PageFeatures, extract, features_of
from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    ModelIdentity,
    Page,
    Prediction,
)

SETTLED = 0.98
"""A confidence, of a part of a page, from which the rest is not read. Models that learned from few
documents are too sure of themselves: with 0.95 they lose two pages of eighty, well taught ones
none (docs/benchmarks.md, docs/design-notes.md)."""
TOP_LABELS = 3
CONFIDENCE_DIGITS = 4
"""Probabilities are rounded, so that the last bits of a processor's arithmetic do not show."""


class Judgement(NamedTuple):
    """What is said of a page.

    Attributes:
        prediction: Its class, or why it has none.
        probabilities: Of all labels, calibrated; absent where nothing was scored.
    """

    prediction: Prediction
    probabilities: NDArray[np.float64] | None


class Classifier:
    """Gives pages their class, with numpy alone."""

    def __init__(self, bundle: ModelBundle) -> None:
        classes = bundle.metadata.classes
        if classes is None or bundle.classes is None:
            raise ValueError("a bundle that only segments gives no classes")
        self._classes = classes
        self._schema = bundle.metadata.features
        self._model = bundle.classes
        self.identity = ModelIdentity(sha256=bundle.digest, name=bundle.name)

    @property
    def labels(self) -> tuple[str, ...]:
        """The closed set of labels, in the order of ``probabilities``."""
        return self._classes.labels

    @property
    def threshold(self) -> float:
        """Confidences of at least this are accepted without review."""
        return self._classes.threshold.value

    def predict(self, page: Page) -> Prediction:
        """Classify a page, or say why not."""
        return self.judge(page, features_of(page, self._schema)).prediction

    def judge(self, page: Page, features: PageFeatures) -> Judgement:
        """Classify a page whose features are known."""
        reason = self._unscored_reason(page)
        if reason is not None:
            return Judgement(Abstained(reason=reason), None)
        added = self._model.added(features.buckets, self._schema)
        margins = added.margins(self._model.biases)
        probabilities = self._calibrated(page, margins)
        top = self._top(probabilities)
        reason = self._doubt(float(margins.max()), top[0].confidence)
        words = self._evidence(page, features, added, self.labels.index(top[0].label))
        prediction = _prediction(top, words, reason)
        return Judgement(prediction, probabilities)

    def settles(self, page: Page, least: float = SETTLED) -> bool:
        """Say whether what was read of a page settles its class: more of it would change nothing.

        Args:
            page: What is known of it.
            least: The confidence that it takes, beside being accepted and of a known kind.
        """
        if self._unscored_reason(page) is not None:
            return False
        margins = self._model.margins(extract(page, self._schema), self._schema)
        confidence = float(self._calibrated(page, margins).max())
        return confidence >= least and self._doubt(float(margins.max()), confidence) is None

    def _doubt(self, margin: float, confidence: float) -> AbstentionReason | None:
        """Why the best class is not given.

        A page of an unknown kind is known by its largest margin, because probabilities of known
        classes sum to one whatever the page is (Vaze, Han, Vedaldi and Zisserman, 2022, Open-set
        recognition: a good closed-set classifier is all you need).
        """
        least = self._classes.least_margin
        if least is not None and margin < least:
            return AbstentionReason.UNKNOWN_KIND
        if confidence < self.threshold:
            return AbstentionReason.BELOW_THRESHOLD
        return None

    def probabilities(self, page: Page) -> NDArray[np.float64]:
        """Calibrated probabilities of all labels, whether or not ``predict`` would give one."""
        schema = self._schema
        return self._calibrated(page, self._model.margins(extract(page, schema), schema))

    def _unscored_reason(self, page: Page) -> AbstentionReason | None:
        if page.failure is not None:
            return AbstentionReason.UNREADABLE
        if page.layout is not None and page.layout.is_blank:
            return AbstentionReason.BLANK
        if page.text.strip() or self._classes.scores_pages_without_text:
            return None
        if page.layout is not None and self._schema.layout:
            return None
        return AbstentionReason.NO_TEXT

    def _calibrated(self, page: Page, margins: NDArray[np.float64]) -> NDArray[np.float64]:
        length = np.array([len(page.text.strip())])
        probabilities: NDArray[np.float64]
        (probabilities,) = self._classes.calibration.apply(margins[None, :], length)
        return probabilities

    def _top(self, probabilities: NDArray[np.float64]) -> tuple[LabelProbability, ...]:
        best = np.argsort(-probabilities, kind="stable")[:TOP_LABELS]
        return tuple(
            LabelProbability(
                label=self.labels[index],
                confidence=round(float(probabilities[index]), CONFIDENCE_DIGITS),
            )
            for index in best
        )

    def _evidence(
        self, page: Page, features: PageFeatures, added: Added, label: int
    ) -> tuple[str, ...]:
        of_label = added.values[:, label]
        others = (added.values.sum(axis=1) - of_label) / (len(self.labels) - 1)
        contributions = np.zeros(features.buckets.size)
        contributions[added.places] = of_label - others
        return evidence(page.text, features, contributions)


def _prediction(
    top: tuple[LabelProbability, ...],
    evidence_words: tuple[str, ...],
    doubt: AbstentionReason | None,
) -> Prediction:
    best = top[0]
    if doubt is not None:
        return Abstained(reason=doubt, best_guess=best, top=top, evidence=evidence_words)
    return Classified(
        label=best.label, confidence=best.confidence, top=top, evidence=evidence_words
    )
