"""The model of a deployment: loaded once, and only if it is the one that was chosen."""

from pathlib import Path
from typing import NamedTuple

from smartcat.aws import S3Client
from smartcat.bundle import ModelBundle, load_bundle, starter_bundle_path
from smartcat.errors import BundleIncompatibleError, BundleNotFoundError, DocumentError
from smartcat.models import SourceDocument
from smartcat.sources import fetch


class ServedModel(NamedTuple):
    """A model, and the file that it is mapped from.

    Attributes:
        path: The file.
        bundle: The model.
    """

    path: Path
    bundle: ModelBundle


def served_model(uri: str, sha256: str, folder: Path, client: S3Client) -> ServedModel:
    """Fetch and load a model.

    Args:
        uri: Where it is; empty: the starter, which comes with SmartCat.
        sha256: Its digest.
        folder: Where it is kept.
        client: Asks S3.

    Raises:
        BundleError: It is missing, damaged, or another one.
        AccessDeniedError: It may not be read.
        StorageError: The bucket does not answer.
    """
    if not uri:
        path = starter_bundle_path()
        return ServedModel(path, load_bundle(path))
    try:
        path = fetch(SourceDocument(key=uri, location=uri), folder, client)
    except DocumentError as error:
        raise BundleNotFoundError(f"there is no model {uri}; upload it, or name another") from error
    bundle = load_bundle(path)
    if bundle.digest != sha256:
        raise BundleIncompatibleError(
            f"the model {uri} is not the one that was chosen; set model_sha256 to that of "
            "`smartcat model show` if it is to be taken"
        )
    return ServedModel(path, bundle)
