"""What is refused before a document, or a page of it, is looked at."""

import stat
from collections.abc import Iterable
from pathlib import Path

from smartcat.errors import (
    DocumentNotFoundError,
    DocumentTooLargeError,
    UnreadableDocumentError,
    UnsupportedDocumentError,
)
from smartcat.read.options import ReadOptions


def check_file(path: Path, max_bytes: int) -> None:
    """Refuse what is not a file of bearable size.

    Raises:
        DocumentNotFoundError: There is no such file.
        UnreadableDocumentError: It is no regular file, or the system does not give it.
        UnsupportedDocumentError: It is empty, or the system makes it up while it is read, as in
            /proc, and perhaps without end.
        DocumentTooLargeError: It is larger than ``max_bytes``.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise DocumentNotFoundError("there is no such file") from None
    except OSError as error:
        raise UnreadableDocumentError(f"cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError("not a regular file")
    if not status.st_size:
        raise UnsupportedDocumentError("the file is empty")
    if status.st_size > max_bytes:
        raise DocumentTooLargeError(f"{status.st_size} bytes are over the limit of {max_bytes}")


def check_page_count(page_count: int, max_pages: int) -> None:
    """Refuse documents of too many pages.

    Raises:
        DocumentTooLargeError: There are more than ``max_pages``.
    """
    if page_count > max_pages:
        raise DocumentTooLargeError(
            f"{page_count} pages are over the limit of {max_pages}; raise it with --max-pages"
        )


def check_wanted(options: ReadOptions, page_count: int) -> None:
    """Refuse documents that have none of the pages that are to be read.

    Raises:
        UnreadableDocumentError: They end before the first of these pages.
    """
    if page_count and not options.wanted(page_count):
        raise UnreadableDocumentError(
            f"it has {page_count} pages, and --pages names {options.pages}; name others"
        )


def check_page_indexes(page_indexes: Iterable[int], page_count: int) -> None:
    """Refuse to read pages that a document does not have.

    Raises:
        UnreadableDocumentError: One of the pages is not there.
    """
    missing = [index for index in page_indexes if not 0 <= index < page_count]
    if missing:
        raise UnreadableDocumentError(
            f"page {missing[0] + 1} was asked for, but there are {page_count}"
        )
