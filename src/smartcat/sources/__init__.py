"""Where the documents of a run come from: files, folders, lists and buckets."""

from smartcat.sources.buckets import list_s3
from smartcat.sources.contents import digest_and_size
from smartcat.sources.fetching import fetch, fetch_recorded
from smartcat.sources.finding import Progress, find_sources
from smartcat.sources.local import local_documents
from smartcat.sources.looking_up import looked_up

__all__ = [
    "Progress",
    "digest_and_size",
    "fetch",
    "fetch_recorded",
    "find_sources",
    "list_s3",
    "local_documents",
    "looked_up",
]
