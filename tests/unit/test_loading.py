import gc
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Two modules that nobody has loaded."""
    names = ["smartcat_first", "smartcat_second"]
    for name in names:
        (tmp_path / f"{name}.py").write_text("made = [[] for _ in range(1000)]")
    monkeypatch.syspath_prepend(tmp_path)
    yield names
    for name in names:
        sys.modules.pop(name, None)
    gc.unfreeze()


def test_what_is_loaded_is_kept_whenever_that_is(modules: list[str]) -> None:
    for name in modules:
        known = gc.get_freeze_count()
        with loading():
            importlib.import_module(name)
        assert gc.get_freeze_count() > known + 1000


def test_what_is_made_where_nothing_is_loaded_any_more_may_go(modules: list[str]) -> None:
    with loading():
        importlib.import_module(modules[0])
    kept = gc.get_freeze_count()
    between: list[list[int]] = [[] for _ in range(1000)]
    with loading():
        importlib.import_module(modules[0])
    assert gc.get_freeze_count() <= kept
    assert between


def test_what_a_user_has_set_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    with loading():
        assert os.environ["OPENBLAS_NUM_THREADS"] == "8"
