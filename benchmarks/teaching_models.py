"""Models that are learned in a moment, and the manifests that they give."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from smartcat import metrics
from smartcat.bundle import (
    BundleMetadata,
    ClassesMetadata,
    CrossValidation,
    LinearModel,
    ModelBundle,
    Provenance,
    Threshold,
)
from smartcat.bundle.usual import KNOWN_TAKEN_FOR_UNKNOWN
from smartcat.classify import Classifier
from smartcat.dataset import LabelledPage
from smartcat.features import Buckets, FeatureSchema, extract, features_of
from smartcat.learn.calibrating import fit_calibration
from smartcat.learn.folds import deal
from smartcat.learn.linear import fit_linear, margins_of
from smartcat.models import (
    DocumentManifest,
    Execution,
    Page,
    Segment,
    Software,
    Source,
)
from smartcat.sorting import page_result

SOFTNESS = 1.0
FOLDS = 3
SCHEMA = FeatureSchema()
_UNMEASURED = CrossValidation(folds=FOLDS, pages=0, accuracy=0, macro_f1=0, ece=0, auroc=None)
_THRESHOLD = Threshold(
    value=0, target_error=0, target_met=False, accepted_error=0, coverage=1, pages=0
)
_PROVENANCE = Provenance(
    smartcat_version="", dataset_sha256="", pages_with_layout=0, pages_without_text=0
)
_EXECUTION = Execution(path="", host="", started_at=datetime(2026, 1, 1, tzinfo=UTC), cpu_s=0)

Chosen = NDArray[np.int64]


class Material(NamedTuple):
    """Labelled pages and their features, made once."""

    samples: Sequence[LabelledPage]
    labels: tuple[str, ...]
    codes: NDArray[np.int64]
    buckets: Sequence[Buckets]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, samples: Sequence[LabelledPage]) -> Self:
        """Extract the features."""
        labels = tuple(sorted({sample.label or "" for sample in samples}))
        return cls(
            samples=samples,
            labels=labels,
            codes=np.array([labels.index(sample.label or "") for sample in samples]),
            buckets=[extract(sample.page, SCHEMA) for sample in samples],
            lengths=np.array([len(sample.page.text.strip()) for sample in samples]),
        )

    def fit(self, chosen: Chosen) -> LinearModel:
        """Fit the weights to some pages; labels that none of them has are never given."""
        pages = [self.buckets[index] for index in chosen.tolist()]
        return fit_linear(pages, self.codes[chosen], len(self.labels), SCHEMA, SOFTNESS)

    def margins(self, model: LinearModel, chosen: Chosen) -> NDArray[np.float64]:
        """Margins of some pages."""
        return margins_of(model, [self.buckets[index] for index in chosen.tolist()], SCHEMA)


def learn(material: Material, chosen: Chosen) -> ModelBundle:
    """Learn from some pages; all labels are known beforehand, as people know their classes."""
    folds = deal(material.codes[chosen], np.arange(len(chosen)), FOLDS)
    unseen = np.zeros((len(chosen), len(material.labels)))
    for fold in range(FOLDS):
        model = material.fit(chosen[folds != fold])
        unseen[folds == fold] = material.margins(model, chosen[folds == fold])
    refused = int(KNOWN_TAKEN_FOR_UNKNOWN * (len(chosen) + 1))
    classes = ClassesMetadata(
        labels=material.labels,
        calibration=fit_calibration(unseen, material.codes[chosen], material.lengths[chosen]),
        threshold=_THRESHOLD,
        least_margin=float(np.sort(unseen.max(axis=1))[refused]) if refused else None,
        scores_pages_without_text=True,
        pages_per_label={},
        softness=SOFTNESS,
        cross_validation=_UNMEASURED,
    )
    metadata = BundleMetadata(name="", features=SCHEMA, classes=classes, provenance=_PROVENANCE)
    return ModelBundle(metadata, material.fit(chosen), None, "")


def scores(material: Material, model: ModelBundle, chosen: Chosen) -> tuple[float, float]:
    """Accuracy and macro-F1 on some pages."""
    assert model.classes
    guesses = material.margins(model.classes, chosen).argmax(axis=1)
    truth = material.codes[chosen]
    return metrics.accuracy(truth, guesses), metrics.macro_f1(truth, guesses)


def manifests(
    material: Material, model: ModelBundle, chosen: Iterable[int]
) -> list[DocumentManifest]:
    """What serving says of some pages."""
    return manifests_of(Classifier(model), [material.samples[index].page for index in chosen])


def manifests_of(classifier: Classifier, pages: Iterable[Page]) -> list[DocumentManifest]:
    """Sort pages, each a document of its own; the name of each is its place among them."""
    return [_manifest(f"{place:06}", classifier, page) for place, page in enumerate(pages)]


def _manifest(name: str, classifier: Classifier, page: Page) -> DocumentManifest:
    judgement = classifier.judge(page, features_of(page, SCHEMA))
    told = judgement.prediction.model_copy(update={"evidence": ()})  # as segments have none
    return DocumentManifest(
        document_id=name,
        status="done",
        source=Source(key=name, sha256=None, size_bytes=None, media_type=None, page_count=1),
        model=classifier.identity,
        software=Software(smartcat="", reader=None, ocr=None),
        settings={},
        pages=(page_result(page, judgement),),
        segments=(Segment(first_page=0, last_page=0, prediction=told, needs_review=False),),
        needs_review=False,
        execution=_EXECUTION,
    )
