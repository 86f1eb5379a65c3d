"""Draw all pages of all documents for a page that stands for itself."""

import base64
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from smartcat.models import DocumentManifest
from smartcat.review.html import NO_PICTURE
from smartcat.review.originals import Originals
from smartcat.review.picture_messages import THUMBNAIL_PX, Drawn, NoPicture, PictureRequest
from smartcat.review.pictures import Artist

OnPage = Callable[[int, int], None]
"""Told how many pages are drawn, of how many."""


def draw_all(
    manifests: Sequence[DocumentManifest], originals: Originals, artist: Artist, on_page: OnPage
) -> list[list[str]]:
    """Draw the pages of documents, and let each document go once it is drawn.

    Args:
        manifests: Of which documents.
        originals: Finds them.
        artist: Draws them.
        on_page: Is told of each page.

    Returns:
        Of each document, of each page, what the page takes for a picture.
    """
    total = sum(len(one.pages) for one in manifests)
    fetched: deque[tuple[int, Path | NoPicture]] = deque()
    drawn = artist.draw(_requests(manifests, originals, fetched))
    pictures: list[list[str]] = []
    done = 0
    for manifest in manifests:
        pictures.append([])
        for _ in manifest.pages:
            pictures[-1].append(_written(next(drawn)))
            done += 1
            on_page(done, total)
        _release(len(pictures) - 1, fetched, originals)
    return pictures


def request_for(
    manifest: DocumentManifest, position: int, path: Path, long_side_px: int
) -> PictureRequest:
    """Ask for a picture of a page, upright.

    Args:
        manifest: Of which document.
        position: Which of its pages, as a position in the manifest.
        path: Where it lies.
        long_side_px: How large.
    """
    page = manifest.pages[position]
    return PictureRequest(
        path=path,
        page_index=page.page_index,
        turn=page.orientation,
        long_side_px=long_side_px,
    )


def _requests(
    manifests: Sequence[DocumentManifest],
    originals: Originals,
    fetched: deque[tuple[int, Path | NoPicture]],
) -> Iterator[PictureRequest | NoPicture]:
    for number, manifest in enumerate(manifests):
        if not manifest.pages:
            continue
        found = originals.find(manifest)
        fetched.append((number, found))
        for position in range(len(manifest.pages)):
            if isinstance(found, NoPicture):
                yield found
            else:
                yield request_for(manifest, position, found, THUMBNAIL_PX)


def _release(
    number: int, fetched: deque[tuple[int, Path | NoPicture]], originals: Originals
) -> None:
    while fetched and fetched[0][0] <= number:
        _, found = fetched.popleft()
        if isinstance(found, Path):
            originals.release(found)


def _written(drawn: Drawn) -> str:
    if isinstance(drawn, NoPicture):
        return NO_PICTURE + drawn.reason
    return base64.b64encode(drawn.webp).decode()
