"""Find the documents that the user named, wherever they lie."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from fnmatch import fnmatchcase
from itertools import groupby, islice

from smartcat.errors import UsageError
from smartcat.locations import is_s3, path_of
from smartcat.models import SourceDocument
from smartcat.sources.buckets import list_s3
from smartcat.sources.lists import is_list, listed_documents
from smartcat.sources.local import local_documents, source_of

Progress = Callable[[int], None]
"""Told how many documents were found so far."""


def find_sources(
    names: Sequence[str],
    pattern: str | None = None,
    limit: int | None = None,
    progress: Progress = lambda _found: None,
) -> Iterator[SourceDocument]:
    """Yield documents as they are found, in a stable order.

    Args:
        names: Files, folders, lists of documents (`smartcat.sources.lists`) and
            ``s3://bucket/prefix``.
        pattern: Which keys to take, such as ``*.pdf``; a star stands for slashes, too.
        limit: How many documents to yield at most.
        progress: Told after each document.

    Raises:
        UsageError: A name stands for nothing, a list is malformed, or no key matches.
        AccessDeniedError: A folder, list or bucket cannot be read.
        ConfigurationError: There is no such bucket, or boto3 is missing.
        StorageError: A bucket does not answer.
    """
    with closing(_matching(_all(names), pattern)) as found:
        for number, document in enumerate(islice(found, limit), start=1):
            progress(number)
            yield document


def _matching(
    documents: Iterator[SourceDocument], pattern: str | None
) -> Generator[SourceDocument, None, None]:
    if pattern is None:
        yield from documents
        return
    seen, has_matched = 0, False
    for document in documents:
        seen += 1
        if fnmatchcase(document.key, pattern):
            has_matched = True
            yield document
    if seen and not has_matched:
        raise UsageError(f"none of {seen} documents is called {pattern}; write '*' for any letters")


def _all(names: Iterable[str]) -> Iterator[SourceDocument]:
    for lie_in_buckets, group in groupby(names, is_s3):
        if lie_in_buckets:
            yield from list_s3(tuple(group))
        else:
            for name in group:
                yield from _local(name)


def _local(name: str) -> Iterator[SourceDocument]:
    path = path_of(name)
    if is_list(path):
        yield from listed_documents(path)
    else:
        yield from map(source_of, local_documents([path]))
