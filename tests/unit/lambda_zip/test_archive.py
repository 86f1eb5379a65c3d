import os
import stat
import time
import zipfile
from pathlib import Path

import pytest

from lambda_zip.archive import pack, write_zip

FILES = {"b/two.py": b"two" * 1000, "a.txt": b"", "b/ü.bin": os.urandom(5000)}


def test_the_same_files_give_the_same_bytes_in_whatever_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_zip(tmp_path / "one.zip", pack(FILES))
    before = os.umask(0o077)
    try:
        with monkeypatch.context() as patch:
            patch.setenv("TZ", "Pacific/Auckland")
            time.tzset()
            write_zip(tmp_path / "two.zip", pack(dict(reversed(FILES.items()))))
    finally:
        os.umask(before)
        time.tzset()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_others_can_read_it(tmp_path: Path) -> None:
    write_zip(tmp_path / "one.zip", pack(FILES))
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(FILES)
        assert {name: archive.read(name) for name in FILES} == FILES
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == stat.S_IFREG | 0o644


def test_what_cannot_be_compressed_is_stored() -> None:
    packed = pack(FILES)
    assert packed["b/ü.bin"].data == FILES["b/ü.bin"]
    assert len(packed["b/two.py"].data) < 50


def test_nothing_is_left_of_what_was_being_written(tmp_path: Path) -> None:
    write_zip(tmp_path / "new" / "one.zip", pack(FILES))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["one.zip"]
