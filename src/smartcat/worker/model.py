"""The model of a run: loaded from the store, and only if it is the one that was planned with."""

from pathlib import Path

from smartcat.bundle import ModelBundle, load_bundle
from smartcat.errors import BundleNotFoundError, BundleNotTrustedError, StorageError
from smartcat.plan.run_manifest import RunManifest
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import model_key


def load_model(store: ObjectStore, run: RunManifest, folder: Path) -> ModelBundle:
    """Load the bundle of a run.

    Args:
        store: Where it is.
        run: The run.
        folder: Where it is copied to; it is mapped into memory from there.

    Raises:
        BundleNotTrustedError: It is another one; nothing of it was looked at.
        BundleError: It is missing, or of another version.
        StorageError: The store does not answer, or the folder is full.
    """
    path = folder / "model.smartcat"
    try:
        path.write_bytes(store.get(model_key(run.model.sha256)))
    except ObjectNotFoundError as error:
        raise BundleNotFoundError(
            f"the model {run.model.name} is missing in {store.uri}; submit the run again"
        ) from error
    except OSError as error:
        raise StorageError(
            f"cannot keep the model in {folder}: {error.strerror}; make room, then start again"
        ) from error
    try:
        return load_bundle(path, run.model.sha256)
    except BundleNotTrustedError as error:
        raise BundleNotTrustedError(  # what is there already is not written again
            f"the model {run.model.name} in {store.uri} is not the one of the run; find out who "
            f"wrote {model_key(run.model.sha256)}, remove it, and submit the run again"
        ) from error
