"""What becomes of pages of a class that the model never saw: each class is held back in turn.

    python benchmarks/open_set.py DATASET [seed]

DATASET is a folder of texts a class, or a labels.csv; a quarter of the documents of the other
classes is left out, too, to see what becomes of known kinds. For each class a bundle is trained on
the rest, and both are classified with the code that serves.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from smartcat import metrics
from smartcat.classify import Classifier
from smartcat.dataset import LabelledPage, PageCache, load_dataset, read_dataset
from smartcat.learn import train
from smartcat.models import Abstained, AbstentionReason, Prediction
from smartcat.read import Reader, ReadLimits, ReadOptions


def main() -> None:
    """Print a line for each class, and the means."""
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    samples = [sample for sample in load(Path(sys.argv[1])) if sample.label]
    documents = sorted({sample.document for sample in samples})
    dice = np.random.default_rng(seed).random(len(documents)) < 0.25
    left_out = {name for name, is_out in zip(documents, dice, strict=True) if is_out}
    print(f"{len(samples)} pages, seed {seed}; shares of pages that are abstained from")
    print(f"{'class held back':24}{'its pages':>10}{'as unknown':>12}{'known pages':>13}", end="")
    print(f"{'as unknown':>12}{'AUROC':>8}")
    rows = [figures(samples, label, left_out) for label in sorted({s.label or "" for s in samples})]
    print(f"{'mean':24}" + "".join(_cells(np.mean(rows, axis=0))))


def load(path: Path) -> Sequence[LabelledPage]:
    """Read the labelled pages."""
    options = ReadOptions()
    with Reader(options, ReadLimits(), jobs=2) as reader:
        return read_dataset(load_dataset(path), reader, PageCache(None, options)).pages


def figures(samples: Sequence[LabelledPage], label: str, left_out: set[str]) -> list[float]:
    """Train without a class, and print what becomes of its pages and of known ones."""
    learned = [one for one in samples if one.label != label and one.document not in left_out]
    known = [one for one in samples if one.label != label and one.document in left_out]
    unknown = [one for one in samples if one.label == label]
    with tempfile.TemporaryDirectory() as folder:
        classifier = Classifier(train(learned, Path(folder) / "model.smartcat").bundle)
        of_unknown = [classifier.predict(one.page) for one in unknown]
        of_known = [classifier.predict(one.page) for one in known]
    row = [*shares(of_unknown), *shares(of_known), auroc(of_known, of_unknown)]
    print(f"{label:24}" + "".join(_cells(row)), flush=True)
    return row


def shares(predictions: Sequence[Prediction]) -> tuple[float, float]:
    """Share that is abstained from, and for being of an unknown kind."""
    reasons = Counter(one.reason for one in predictions if isinstance(one, Abstained))
    total = len(predictions)
    return reasons.total() / total, reasons[AbstentionReason.UNKNOWN_KIND] / total


def auroc(known: Sequence[Prediction], unknown: Sequence[Prediction]) -> float:
    """How well the confidence tells known kinds from the unknown one."""
    guesses = [one.best_guess for one in (*known, *unknown)]
    confidences = np.array([guess.confidence if guess else 0.0 for guess in guesses])
    return metrics.auroc(confidences, np.arange(len(guesses)) < len(known)) or 0.0


def _cells(row: Sequence[float]) -> list[str]:
    widths = (10, 12, 13, 12)
    return [f"{value:{width}.1%}" for value, width in zip(row, widths, strict=False)] + [
        f"{row[-1]:8.3f}"
    ]


if __name__ == "__main__":
    main()
