"""How often drift is seen where there is none, and where there is some.

    nice python benchmarks/drift.py tobacco3482-text.zip [--splits 6] [--draws 50]

The archive holds a folder per class with one text a page. Models learn each from another half of
the pages of eight classes; from what is left runs are drawn, and held against what the model knows
of its training, at the level that `smartcat drift` has. A share of false alarms of up to that level
is as promised.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from teaching_models import manifests_of
from tobacco3482 import load

from smartcat.bundle import ModelBundle
from smartcat.classify import Classifier
from smartcat.dataset import LabelledPage
from smartcat.drift import DriftMeasure, SortedDocument, Verdict, compare, expected
from smartcat.drift.comparing import LEVEL
from smartcat.drift.observing import Fact, Observer, tally
from smartcat.learn import train

HELD_BACK = ("News", "Resume")
SIZES = (30, 100, 300)
PAGES_A_DOCUMENT = 5

Facts = list[Fact]
Draw = Callable[[np.random.Generator, int], list[Facts]]


def main() -> None:
    """Print what share of runs is said to have drifted, and in what."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--splits", type=int, default=6)
    parser.add_argument("--draws", type=int, default=50)
    told = parser.parse_args()
    samples = load(told.archive)
    outcomes: dict[tuple[str, int], list[list[DriftMeasure]]] = defaultdict(list)
    for seed in range(told.splits):
        is_learned = np.random.default_rng(seed).permutation(len(samples)) % 2 == 0
        halves = list(zip(samples, is_learned, strict=True))
        bundle = _bundle([one for one, is_in in halves if is_in and _is_known(one)])
        before, dice = expected(bundle), np.random.default_rng(seed)
        worlds = _worlds([one for one, is_in in halves if not is_in], bundle)
        for (name, draw), size in product(worlds.items(), SIZES):
            outcomes[name, size] += [
                list(compare(before, tally(draw(dice, size)))) for _ in range(told.draws)
            ]
    print(f"{told.splits} models, {told.draws} runs each, level {LEVEL:.0%}")
    print(f"{'runs of':34}{'documents':>10}{'drifted':>9}{'too few':>9}  in")
    for (name, size), of_runs in outcomes.items():
        _show(name, size, of_runs)


def _is_known(sample: LabelledPage) -> bool:
    return sample.label not in HELD_BACK


def _bundle(samples: Sequence[LabelledPage]) -> ModelBundle:
    with tempfile.TemporaryDirectory() as folder:
        return train(samples, Path(folder) / "model.smartcat").bundle


def _worlds(later: Sequence[LabelledPage], bundle: ModelBundle) -> dict[str, Draw]:
    """Runs of the same kind as training, and of others."""
    observer, classifier = Observer(bundle), Classifier(bundle)
    by_label: dict[str, list[Facts]] = defaultdict(list)
    for sample in later:
        (manifest,) = manifests_of(classifier, [sample.page])
        facts = observer.facts(SortedDocument(manifest, [sample.page]))
        by_label[sample.label or ""].append(facts)
    known = [facts for label, of in by_label.items() if label not in HELD_BACK for facts in of]
    held_back = [facts for label in HELD_BACK for facts in by_label[label]]
    alike = {id(facts): of for of in by_label.values() for facts in of}
    return {
        "the same classes": partial(_mixed, known, known, 0.0),
        f"the same, {PAGES_A_DOCUMENT} pages a document": partial(_bound, known, alike),
        "a third of it more memos": partial(_mixed, known, by_label["Memo"], 1 / 3),
        "a tenth of classes held back": partial(_mixed, known, held_back, 0.1),
        "a third of classes held back": partial(_mixed, known, held_back, 1 / 3),
        "classes held back": partial(_mixed, known, held_back, 1.0),
    }


def _mixed(
    documents: Sequence[Facts],
    others: Sequence[Facts],
    share: float,
    dice: np.random.Generator,
    size: int,
) -> list[Facts]:
    of_others = int(dice.binomial(size, share))
    return [*_some(documents, size - of_others, dice), *_some(others, of_others, dice)]


def _bound(
    pages: Sequence[Facts],
    alike: Mapping[int, Sequence[Facts]],
    dice: np.random.Generator,
    size: int,
) -> list[Facts]:
    """Documents whose pages are all of the class that the first of them happens to have."""
    drawn = [alike[id(first)] for first in _some(pages, size, dice)]
    return [
        [fact for facts in _some(of_class, PAGES_A_DOCUMENT, dice) for fact in facts]
        for of_class in drawn
    ]


def _some(pages: Sequence[Facts], wanted: int, dice: np.random.Generator) -> list[Facts]:
    """Draw pages, none twice if there are enough: a run is no sample of a sample."""
    places = dice.choice(len(pages), wanted, replace=wanted > len(pages))
    return [pages[place] for place in places.tolist()]


def _show(name: str, size: int, of_runs: Sequence[Sequence[DriftMeasure]]) -> None:
    drifted = too_few = 0
    subjects: Counter[str] = Counter()
    for measures in of_runs:
        found = [one.subject for one in measures if one.verdict is Verdict.DRIFTED]
        drifted += bool(found)
        too_few += not found and any(one.verdict is Verdict.TOO_FEW for one in measures)
        subjects.update(found)
    runs = len(of_runs)
    told = ", ".join(f"{subject} {count / runs:.0%}" for subject, count in subjects.most_common())
    print(f"{name:34}{size:10}{drifted / runs:9.1%}{too_few / runs:9.1%}  {told}", flush=True)


if __name__ == "__main__":
    main()
