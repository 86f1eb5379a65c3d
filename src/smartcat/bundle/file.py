"""The model bundle: one file that is checked before anything is built from it."""

import json
import os
import zlib
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from smartcat.bundle.boundary_model import BoundaryModel, below
from smartcat.bundle.linear_model import LinearModel
from smartcat.bundle.metadata import BundleMetadata
from smartcat.bundle.tensor_file import (
    AnotherFileError,
    Array,
    TensorFile,
    TensorFileError,
    tensor_bytes,
)
from smartcat.errors import (
    AccessDeniedError,
    BundleError,
    BundleIncompatibleError,
    BundleNotFoundError,
    BundleNotTrustedError,
)
from smartcat.features.page_features import FEATURE_SCHEMA

FORMAT = "smartcat-model"
FORMAT_VERSION = 2
"""Raise it when an older SmartCat could not use a new bundle, or the reverse."""

_CLASSES, _BOUNDARIES = "classes/", "boundaries/"
"""Each model has its arrays under a prefix of its own."""

_MARK_BYTES = 64
"""Where a bundle's format name stands, at the latest: a cut-off bundle is known by it."""


class ModelBundle(NamedTuple):
    """A model, ready to be used.

    Attributes:
        metadata: All of it but the weights.
        classes: The weights of its class model, mapped into memory; absent without one.
        boundaries: Those of its boundary model, likewise.
        digest: SHA-256 of the file, in hex.
    """

    metadata: BundleMetadata
    classes: LinearModel | None
    boundaries: BoundaryModel | None
    digest: str

    @property
    def name(self) -> str:
        """What people call the model."""
        return self.metadata.name

    @property
    def labels(self) -> tuple[str, ...]:
        """The closed set of labels; none in a bundle that only segments."""
        return self.metadata.classes.labels if self.metadata.classes else ()


def load_bundle(path: Path, sha256: str | None = None) -> ModelBundle:
    """Load a bundle.

    Args:
        path: Where it is.
        sha256: The digest of the one that is meant, in hex; nothing in the file is looked at
            unless it has that. Absent, whatever is there is taken: for files that somebody named.

    Raises:
        BundleNotTrustedError: It is another one than is meant.
        BundleNotFoundError: There is no such file.
        BundleError: It is something else.
        BundleIncompatibleError: It is damaged, or of another version.
        AccessDeniedError: It cannot be read.
    """
    try:
        file = TensorFile(path, sha256)
    except AnotherFileError as error:
        raise BundleNotTrustedError(
            f"the model bundle {path} is not the one that was named: its SHA-256 is {error}, not "
            f"{sha256}; nothing in it was used"
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BundleNotFoundError(
            f"there is no model bundle at {path}; `smartcat train` makes one"
        ) from error
    except IsADirectoryError as error:
        raise BundleError(f"{path} is a folder; name the bundle file in it") from error
    except OSError as error:
        raise AccessDeniedError(f"cannot read the model bundle {path}: {error.strerror}") from error
    except TensorFileError as error:
        raise _refusal(path, str(error)) from error
    if file.metadata.get("format") != FORMAT:
        raise _refusal(path, "its format is another")
    _check_version(path, file)
    _check_sum(path, file)
    metadata = _metadata(path, file)
    return _bundle(path, file, metadata)


def write_bundle(
    path: Path,
    metadata: BundleMetadata,
    classes: LinearModel | None,
    boundaries: BoundaryModel | None = None,
) -> None:
    """Write a bundle beside its place, then move it there; equal models give equal bytes.

    Raises:
        AccessDeniedError: It cannot be written there.
    """
    tensors = {**_tensors(_CLASSES, classes), **_tensors(_BOUNDARIES, boundaries)}
    described = metadata.model_dump_json()
    data = tensor_bytes(tensors, {})
    header_end = 8 + int.from_bytes(data[:8], "little")
    texts = {
        "format": FORMAT,
        "format_version": str(FORMAT_VERSION),
        "crc32": _check_value(described, memoryview(data)[header_end:]),
        "bundle": described,
    }
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(tensor_bytes(tensors, texts))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise AccessDeniedError(
            f"cannot write the model bundle {path}: {error.strerror}"
        ) from error


def starter_bundle_path() -> Path:
    """Where the starter model is, which comes with SmartCat."""
    return Path(__file__).with_name("starter.smartcat")


def _refusal(path: Path, reason: str) -> BundleError:
    """The error for a file that is no bundle, or no longer one."""
    with path.open("rb") as file:
        is_marked = f'"{FORMAT}"'.encode() in file.read(_MARK_BYTES)
    if is_marked:
        return _damaged(path, reason)
    return BundleError(
        f"{path} is not a SmartCat model bundle: {reason}; `smartcat train` makes one"
    )


def _damaged(path: Path, reason: str) -> BundleIncompatibleError:
    return BundleIncompatibleError(
        f"the model bundle {path} is damaged: {reason}; copy it again, or train it anew"
    )


def _check_version(path: Path, file: TensorFile) -> None:
    """Refuse other versions before any other field is looked at."""
    try:
        _compare(path, "format", int(file.metadata["format_version"]), FORMAT_VERSION)
        features = json.loads(file.metadata["bundle"])["features"]
        _compare(path, "features", int(features["version"]), FEATURE_SCHEMA)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _damaged(path, "it does not tell its version") from error


def _compare(path: Path, what: str, version: int, known: int) -> None:
    if version == known:
        return
    age, remedy = ("a newer", "upgrade") if version > known else ("an older", "train it anew with")
    raise BundleIncompatibleError(
        f"the model bundle {path} was made by {age} SmartCat ({what} {version}, this one knows "
        f"{known}): {remedy} SmartCat"
    )


def _check_sum(path: Path, file: TensorFile) -> None:
    if file.metadata.get("crc32") != _check_value(file.metadata["bundle"], file.data):
        raise _damaged(path, "its check sum is wrong")


def _check_value(described: str, data: memoryview) -> str:
    return f"{zlib.crc32(data, zlib.crc32(described.encode())):08x}"


def _metadata(path: Path, file: TensorFile) -> BundleMetadata:
    try:
        return BundleMetadata.model_validate_json(file.metadata["bundle"])
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _damaged(path, f"{place}: {first['msg']}") from error


def _tensors(prefix: str, model: LinearModel | BoundaryModel | None) -> dict[str, Array]:
    if model is None:
        return {}
    return {f"{prefix}{name}": array for name, array in model.tensors().items()}


def _bundle(path: Path, file: TensorFile, metadata: BundleMetadata) -> ModelBundle:
    buckets, classes, boundaries = metadata.features.n_buckets, None, None
    try:
        if metadata.classes:
            tensors = below(file.tensors, _CLASSES)
            classes = LinearModel.checked(tensors, buckets, len(metadata.classes.labels))
        if metadata.boundaries:
            tensors = below(file.tensors, _BOUNDARIES)
            n_features = len(metadata.boundaries.features)
            boundaries = BoundaryModel.checked(tensors, buckets, n_features)
    except ValueError as error:
        raise _damaged(path, str(error)) from error
    return ModelBundle(metadata, classes, boundaries, file.digest)
