"""What is said of a page or a segment: its class, or why it has none."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from smartcat.models.base import ClassLabel, Confidence, Noun


class LabelProbability(Noun):
    """One label and its calibrated probability."""

    label: ClassLabel
    confidence: Confidence


class AbstentionReason(StrEnum):
    """Why no class was given."""

    BELOW_THRESHOLD = "below_threshold"
    BLANK = "blank"
    NO_TEXT = "no_text"
    UNKNOWN_KIND = "unknown_kind"
    """It looks like none of the classes that the model knows."""
    NO_CLASSES = "no_classes"
    """The model finds documents and knows no classes."""
    UNREADABLE = "unreadable"


class Classified(Noun):
    """The model is sure enough of a class.

    Attributes:
        label: The class.
        confidence: Its calibrated probability.
        top: The most probable labels, best first.
        evidence: The page's own words that spoke most for the label, strongest first.
    """

    outcome: Literal["classified"] = "classified"
    label: ClassLabel
    confidence: Confidence
    top: tuple[LabelProbability, ...]
    evidence: tuple[str, ...] = ()

    @property
    def reason(self) -> AbstentionReason | None:
        """Why it has no class: never, here; `Abstained` has a reason."""
        return None

    @property
    def best_guess(self) -> LabelProbability:
        """The class and its confidence; `Abstained` has a best guess, too, or none."""
        return LabelProbability(label=self.label, confidence=self.confidence)


class Abstained(Noun):
    """No class was given, for a reason; the best guess is there if anything was scored."""

    outcome: Literal["abstained"] = "abstained"
    reason: AbstentionReason
    best_guess: LabelProbability | None = None
    top: tuple[LabelProbability, ...] = ()
    evidence: tuple[str, ...] = ()


Prediction = Annotated[Classified | Abstained, Field(discriminator="outcome")]
