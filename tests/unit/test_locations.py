import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.errors import UsageError
from smartcat.locations import S3Location, path_of, printable


@given(st.text())
def test_a_key_is_kept_to_the_letter(key: str) -> None:
    place = S3Location("bucket", key)
    assert S3Location.parse(place.uri) == place
    assert str(place).isprintable()


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_a_path_is_kept_to_the_byte(name: bytes) -> None:
    path = Path("/", os.fsdecode(name))
    assert path_of(path.as_uri()) == path
    assert path.as_uri().isascii()


@pytest.mark.parametrize(
    "name", ["s3://", "s3:///key", "s3://no bucket/key", "s3://arn:aws:s3/x", "s3://bucket/\udcff"]
)
def test_what_is_nothing_in_a_bucket_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="write s3://bucket/prefix"):
        S3Location.parse(name)


@pytest.mark.parametrize(
    "name", ["", "https://example.org/a", "file://host/a", "a\0b", "file:///a%00b", "\ud800"]
)
def test_what_is_no_path_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="name a path"):
        path_of(name)


@pytest.mark.parametrize("name", ["a.pdf", "/a%20b.pdf", "s3:/bucket", "a:b"])
def test_a_path_is_taken_as_it_is(name: str) -> None:
    assert path_of(name) == Path(name)


def test_a_name_that_would_steer_a_terminal_is_escaped() -> None:
    assert printable("a\x1b[2Jb\n") == r"a\x1b[2Jb\n"
    assert printable("Müller.pdf") == "Müller.pdf"
