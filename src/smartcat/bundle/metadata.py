"""What a model bundle says about itself; the JSON in the header of its file."""

from datetime import date
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from smartcat.bundle.calibration import Calibration
from smartcat.bundle.usual import UsualPages
from smartcat.features.page_features import FeatureSchema
from smartcat.models import ClassLabel, Confidence


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Evidence(_Record):
    """What a threshold rests on that was chosen on labelled pages after training.

    Attributes:
        dataset_sha256: Digest of the labelled dataset.
        documents: Of how many documents the pages were.
        level: How certain it is that the interval holds.
        interval: In which the share of wrong results among the accepted lies.
        is_guaranteed: Whether statistics say that the target holds for results drawn like these.
        reason: What is guaranteed and by what, or why nothing is, in words.
    """

    dataset_sha256: str
    documents: int
    level: Confidence
    interval: tuple[Confidence, Confidence]
    is_guaranteed: bool
    reason: str


class Threshold(_Record):
    """The confidence from which a class is given without review, and the evidence for it.

    Attributes:
        value: Confidences of at least this are accepted.
        target_error: Share of wrong pages among the accepted that was aimed at.
        target_met: Whether it was reached.
        accepted_error: Share of wrong pages among the accepted.
        coverage: Share of pages that are accepted.
        pages: How many pages, or decisions on boundaries, this was measured on.
        evidence: Where it was measured; absent if in training, on documents left out in turn.
    """

    value: Confidence
    target_error: Confidence
    target_met: bool
    accepted_error: Confidence
    coverage: Confidence
    pages: int
    evidence: Evidence | None = None


class CrossValidation(_Record):
    """Figures on pages that the model had not seen: documents were kept together.

    Attributes:
        folds: Into how many parts the documents were dealt.
        pages: How many pages were measured.
        accuracy: Share of pages whose most probable label is right.
        macro_f1: Mean F1 of the labels.
        ece: Expected calibration error, 15 bins.
        auroc: How well confidence tells right from wrong; absent if all are right, or all wrong.
    """

    folds: int
    pages: int
    accuracy: float
    macro_f1: float
    ece: float
    auroc: float | None


class ClassesMetadata(_Record):
    """The part of a bundle that gives pages their class.

    Attributes:
        labels: The closed set of labels, in the order of the weights.
        calibration: How margins become probabilities.
        threshold: When a person must look.
        least_margin: Pages whose largest margin is lower look like none of the classes; absent if
            there were too few pages to tell.
        scores_pages_without_text: Whether it has learned what such pages are.
        dependence: How alike pages of one document err: n of them count as
            ``n ** (1 - dependence)`` for the class of their segment.
        pages_per_label: How many pages of each label it learned from.
        softness: How boldly it leans on the most telling features; chosen on unseen documents.
        cross_validation: How well it does.
        usual: What later pages are held against; absent in bundles of earlier versions.
    """

    labels: tuple[ClassLabel, ...] = Field(min_length=2)
    calibration: Calibration
    threshold: Threshold
    least_margin: float | None = None
    scores_pages_without_text: bool
    dependence: Confidence = 1.0
    pages_per_label: dict[ClassLabel, int]
    softness: float
    cross_validation: CrossValidation
    usual: UsualPages | None = None

    @model_validator(mode="after")
    def _labels_agree(self) -> Self:
        if len(set(self.labels)) != len(self.labels):
            raise ValueError("a label occurs twice")
        if len(self.calibration.biases) != len(self.labels):
            raise ValueError("calibration and labels differ in number")
        return self


class BoundaryFigures(_Record):
    """Figures on boundaries between documents that the model had not seen.

    Attributes:
        folds: Into how many parts the documents were dealt.
        pairs: How many pairs of neighbouring pages were measured.
        accuracy: Share of pairs that were rightly parted or kept together.
        f1: F1 of the boundaries.
        kappa: Agreement beyond chance (Cohen, 1960).
        ece: Expected calibration error of the boundary confidence.
    """

    folds: int
    pairs: int
    accuracy: float
    f1: float
    kappa: float
    ece: float


class BoundariesMetadata(_Record):
    """The part of a bundle that finds where documents begin.

    Attributes:
        pair_schema: ``PAIR_SCHEMA`` of the code that made the bundle.
        features: Names of the features of a pair of pages, in the order of the weights.
        page_size: Whether the size of pages counts.
        means: Mean of each feature in training.
        deviations: Its standard deviation, 1 where it never changed.
        weights: Weights of the standardised features in the logistic half of the model.
        bias: Its bias.
        class_weight: How much the classes of a segment's pages must agree, 0 to 1.
        slope: Factor that makes log-odds mean what they say.
        offset: What is added to them.
        threshold: From which confidence a cut, or no cut, stands without review.
        documents: How many documents it learned from.
        cross_validation: How well it does.
    """

    pair_schema: int
    features: tuple[str, ...] = Field(min_length=1)
    page_size: bool
    means: tuple[float, ...]
    deviations: tuple[Annotated[float, Field(gt=0)], ...]
    weights: tuple[float, ...]
    bias: float
    class_weight: Confidence
    slope: Annotated[float, Field(gt=0)]
    offset: float
    threshold: Threshold
    documents: int
    cross_validation: BoundaryFigures

    @model_validator(mode="after")
    def _sizes_agree(self) -> Self:
        sizes = {len(self.features), len(self.means), len(self.deviations), len(self.weights)}
        if len(sizes) != 1:
            raise ValueError("features and weights differ in number")
        return self


class LearnedCorrections(_Record):
    """What people's corrections had to do with a model; their names stay with the corrections.

    Attributes:
        sha256: Digest of the file of corrections.
        documents: Of how many documents it learned what a person had checked.
        pages: How many pages these were.
        people: How many people had corrected them.
        latest: When the latest of these corrections was made.
    """

    sha256: str
    documents: int
    pages: int
    people: int
    latest: AwareDatetime


def _is_nothing(value: object) -> bool:
    """Whether a field says nothing: it is left out then, as in bundles from before there was it."""
    return not value


class Provenance(_Record):
    """What the model was made from, and by what.

    Attributes:
        smartcat_version: Version of the code that trained it.
        trained_on: The day, if it was told; a given day keeps bundles reproducible.
        dataset_sha256: Digest of all pages, labels and documents that it learned from.
        pages_with_layout: How many of all had a layout.
        pages_without_text: How many of all had no text.
        corrections: The corrections among it; absent without any.
        sketch: Marks of texts that it learned from, which stand for all: `smartcat.dataset.sketch`.
    """

    smartcat_version: str
    trained_on: date | None = None
    dataset_sha256: str
    pages_with_layout: int
    pages_without_text: int
    corrections: LearnedCorrections | None = Field(default=None, exclude_if=_is_nothing)
    sketch: tuple[str, ...] = Field(default=(), exclude_if=_is_nothing)


class BundleMetadata(_Record):
    """All of a bundle but its weights; it has one of the two models at least.

    Attributes:
        name: What people call the model.
        description: Free text.
        features: How pages become vectors.
        classes: What gives pages their class; absent in a bundle that only segments.
        boundaries: What finds documents; absent if too few were named.
        provenance: Where it comes from.
    """

    name: str = Field(max_length=200)
    description: str = Field(default="", max_length=10_000)
    features: FeatureSchema
    classes: ClassesMetadata | None = None
    boundaries: BoundariesMetadata | None = None
    provenance: Provenance

    @model_validator(mode="after")
    def _has_a_model(self) -> Self:
        if self.classes is None and self.boundaries is None:
            raise ValueError("it has neither classes nor boundaries")
        return self
