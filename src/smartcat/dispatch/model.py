"""The model of a deployment: loaded once, and only if it is the one that was chosen."""

from pathlib import Path
from typing import NamedTuple

from smartcat.aws import S3Client
from smartcat.bundle import ModelBundle, load_bundle, starter_bundle_path
from smartcat.errors import BundleNotFoundError, BundleNotTrustedError, DocumentError
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
        sha256: Its digest; nothing in it is looked at unless it has that.
        folder: Where it is kept.
        client: Asks S3.

    Raises:
        BundleNotTrustedError: It is another one.
        BundleError: It is missing, or of another version.
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
    try:
        return ServedModel(path, load_bundle(path, sha256))
    except BundleNotTrustedError as error:
        raise BundleNotTrustedError(
            f"the model {uri} is not the one that was chosen; set model_sha256 to that of "
            "`smartcat model show` if it is to be taken"
        ) from error
