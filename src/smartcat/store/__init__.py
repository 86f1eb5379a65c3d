"""Where results are kept: a folder or a bucket, with the same objects in it."""

from smartcat.store.folder import FolderStore
from smartcat.store.protocol import ObjectNotFoundError, ObjectStore, StoredObject

__all__ = ["FolderStore", "ObjectNotFoundError", "ObjectStore", "StoredObject"]
