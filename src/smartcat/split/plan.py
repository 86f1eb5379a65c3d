"""What is to be written: which pages into which file, under which name."""

import re
import unicodedata
from pathlib import PurePosixPath

from smartcat.models import ClassLabel, Confidence, DocumentManifest, Noun, Segment

_LABEL_CHARACTERS = 48
"""More are cut off: with four bytes each and the page numbers they stay below the 255 bytes that
file systems allow."""
_UNKNOWN = "unknown"
_LIGATURES = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


class Bookmark(Noun):
    """An entry of the outline, at a page index of the document."""

    title: str
    page_index: int


class FilePlan(Noun):
    """A file to be written.

    Attributes:
        name: Its name, without a folder.
        first_page: Page index of its first page in the document.
        last_page: Page index of its last page, included.
        label: The best guess at its class; absent without one, and for several segments.
        confidence: The confidence in that.
        title: What its metadata call it.
        bookmarks: Where its segments begin.
    """

    name: str
    first_page: int
    last_page: int
    label: ClassLabel | None = None
    confidence: Confidence | None = None
    title: str
    bookmarks: tuple[Bookmark, ...]


def plan_segments(manifest: DocumentManifest) -> tuple[FilePlan, ...]:
    """Plan a file for each segment."""
    digits = max(3, len(str(len(manifest.segments))))
    return tuple(
        _planned(segment, f"{number:0{digits}}", manifest.source.key)
        for number, segment in enumerate(manifest.segments, start=1)
    )


def plan_bookmarked(manifest: DocumentManifest) -> tuple[FilePlan, ...]:
    """Plan one file of the whole document, with a bookmark at each segment."""
    name = PurePosixPath(manifest.source.key)
    plan = FilePlan(
        name=f"{harmless_name(name.stem)}-bookmarked.pdf",
        first_page=manifest.segments[0].first_page,
        last_page=manifest.segments[-1].last_page,
        title=name.name,
        bookmarks=tuple(_bookmark(segment) for segment in manifest.segments),
    )
    return (plan,)


def harmless_name(text: str) -> str:
    """Return what any file system takes, and no shell misreads: letters, digits and underscores."""
    composed = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", composed)
        if not unicodedata.combining(character)
    )
    return re.sub(r"\W+", "_", plain).strip("_")[:_LABEL_CHARACTERS].rstrip("_") or _UNKNOWN


def _planned(segment: Segment, number: str, key: str) -> FilePlan:
    guess = segment.prediction.best_guess
    first, last = segment.first_page + 1, segment.last_page + 1
    pages = f"p{first}" if first == last else f"p{first}-{last}"
    label = guess.label if guess else None
    return FilePlan(
        name=f"{number}-{harmless_name(label or _UNKNOWN)}-{pages}.pdf",
        first_page=segment.first_page,
        last_page=segment.last_page,
        label=label,
        confidence=guess.confidence if guess else None,
        title=f"{label or _UNKNOWN}, {pages} of {PurePosixPath(key).name}",
        bookmarks=(_bookmark(segment),),
    )


def _bookmark(segment: Segment) -> Bookmark:
    guess = segment.prediction.best_guess
    title = guess.label if guess else _UNKNOWN
    return Bookmark(
        title=f"{title}?" if segment.needs_review else title, page_index=segment.first_page
    )
