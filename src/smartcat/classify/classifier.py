"""The classify stage: a page in, a prediction out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.bundle.file import ModelBundle
from smartcat.classify.evidence import evidence
from smartcat.features.page_features import Buckets, extract
from smartcat.models import (
    Abstained,
    AbstentionReason,
    Classified,
    LabelProbability,
    ModelIdentity,
    Page,
    Prediction,
)

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
        return self.judge(page, extract(page, self._schema)).prediction

    def judge(self, page: Page, buckets: Buckets) -> Judgement:
        """Classify a page whose features are known."""
        reason = self._unscored_reason(page)
        if reason is not None:
            return Judgement(Abstained(reason=reason), None)
        added = self._model.added(buckets, self._schema)
        probabilities = self._calibrated(page, added)
        return Judgement(self._prediction(page, buckets, added, probabilities), probabilities)

    def _prediction(
        self,
        page: Page,
        buckets: Buckets,
        added: NDArray[np.float64],
        probabilities: NDArray[np.float64],
    ) -> Prediction:
        top = self._top(probabilities)
        words = self._evidence(page, buckets, added, self.labels.index(top[0].label))
        best = top[0]
        if best.confidence < self.threshold:
            return Abstained(
                reason=AbstentionReason.BELOW_THRESHOLD, best_guess=best, top=top, evidence=words
            )
        return Classified(label=best.label, confidence=best.confidence, top=top, evidence=words)

    def probabilities(self, page: Page) -> NDArray[np.float64]:
        """Calibrated probabilities of all labels, whether or not ``predict`` would give one."""
        schema = self._schema
        return self._calibrated(page, self._model.added(extract(page, schema), schema))

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

    def _calibrated(self, page: Page, added: NDArray[np.float64]) -> NDArray[np.float64]:
        margins = added.sum(axis=0) + self._model.biases
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
        self, page: Page, buckets: Buckets, added: NDArray[np.float64], label: int
    ) -> tuple[str, ...]:
        others = (added.sum(axis=1) - added[:, label]) / (len(self.labels) - 1)
        return evidence(page.text, buckets, added[:, label] - others, self._schema)
