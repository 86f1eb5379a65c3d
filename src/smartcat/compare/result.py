"""What a comparison found: the object that `smartcat compare --format json` prints."""

from pydantic import Field

from smartcat.models import ClassLabel, Confidence, ModelIdentity, Noun


class PairedFigure(Noun):
    """A figure of both models on the same pages.

    Attributes:
        old: That of the old one; absent if it is a share of nothing.
        new: That of the new one; absent likewise.
        difference: The new one's less the old one's; absent unless both are there.
        interval: In which the difference lies; absent where that was not worked out.
    """

    old: float | None
    new: float | None
    difference: float | None = None
    interval: tuple[float, float] | None = None


class ClassScore(Noun):
    """What became of the pages of a class.

    Attributes:
        pages: How many there are.
        won: Pages that the old model got wrong, and the new one right.
        lost: Pages that the old model got right, and the new one wrong.
        both_right: Pages that both got right.
        both_wrong: Pages that both got wrong.
    """

    pages: int
    won: int
    lost: int
    both_right: int
    both_wrong: int


class DocumentScore(Noun):
    """Documents by which model got more of their pages right.

    Attributes:
        better: Of how many the new one did.
        worse: Of how many the old one did.
        same: Of how many both did alike.
        p_value: Chance of so uneven a score if neither model were better: `metrics.sign_test`.
    """

    better: int
    worse: int
    same: int
    p_value: float


class Comparison(Noun):
    """Two models on the same pages, which neither has learned from.

    Attributes:
        old: The one that is to be replaced.
        new: The one that may take its place.
        dataset_sha256: Digest of the labelled dataset.
        pages: Labelled pages that are not blank.
        documents: Of how many documents these are.
        level: How certain it is that the intervals hold.
        accuracy: Share of pages whose best guess is right.
        coverage: Share of pages that each accepts at its own threshold.
        accepted_error: Share of wrong pages among those.
        ece: Expected calibration error of the best guess.
        score: Documents on which one did better.
        classes: What became of the pages of each class.
        boundary_f1: F1 of the boundaries; absent if the dataset has none.
        documents_exact: Share of documents that were found whole; absent if the dataset does not
            tell documents apart.
        warnings: What was left out, and what should be known of the dataset.
    """

    old: ModelIdentity
    new: ModelIdentity
    dataset_sha256: str
    pages: int
    documents: int
    level: Confidence
    accuracy: PairedFigure
    coverage: PairedFigure
    accepted_error: PairedFigure
    ece: PairedFigure
    score: DocumentScore
    classes: dict[ClassLabel, ClassScore]
    boundary_f1: PairedFigure | None = None
    documents_exact: PairedFigure | None = None
    warnings: tuple[str, ...] = Field(default=())
