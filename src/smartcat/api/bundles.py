"""Model bundles: load one, and say which is meant."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle

_DIGEST = re.compile("[0-9a-f]{64}")


def load_model(path: str | Path | None = None, sha256: str | None = None) -> "ModelBundle":
    """Load a model bundle; nothing in it can be executed, and it is mapped, not read.

    Args:
        path: Where it is; absent: the starter model, which knows made-up home-loan paperwork.
        sha256: The digest that it must have, or nothing in it is looked at; any if absent.

    Returns:
        The bundle: its ``name``, ``labels``, ``digest`` and ``metadata``.

    Raises:
        UsageError: It is in a bucket, or the digest is none.
        BundleError: It is missing, has another digest, or is no bundle that this version can use.
    """
    from smartcat.bundle import load_bundle, starter_bundle_path

    path = None if path is None else Path(path)
    if path is not None and path.parts[:1] == ("s3:",):
        raise UsageError(
            "--model names a bundle in a bucket; copy it here with aws s3 cp, and name with "
            "--model-sha256 the digest that you were told"
        )
    check_digest(sha256)
    return load_bundle(path or starter_bundle_path(), sha256)


def check_digest(sha256: str | None) -> None:
    """Make sure that what names a bundle is a digest.

    Raises:
        UsageError: It is none.
    """
    if sha256 is not None and not _DIGEST.fullmatch(sha256):
        raise UsageError("--model-sha256 is 64 hexadecimal digits in small letters")


def as_bundle(model: "ModelBundle | str | Path | None") -> "ModelBundle":
    """Take a path for the bundle that is there, and none for the starter model."""
    if model is None or isinstance(model, str | Path):
        return load_model(model)
    return model
