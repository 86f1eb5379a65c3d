"""A PDF whose pages are copied into others."""

import warnings
from typing import BinaryIO, Self

from pikepdf import (
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    PageCopyWarning,
    PasswordError,
    Pdf,
    StreamDecodeLevel,
)

from smartcat import __version__
from smartcat.errors import EncryptedDocumentError, UnreadableDocumentError
from smartcat.split.pdf.bookmarks import add_bookmarks
from smartcat.split.pdf.colours import copy_output_intents
from smartcat.split.pdf.entries import read_entries
from smartcat.split.pdf.harmless import disarm
from smartcat.split.pdf.links import drop_dangling_links
from smartcat.split.pdf.page_labels import copy_page_labels
from smartcat.split.plan import FilePlan


class SourcePdf:
    """An open PDF; untrusted, so only ever open in a process that can be ended."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.page_count = len(pdf.pages)
        self._entries = read_entries(pdf)
        disarm(pdf)
        if _share_resources(pdf):  # else every file would carry the pictures of all pages
            pdf.remove_unreferenced_resources()

    @classmethod
    def open(cls, file: BinaryIO) -> Self:
        """Open a PDF.

        Raises:
            EncryptedDocumentError: It needs a password.
            UnreadableDocumentError: It is damaged beyond repair.
        """
        try:
            return cls(Pdf.open(file))
        except PasswordError as error:
            raise EncryptedDocumentError(
                "encrypted with a password; save a copy without one and split that"
            ) from error
        except MemoryError as error:
            raise UnreadableDocumentError("opening it takes more memory than it may") from error
        except Exception as error:
            raise UnreadableDocumentError(
                f"its pages cannot be copied ({type(error).__name__}); "
                "save it anew with another program and split that"
            ) from error

    def write(self, plan: FilePlan, target: BinaryIO) -> None:
        """Write some pages; the same pages and plan give the same bytes."""
        copy = Pdf.new()
        pages = range(plan.first_page, plan.last_page + 1)
        copied = copy.add_pages_from(self._pdf, pages, outlines="ignore")
        drop_dangling_links(copy, frozenset(copied.dropped_dests))
        copy_page_labels(self._pdf, copy, pages)
        copy_output_intents(self._pdf, copy)
        add_bookmarks(copy, pages, plan.bookmarks, self._entries)
        copy.docinfo[Name.Title] = plan.title
        copy.docinfo[Name.Producer] = f"SmartCat {__version__}"
        with warnings.catch_warnings():  # form fields that belong to no form did so before
            warnings.simplefilter("ignore", PageCopyWarning)
            copy.save(
                target,
                deterministic_id=True,
                min_version=self._pdf.pdf_version,
                object_stream_mode=ObjectStreamMode.generate,
                stream_decode_level=StreamDecodeLevel.none,  # pictures keep their bytes
            )


def _share_resources(pdf: Pdf) -> bool:
    """Tell whether any two pages name the same table of pictures or fonts."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for table in _tables(page.obj.get(Name.Resources)):
            if table.is_indirect and table.objgen in seen:
                return True
            seen.add(table.objgen)
    return False


def _tables(resources: Object | None) -> list[Object]:
    if not isinstance(resources, Dictionary):
        return []
    inner = (resources.get(name) for name in (Name.XObject, Name.Font, Name.Pattern))
    return [resources, *(table for table in inner if isinstance(table, Dictionary))]
