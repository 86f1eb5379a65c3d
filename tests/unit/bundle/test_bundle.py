import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcat.bundle import ModelBundle, load_bundle, write_bundle
from smartcat.bundle.tensor_file import TensorFile, tensor_bytes
from smartcat.errors import (
    AccessDeniedError,
    BundleError,
    BundleIncompatibleError,
    BundleNotFoundError,
)

MakeBundle = Callable[..., ModelBundle]
NAME = "small.smartcat"

same_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def retold(path: Path, **texts: str) -> None:
    """Change texts in the header and leave the rest as it is."""
    file = TensorFile(path)
    path.write_bytes(tensor_bytes(file.tensors, {**file.metadata, **texts}))


def test_a_bundle_comes_back_as_it_was_written(make_bundle: MakeBundle, tmp_path: Path) -> None:
    bundle = make_bundle(description="for a test")
    again = tmp_path / "again.smartcat"
    write_bundle(again, bundle.metadata, bundle.classes)
    assert again.read_bytes() == (tmp_path / NAME).read_bytes()
    assert bundle.metadata.description == "for a test"
    assert bundle.digest == hashlib.sha256(again.read_bytes()).hexdigest()
    assert {path.name for path in tmp_path.iterdir()} == {"again.smartcat", NAME}


def test_a_missing_bundle_has_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / NAME, tmp_path / "file" / NAME):
        with pytest.raises(BundleNotFoundError, match="train"):
            load_bundle(path)


def test_a_folder_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="folder"):
        load_bundle(tmp_path)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" * 20, bytes(500), b"\x80\x04pickle" * 9])
def test_a_foreign_file_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    with pytest.raises(BundleError, match="not a SmartCat model bundle") as caught:
        load_bundle(path)
    assert not isinstance(caught.value, BundleIncompatibleError)


def test_weights_of_another_program_are_no_bundle(make_bundle: MakeBundle, tmp_path: Path) -> None:
    make_bundle()
    retold(tmp_path / NAME, format="pt")
    with pytest.raises(BundleError, match="not a SmartCat model bundle"):
        load_bundle(tmp_path / NAME)


@pytest.mark.parametrize(("version", "remedy"), [("3", "upgrade"), ("1", "train it anew")])
def test_another_format_is_told_with_its_remedy(
    make_bundle: MakeBundle, tmp_path: Path, version: str, remedy: str
) -> None:
    make_bundle()
    retold(tmp_path / NAME, format_version=version, bundle="{}")
    with pytest.raises(BundleIncompatibleError, match=remedy):
        load_bundle(tmp_path / NAME)


def test_other_features_are_incompatible(make_bundle: MakeBundle, tmp_path: Path) -> None:
    make_bundle()
    retold(tmp_path / NAME, bundle='{"features": {"version": 99}, "unheard": "of"}')
    with pytest.raises(BundleIncompatibleError, match="newer"):
        load_bundle(tmp_path / NAME)


@same_folder
@given(share=st.floats(0, 0.9999))
def test_a_bundle_that_was_cut_off_is_refused(
    make_bundle: MakeBundle, tmp_path: Path, share: float
) -> None:
    make_bundle()
    path = tmp_path / NAME
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BundleError):
        load_bundle(path)


@same_folder
@given(share=st.floats(0, 0.9999), bit=st.integers(0, 7), in_header=st.booleans())
def test_a_flipped_bit_is_noticed_or_harmless(
    make_bundle: MakeBundle, tmp_path: Path, share: float, bit: int, in_header: bool
) -> None:
    bundle = make_bundle()
    path = tmp_path / NAME
    content = bytearray(path.read_bytes())
    end = int.from_bytes(content[:8], "little") + 8 if in_header else len(content)
    content[int(end * share)] ^= 1 << bit
    path.write_bytes(content)
    try:
        damaged = load_bundle(path)
    except BundleError:
        return
    assert damaged.metadata == bundle.metadata
    assert damaged.classes
    assert bundle.classes
    assert damaged.classes.weights.tolist() == bundle.classes.weights.tolist()


def test_damage_is_told_from_a_foreign_file(make_bundle: MakeBundle, tmp_path: Path) -> None:
    make_bundle()
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BundleIncompatibleError, match="damaged"):
        load_bundle(path)


def test_a_place_that_cannot_be_written_is_told(make_bundle: MakeBundle, tmp_path: Path) -> None:
    bundle = make_bundle()
    with pytest.raises(AccessDeniedError, match="cannot write"):
        write_bundle(tmp_path / NAME / "below-a-file", bundle.metadata, bundle.classes)
