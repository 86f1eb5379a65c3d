import numpy as np
from numpy.typing import NDArray

from smartcat.learn.caution import SOFTNESSES, choose_trial

CODES = np.zeros(400, dtype=np.int64)


def margins(errors: int) -> NDArray[np.float64]:
    """Make margins with which this many pages are wrong."""
    right = np.tile([1.0, -1.0], (len(CODES), 1))
    right[:errors] *= -1
    return right


def chosen(*errors: int) -> float:
    by_softness = dict(zip(SOFTNESSES, errors, strict=True))
    return choose_trial(lambda softness: margins(by_softness[softness]), CODES).softness


def test_of_equally_good_fits_the_most_cautious_is_taken() -> None:
    assert chosen(20, 20, 20, 20) == SOFTNESSES[-1]


def test_other_errors_and_a_few_more_are_within_one_standard_error() -> None:
    shifted = iter((margins(20), np.roll(margins(22), 30, axis=0), margins(60)))
    assert choose_trial(lambda _: next(shifted), CODES).softness == SOFTNESSES[1]


def test_a_fit_that_is_measurably_worse_than_the_best_is_not_taken() -> None:
    assert chosen(20, 60, 20, 20) == SOFTNESSES[0]
    assert chosen(40, 20, 24, 60) == SOFTNESSES[1]


def test_what_follows_a_worse_fit_is_not_tried() -> None:
    tried = []

    def unseen_margins(softness: float) -> NDArray[np.float64]:
        tried.append(softness)
        return margins(200 if len(tried) > 1 else 0)

    choose_trial(unseen_margins, CODES)
    assert tried == list(SOFTNESSES[:2])
