import sys
from pathlib import Path

import pytest

from smartcat.errors import ConfigurationError, MissingProgramError
from smartcat.store import FolderStore, open_store


@pytest.mark.parametrize("name", ["results", b"R\xfcckgabe 100%".decode(errors="surrogateescape")])
def test_a_path_and_its_uri_open_the_same_folder(tmp_path: Path, name: str) -> None:
    by_path, by_uri = (
        open_store(str(tmp_path / name)),
        open_store((tmp_path / name).as_uri()),
    )
    by_path.put("key", b"here")
    assert by_uri.get("key") == b"here"
    assert isinstance(by_uri, FolderStore)
    assert by_uri.path("key") == tmp_path / name / "key"


@pytest.mark.parametrize("name", ["", "gs://bucket/results", "file://elsewhere/results", "s3://"])
def test_what_is_no_store_is_told(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"name a path|write s3://"):
        open_store(name)


def test_a_bucket_without_boto3_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    with pytest.raises(MissingProgramError, match=r"pip install 'smartcat\[aws\]'"):
        open_store("s3://results")
