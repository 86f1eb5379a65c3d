import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import check_grad

from smartcat import metrics
from smartcat.learn.calibrating import _Objective, fit_calibration

DICE = np.random.default_rng(0)


def margins(codes: NDArray[np.int64], noise: float) -> NDArray[np.float64]:
    """Margins of four labels that are right but for the noise."""
    clear = 2.0 * np.eye(4)[codes] - 1.0
    return clear + DICE.normal(0, noise, clear.shape)


def test_the_gradient_is_that_of_the_loss() -> None:
    codes = DICE.integers(0, 4, 30)
    objective = _Objective(margins(codes, 1.0), np.eye(4)[codes], DICE.normal(0, 1, 30))
    parameters = DICE.normal(0, 0.5, 7)
    wrong_by = check_grad(lambda p: objective(p)[0], lambda p: objective(p)[1], parameters)
    assert wrong_by < 1e-5


def test_confidences_are_honest_on_other_pages() -> None:
    codes, lengths = DICE.integers(0, 4, 4000), np.full(4000, 900)
    noisy = margins(codes, 1.0)
    calibration = fit_calibration(noisy[:2000], codes[:2000], lengths[:2000])
    probabilities = calibration.apply(noisy[2000:], lengths[2000:])
    correct = probabilities.argmax(axis=1) == codes[2000:]
    assert 0.5 < correct.mean() < 0.95
    assert metrics.ece(probabilities.max(axis=1), correct) < 0.04


def test_few_pages_without_an_error_do_not_make_it_certain() -> None:
    codes = np.arange(12) % 4
    clear = margins(codes, 0.0)
    calibration = fit_calibration(clear, codes, np.full(12, 900))
    best = calibration.apply(clear, np.full(12, 900)).max(axis=1)
    assert best.max() < 0.98
    assert best.min() > 0.6


def test_pages_of_one_length_are_no_obstacle() -> None:
    codes = np.arange(12) % 4
    calibration = fit_calibration(margins(codes, 0.3), codes, np.zeros(12, dtype=np.int64))
    assert calibration.length_deviation == pytest.approx(0.1)
