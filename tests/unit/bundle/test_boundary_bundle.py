from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from smartcat.bundle import BundleMetadata, ModelBundle, load_bundle, write_bundle
from smartcat.bundle.tensor_file import Array, TensorFile
from smartcat.errors import BundleError, BundleIncompatibleError

Damage = Callable[[dict[str, Array]], None]


def rewritten(bundle: ModelBundle, path: Path) -> ModelBundle:
    write_bundle(path, bundle.metadata, bundle.classes, bundle.boundaries)
    return load_bundle(path)


@pytest.mark.parametrize("kind", ["trained", "segmenter"])
def test_a_bundle_comes_back_as_it_was(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    bundle: ModelBundle = request.getfixturevalue(kind)
    again = rewritten(bundle, tmp_path / "again.smartcat")
    assert again.digest == bundle.digest
    assert again.metadata == bundle.metadata
    assert again.boundaries
    assert bundle.boundaries
    for name, array in bundle.boundaries.tensors().items():
        assert np.array_equal(again.boundaries.tensors()[name], array)


def test_a_bundle_of_both_kinds_keeps_their_arrays_apart(
    trained: ModelBundle, segmenter: ModelBundle, tmp_path: Path
) -> None:
    path = tmp_path / "both.smartcat"
    again = rewritten(trained, path)
    assert again.classes
    assert again.boundaries
    assert trained.classes
    assert again.classes.weights.shape == trained.classes.weights.shape
    assert again.boundaries.positions.biases.shape == (4,)
    assert {name.split("/")[0] for name in TensorFile(path).tensors} == {"classes", "boundaries"}
    assert segmenter.classes is None
    assert segmenter.labels == ()


def test_a_bundle_has_one_kind_of_model_at_least(trained: ModelBundle) -> None:
    values = {**trained.metadata.model_dump(), "classes": None, "boundaries": None}
    with pytest.raises(ValidationError, match="neither classes nor boundaries"):
        BundleMetadata.model_validate(values)


@pytest.mark.parametrize("name", ["features", "means", "deviations", "weights"])
def test_features_and_weights_agree_in_number(trained: ModelBundle, name: str) -> None:
    values = trained.metadata.model_dump()
    values["boundaries"][name] = values["boundaries"][name][1:]
    with pytest.raises(ValidationError, match="differ in number"):
        BundleMetadata.model_validate(values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("deviations", 0.0),
        ("slope", 0.0),
        ("class_weight", 2.0),
        ("bias", float("nan")),
        ("offset", float("inf")),
    ],
)
def test_numbers_that_make_no_sense_are_refused(
    segmenter: ModelBundle, name: str, value: float
) -> None:
    values = segmenter.metadata.model_dump()
    old = values["boundaries"][name]
    values["boundaries"][name] = (value, *old[1:]) if isinstance(old, tuple) else value
    with pytest.raises(ValidationError):
        BundleMetadata.model_validate(values)


def without(name: str) -> Damage:
    return lambda tensors: tensors.__delitem__(name)


def replaced(name: str, change: Callable[[Array], Array]) -> Damage:
    return lambda tensors: tensors.__setitem__(name, change(tensors[name]))


def with_nan(array: Array) -> Array:
    changed = array.copy()
    changed.flat[7] = np.nan
    return changed


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (without("word_shares"), "array word_shares"),
        (without("gram_shares"), "array gram_shares"),
        (without("positions/weights"), "array weights"),
        (without("trees/left"), "array left"),
        (replaced("word_shares", lambda array: array[:-1]), "array word_shares"),
        (replaced("gram_shares", lambda array: array.astype(np.float32)), "array gram_shares"),
        (replaced("gram_shares", with_nan), "gram_shares holds what is no share"),
        (replaced("positions/biases", lambda array: array[:3]), "array biases"),
        (replaced("trees/features", lambda array: array + np.uint32(1000)), "do not exist"),
    ],
)
def test_a_bundle_whose_arrays_are_not_those_of_a_model_is_refused(
    segmenter: ModelBundle, tmp_path: Path, damage: Damage, reason: str
) -> None:
    assert segmenter.boundaries
    tensors = segmenter.boundaries.tensors()
    damage(tensors)

    class Damaged:
        def tensors(self) -> dict[str, Array]:
            return tensors

    path = tmp_path / "damaged.smartcat"
    write_bundle(path, segmenter.metadata, None, Damaged())  # type: ignore[arg-type]
    with pytest.raises(BundleIncompatibleError, match=reason):
        load_bundle(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_bundle_that_was_cut_off_or_changed_is_refused(
    segmenter: ModelBundle, tmp_path: Path, share: float
) -> None:
    path = tmp_path / "damaged.smartcat"
    write_bundle(path, segmenter.metadata, None, segmenter.boundaries)
    content = bytearray(path.read_bytes())
    place = int(len(content) * share)
    path.write_bytes(content[:place])
    with pytest.raises(BundleError):
        load_bundle(path)
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(BundleError):
        load_bundle(path)
