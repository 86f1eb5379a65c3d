import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from pydantic import ValidationError

from smartcat.bundle import Calibration

PLAIN = Calibration(
    slope=2.0,
    biases=(0.0, 0.0, 0.0),
    sharpness=1.5,
    length_effect=0.4,
    length_mean=6.0,
    length_deviation=1.0,
)


@given(arrays(float, (4, 3), elements=st.floats(-1e3, 1e3)), st.integers(0, 10**7))
def test_rows_are_probabilities(margins: NDArray[np.float64], length: int) -> None:
    probabilities = PLAIN.apply(margins, np.full(4, length))
    assert np.all(probabilities >= 0)
    assert probabilities.sum(axis=1) == pytest.approx(1)


def test_the_largest_margin_wins_and_a_short_page_is_less_sure() -> None:
    margins = np.array([[1.0, -0.5, -1.0]] * 2)
    short, long = PLAIN.apply(margins, np.array([5, 5000]))
    assert short.argmax() == long.argmax() == 0
    assert short[0] < long[0]


def test_parameters_must_be_finite() -> None:
    with pytest.raises(ValidationError):
        Calibration.model_validate({**PLAIN.model_dump(), "slope": float("inf")})
