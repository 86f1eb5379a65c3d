import time
from contextlib import suppress

import pytest

from smartcat.dispatch.time_limit import OutOfTime, time_limit


def test_work_is_ended_wherever_it_is() -> None:
    with pytest.raises(OutOfTime), time_limit(0.05):
        time.sleep(20)


def test_nothing_takes_it_for_an_error() -> None:
    with pytest.raises(OutOfTime), time_limit(0.05), suppress(Exception):
        time.sleep(20)


def test_work_that_was_done_in_time_is_left_alone() -> None:
    with time_limit(0.05):
        pass
    time.sleep(0.1)


def test_no_time_at_all_is_over_at_once() -> None:
    with pytest.raises(OutOfTime), time_limit(-1.0):
        time.sleep(20)
