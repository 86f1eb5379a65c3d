"""How fast a model learns when its pages are labelled in this order or that.

    nice python benchmarks/teaching_order.py tobacco3482-text.zip [--seeds 5] [--others]
        [--copies 20] [--picture docs/pictures/teaching.svg]

The archive holds a folder per class with one text a page. For each seed 544 pages are left out to
measure on, 20 others are labelled at random, and the rest is labelled in portions: each time a
model learns from all that is labelled, sorts what is not, and its manifests are put in order.
Features, fit, calibration and manifests are those that serve; only the softness is fixed and the
calibration has three folds, so that a curve takes seconds.

--others measures what else was tried instead. With --copies, one page in twenty of what is not
labelled is there so many times, as standard forms are: who labels them one by one learns nothing.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from teaching_candidates import MAIN, OTHERS, Order, Pool
from teaching_models import Chosen, Material, learn, scores
from teaching_picture import Curve, draw_curves
from tobacco3482 import load

STEPS = (20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640, 800, 1000)
HELD_OUT = 544
COPIED = 20
"""One page in so many has copies."""


class Run(NamedTuple):
    """A seed: accuracy and macro-F1 at each of ``STEPS``, and with all labels."""

    steps: NDArray[np.float64]
    whole: NDArray[np.float64]


def main() -> None:
    """Print the curves and what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--picture", type=Path)
    told = parser.parse_args()
    material = Material.of(load(told.archive))
    print(f"{len(material.codes)} pages, {told.seeds} seeds; mean accuracy, macro-F1 below it")
    print(f"{'labels':28}" + "".join(f"{step:7}" for step in STEPS) + f"{'all':>7}")
    runs = {}
    for name, order in (OTHERS if told.others else MAIN).items():
        runs[name] = [run(material, order, seed, told.copies) for seed in range(told.seeds)]
        show(name, runs[name])
    print(
        f"\n{'labels needed':28}{'within a point of all labels':>30}{'as good as all labels':>30}"
    )
    for name, of_order in runs.items():
        print(f"{name:28}{spread(of_order, 0.01):>30}{spread(of_order, 0.0):>30}")
    if told.picture:
        draw_curves(curves(runs), told.picture)


def run(material: Material, order: Order, seed: int, copies: int) -> Run:
    """Label portion after portion in an order, and measure the models on the way."""
    dice = np.random.default_rng(seed)
    shuffled = dice.permutation(len(material.codes))
    held_out, pool = shuffled[:HELD_OUT], shuffled[HELD_OUT:]
    labelled, rest = pool[: STEPS[0]], _with_copies(pool[STEPS[0] :], copies)
    rest = dice.permutation(rest)
    measured = []
    for step, following in zip(STEPS, (*STEPS[1:], STEPS[-1]), strict=True):
        model = learn(material, labelled)
        measured.append(scores(material, model, held_out))
        if following > step:
            chosen = order(Pool(material, model, labelled, rest, dice), following - step)
            labelled = np.concatenate((labelled, rest[chosen]))
            rest = np.delete(rest, chosen)
    whole = scores(material, learn(material, pool), held_out)
    return Run(np.array(measured), np.array(whole))


def _with_copies(pages: Chosen, copies: int) -> Chosen:
    return np.concatenate((pages, np.repeat(pages[::COPIED], copies - 1)))


def show(name: str, runs: Sequence[Run]) -> None:
    """Print two lines of means."""
    for number, title in enumerate((name, "")):
        means = np.mean([[*one.steps[:, number], one.whole[number]] for one in runs], axis=0)
        print(f"{title:28}" + "".join(f"{mean:7.3f}" for mean in means), flush=True)


def spread(runs: Sequence[Run], gap: float) -> str:
    """The median of the labels needed, and the smallest and the largest number."""
    counts = sorted(needed(one, gap) for one in runs)
    fewest, middle, most = (_count(counts[place]) for place in (0, len(counts) // 2, -1))
    return middle if fewest == most else f"{middle} ({fewest} to {most})"


def _count(labels: float) -> str:
    return f"{labels:.0f}" if np.isfinite(labels) else f"over {STEPS[-1]}"


def needed(run: Run, gap: float) -> float:
    """Labels after which accuracy is for the first time as good, up to a gap, as with all.

    Between two steps it is taken to rise evenly.
    """
    accuracies, target = run.steps[:, 0], run.whole[0] - gap
    reached = np.flatnonzero(accuracies >= target)
    if not reached.size:
        return float("inf")
    after = int(reached[0])
    if not after:
        return STEPS[0]
    low, high = accuracies[after - 1], accuracies[after]
    share = (target - low) / (high - low)
    return float(STEPS[after - 1] + share * (STEPS[after] - STEPS[after - 1]))


def curves(runs: dict[str, list[Run]]) -> list[Curve]:
    """Accuracies of all orders, for the picture."""
    return [
        Curve(
            name=name,
            labels=STEPS,
            accuracies=np.array([one.steps[:, 0] for one in of_order]),
            whole=float(np.mean([one.whole[0] for one in of_order])),
        )
        for name, of_order in runs.items()
    ]


if __name__ == "__main__":
    main()
