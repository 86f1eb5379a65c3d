import hashlib
from pathlib import Path

from smartcat.sources import digest_and_size


def test_a_file_is_told_by_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"letter")
    assert digest_and_size(path) == (hashlib.sha256(b"letter").hexdigest(), 6)


def test_what_the_system_makes_up_is_not_read() -> None:
    assert digest_and_size(Path("/proc/version")) == (hashlib.sha256().hexdigest(), 0)
