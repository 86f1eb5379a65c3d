"""Model bundles in a results store: taken only in the bytes that their name says."""

import hashlib
from pathlib import Path

from smartcat.errors import BundleNotFoundError, BundleNotTrustedError, StorageError
from smartcat.models import ModelIdentity
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import model_key


def fetch_bundle(store: ObjectStore, model: ModelIdentity, folder: Path) -> Path:
    """Bring a bundle to this machine; nothing in it is looked at.

    Args:
        store: Where it is.
        model: Which one.
        folder: Where it is copied to.

    Raises:
        BundleNotTrustedError: What is there under its digest has another one.
        BundleNotFoundError: It is not there.
        StorageError: The store does not answer, or the folder is full.
    """
    try:
        data = store.get(model_key(model.sha256))
    except ObjectNotFoundError as error:
        raise BundleNotFoundError(
            f"the model {model.name} that is in force is missing in {store.uri}: put its file at "
            f"{model_key(model.sha256)}, or put another in force with smartcat model rollback"
        ) from error
    _check(data, store, model.sha256)
    path = folder / "model.smartcat"
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageError(
            f"cannot keep the model in {folder}: {error.strerror}; make room, then start again"
        ) from error
    return path


def store_bundle(store: ObjectStore, path: Path, digest: str) -> None:
    """Put a bundle into a store, unless it is there.

    Raises:
        BundleNotTrustedError: Something else is there under its digest, or the file has changed.
        AccessDeniedError: The store refuses.
        StorageError: It does not answer.
    """
    key, data = model_key(digest), path.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise BundleNotTrustedError(
            f"{path} has changed since it was compared: leave it as it is, and start again"
        )
    if not store.put_if_absent(key, data):
        _check(store.get(key), store, digest)


def _check(data: bytes, store: ObjectStore, digest: str) -> None:
    if hashlib.sha256(data).hexdigest() != digest:
        raise BundleNotTrustedError(
            f"{model_key(digest)} in {store.uri} is not the model that it is called after; nothing "
            "in it was used: find out who wrote it, and remove it"
        )
