from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.corrections import find_correction, store_correction
from smartcat.errors import ResultUnreadableError
from smartcat.models import CorrectedSegment, Correction
from smartcat.store import FolderStore
from smartcat.store.layout import correction_key


def correction(by: str) -> Correction:
    return Correction(
        document_id="d",
        key="d.pdf",
        model_sha256="m",
        by=by,
        at=datetime(2026, 11, 27, tzinfo=UTC),
        segments=(CorrectedSegment(pages=(0,), label="letter", is_checked=True),),
    )


def test_the_latest_correction_stands_and_none_is_lost(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert find_correction(store, "d") is None
    assert store_correction(store, correction("anna"), seen=0)
    assert store_correction(store, correction("bert"), seen=1)
    assert find_correction(store, "d") == (2, correction("bert"))
    assert Correction.model_validate_json(store.get(correction_key("d", 1))) == correction("anna")


def test_who_did_not_see_what_another_said_does_not_overwrite_it(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store_correction(store, correction("anna"), seen=0)
    assert not store_correction(store, correction("bert"), seen=0)
    assert find_correction(store, "d") == (1, correction("anna"))


def test_a_damaged_correction_is_told_from_none(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(correction_key("d", 1), b"{")
    with pytest.raises(ResultUnreadableError, match="correction of document d"):
        find_correction(store, "d")
