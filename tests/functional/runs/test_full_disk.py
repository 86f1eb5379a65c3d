"""A worker whose disk is full: another one may have room."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.errors import StorageError
from smartcat.models import ModelIdentity
from smartcat.plan.run_manifest import RunManifest
from smartcat.read import OcrChoice, ReadOptions
from smartcat.store import FolderStore
from smartcat.store.layout import model_key
from smartcat.worker.model import load_model

DIGEST = "ab" * 32


def test_a_model_for_which_there_is_no_room_is_tried_again(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = RunManifest(
        run_id="a-run",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        model=ModelIdentity(sha256=DIGEST, name="starter"),
        read=ReadOptions(ocr=OcrChoice.TESSEROCR),
        shards=(),
    )
    store.put(model_key(DIGEST), b"a model")

    def refuse(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StorageError, match="No space left on device; make room"):
        load_model(store, run, tmp_path)
