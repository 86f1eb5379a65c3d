"""Where the documents of a run come from: files, folders, lists and buckets."""

from smartcat.sources.buckets import list_s3
from smartcat.sources.fetching import fetch
from smartcat.sources.finding import Progress, find_sources
from smartcat.sources.local import local_documents
from smartcat.sources.peeking import HEAD_BYTES, Peeked, peek

__all__ = [
    "HEAD_BYTES",
    "Peeked",
    "Progress",
    "fetch",
    "find_sources",
    "list_s3",
    "local_documents",
    "peek",
]
