"""Where results are kept: a folder or a bucket, with the same objects in it."""

from smartcat.store.folder import FolderStore
from smartcat.store.opening import open_store
from smartcat.store.protocol import ObjectNotFoundError, ObjectStore, StoredObject
from smartcat.store.s3 import S3Store

__all__ = [
    "FolderStore",
    "ObjectNotFoundError",
    "ObjectStore",
    "S3Store",
    "StoredObject",
    "open_store",
]
