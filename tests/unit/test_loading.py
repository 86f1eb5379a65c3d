import gc
import os

import pytest

from smartcat.loading import loading


def test_no_garbage_is_looked_for_while_loading() -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_looked_for_again_after_a_failure() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()


def test_what_is_made_between_two_loadings_may_go() -> None:
    with loading():
        pass
    kept = gc.get_freeze_count()
    between: list[list[int]] = [[] for _ in range(1000)]
    with loading():
        pass
    assert gc.get_freeze_count() == kept > 0
    assert between


def test_what_a_user_has_set_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    with loading():
        assert os.environ["OPENBLAS_NUM_THREADS"] == "8"
