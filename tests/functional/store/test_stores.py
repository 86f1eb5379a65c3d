"""What every results store must do; each store is put through the same tests."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcat.aws import S3Client
from smartcat.errors import AccessDeniedError, ConfigurationError
from smartcat.store import FolderStore, ObjectNotFoundError, ObjectStore, S3Store, open_store

KEY = "documents/d0c/manifest.json"


@pytest.fixture(params=["folder", "bucket", "prefix"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    """Each kind of store, empty; conditional writes to buckets are those of moto."""
    if request.param == "folder":
        yield FolderStore(tmp_path / "results")
        return
    client: S3Client = request.getfixturevalue("s3")
    client.create_bucket(Bucket="results")
    if request.param == "bucket":
        yield S3Store("results")
        return
    for neighbour in ("before", "in/placeX", "in/place2/runs/a/run.json"):
        client.put_object(Bucket="results", Key=neighbour, Body=b"of somebody else")
    yield S3Store("results", "in/place")
    left = [one["Key"] for one in client.list_objects_v2(Bucket="results")["Contents"]]
    assert left[0] == "before"
    assert left[-2:] == ["in/place2/runs/a/run.json", "in/placeX"]
    assert all(key.startswith("in/place/") for key in left[1:-2])


def keys(store: ObjectStore, prefix: str) -> list[str]:
    return [stored.key for stored in store.list(prefix)]


def test_what_was_written_is_read(store: ObjectStore) -> None:
    store.put(KEY, b"one")
    store.put(KEY, b"another")
    assert store.get(KEY) == b"another"
    assert store.get_range(KEY, 2, 3) == b"oth"
    assert store.get_range(KEY, 5, 100) == b"er"
    assert store.get_range(KEY, 7, 1) == store.get_range(KEY, 2, 0) == b""


def test_another_process_opens_the_same_store_by_its_uri(store: ObjectStore) -> None:
    store.put(KEY, b"here")
    assert open_store(store.uri).get(KEY) == b"here"
    assert open_store(store.uri).uri == store.uri


@pytest.mark.parametrize("key", [KEY, f"{KEY}/below"])
def test_what_is_not_there_is_told_and_not_listed(store: ObjectStore, key: str) -> None:
    if key != KEY:
        store.put(KEY, b"")
    for ask in (store.get, lambda key: store.get_range(key, 0, 1)):
        with pytest.raises(ObjectNotFoundError):
            ask(key)
    assert store.head(key) is None
    assert keys(store, f"{key}/") == []


def test_only_the_first_conditional_write_counts(store: ObjectStore) -> None:
    assert store.put_if_absent(KEY, b"first")
    assert not store.put_if_absent(KEY, b"second")
    assert store.get(KEY) == b"first"


def test_a_version_is_replaced_once(store: ObjectStore) -> None:
    store.put(KEY, b"one")
    seen = store.head(KEY)
    assert seen
    assert seen.size_bytes == 3
    assert store.replace(KEY, b"two", seen.version)
    assert not store.replace(KEY, b"three", seen.version)
    assert store.get(KEY) == b"two"
    assert not store.replace("claims/none", b"", seen.version)
    assert store.head("claims/none") is None


def test_what_was_removed_is_gone(store: ObjectStore) -> None:
    store.put(KEY, b"")
    for _ in range(2):
        store.delete(KEY)
    assert store.head(KEY) is None
    assert store.put_if_absent(KEY, b"again")


def test_objects_are_listed_by_key_below_a_prefix(store: ObjectStore) -> None:
    written = ["runs/b/run.json", "runs/a/shards/000002.json", "runs/a/shards/000010.json", KEY]
    for key in written:
        store.put(key, key.encode())
    assert keys(store, "runs/") == sorted(written[:3])
    assert keys(store, "runs/a/") == sorted(written[1:3])
    assert [one.size_bytes for one in store.list("runs/b/")] == [len("runs/b/run.json")]


@settings(
    max_examples=30,
    deadline=None,  # a bucket of moto takes its time
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(["put", "absent", "delete", "replace"]), max_size=12))
def test_a_store_holds_what_was_written_last(store: ObjectStore, steps: list[str]) -> None:
    store.delete(KEY)
    held: bytes | None = None
    for number, step in enumerate(steps):
        data = str(number).encode()
        there = store.head(KEY)
        if step == "put":
            store.put(KEY, data)
            held = data
        elif step == "absent":
            assert store.put_if_absent(KEY, data) == (held is None)
            held = data if held is None else held
        elif step == "delete":
            store.delete(KEY)
            held = None
        elif there is not None:
            assert store.replace(KEY, data, there.version)
            held = data
        assert (store.get(KEY) if store.head(KEY) else None) == held


def test_of_many_that_write_at_once_one_is_first(tmp_path: Path) -> None:
    store, said = FolderStore(tmp_path), [str(number).encode() for number in range(16)]
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        wins = list(pool.map(store.put_if_absent, repeat(KEY), said))
    assert sum(wins) == 1
    assert store.get(KEY) == said[wins.index(True)]


def test_nothing_is_left_beside_an_object(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"")
    store.put_if_absent(KEY, b"")
    assert [path.name for path in (tmp_path / KEY).parent.iterdir()] == ["manifest.json"]


def test_a_file_is_no_folder_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="name a folder"):
        FolderStore(tmp_path / "file").put(KEY, b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AccessDeniedError, match="name another folder"):
        FolderStore(tmp_path).put(KEY, b"")


def test_names_are_the_next_parts_of_keys(store: ObjectStore) -> None:
    assert list(store.names("documents/")) == []
    for key in ("documents/a/manifest.json", "documents/a/pages/0.gz", "documents/b/x", "runs/c/d"):
        store.put(key, b"1")
    assert sorted(store.names("documents/")) == ["a", "b"]
    assert sorted(store.names("documents/a/")) == ["manifest.json", "pages"]
    assert list(store.names("claims/")) == []
