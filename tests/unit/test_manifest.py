import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.errors import ConfigurationError
from smartcat.locations import escaped
from smartcat.manifest import derive_document_id, execution_of, manifest_json, store_manifest
from smartcat.models import (
    DocumentManifest,
    Execution,
    ModelIdentity,
    Settings,
    Software,
    Source,
)
from smartcat.store import FolderStore

SETTINGS: Settings = {"ocr": "tesserocr", "languages": ("eng", "deu"), "dpi": 150}


def manifest(host: str = "here") -> DocumentManifest:
    return DocumentManifest(
        document_id="d0c",
        status="done",
        source=Source(key="a.pdf", sha256="00", size_bytes=1, media_type="x", page_count=0),
        model=ModelIdentity(sha256="11", name="m"),
        software=Software(smartcat="1", reader="r", ocr=None),
        settings=SETTINGS,
        needs_review=False,
        execution=Execution(
            path="/a.pdf", host=host, started_at=datetime(2024, 1, 1, tzinfo=UTC), cpu_s=1
        ),
    )


def test_an_identity_depends_on_each_part() -> None:
    base = derive_document_id("a.pdf", "00", "11", SETTINGS)
    assert base == derive_document_id("a.pdf", "00", "11", dict(reversed(list(SETTINGS.items()))))
    others = {
        derive_document_id("b.pdf", "00", "11", SETTINGS),
        derive_document_id("a.pdf", "01", "11", SETTINGS),
        derive_document_id("a.pdf", "00", "12", SETTINGS),
        derive_document_id("a.pdf", "00", "11", {**SETTINGS, "dpi": 200}),
    }
    assert len(others - {base}) == 4


def test_an_identity_is_the_same_on_every_machine() -> None:
    derived = derive_document_id("Käse \udcff.pdf", "00", "11", SETTINGS)
    assert derived == "30156fe1e55dd1d050f77b7e73415223"


def test_a_result_is_written_once_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "documents" / "d0c" / "manifest.json"
    for host in ("here", "elsewhere"):
        store_manifest(FolderStore(tmp_path), manifest(host))
    assert json.loads(path.read_text())["execution"]["host"] == "here"
    assert [file.name for file in path.parent.iterdir()] == ["manifest.json"]


def test_a_folder_that_cannot_be_made_is_a_setting_to_mend(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="cannot write"):
        store_manifest(FolderStore(tmp_path / "file"), manifest())


def test_a_manifest_survives_json() -> None:
    assert DocumentManifest.model_validate_json(manifest_json(manifest())) == manifest()


def test_settings_are_written_as_what_they_are() -> None:
    facts = {**manifest().model_dump(), "settings": {"codes": True, "dpi": 1, "ocr": "off"}}
    written = json.loads(manifest_json(DocumentManifest.model_validate(facts)))
    assert [type(value) for value in written["settings"].values()] == [bool, int, str]


def test_a_path_that_is_no_unicode_is_kept_readable() -> None:
    assert execution_of(escaped("a\udcff.pdf"), datetime.now(UTC), 0.5).path == "a\\udcff.pdf"
