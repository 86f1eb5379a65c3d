"""What is asked of the page's server, and what it answers; nothing here knows of sockets."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from smartcat.corrections import check_fits, find_correction, store_correction, write_corrected
from smartcat.errors import CorrectionsError
from smartcat.models import Correction, DocumentManifest, Noun
from smartcat.review.drawing import request_for
from smartcat.review.html import served_html
from smartcat.review.loading import latest_corrections
from smartcat.review.order import ORDERS, Order
from smartcat.review.originals import Originals
from smartcat.review.page_data import StoredState, review_data, state_of
from smartcat.review.picture_messages import Drawn, NoPicture, PictureRequest
from smartcat.review.serving.cache import PictureCache
from smartcat.store import ObjectStore

_DOCUMENTS_HELD = 16
"""So many documents that were fetched stay on this machine at once."""


class Saving(Noun):
    """A correction that is to be stored.

    Attributes:
        seen: The number of the last correction of the document that the person knew of; 0: none.
        correction: What the person says.
    """

    seen: int = Field(ge=0)
    correction: Correction


class Saved(NamedTuple):
    """What came of it.

    Attributes:
        number: Of the document's latest correction.
        theirs: What somebody else has said meanwhile; then nothing was stored.
    """

    number: int
    theirs: StoredState | None = None


class Served(NamedTuple):
    """What is shown, and where corrections go.

    Attributes:
        store: Where the results are.
        manifests: The results.
        order: In which order they are looked at.
        labels: Classes to offer besides those of the results.
        by: Who corrects, if that was said.
    """

    store: ObjectStore
    manifests: tuple[DocumentManifest, ...]
    order: Order
    labels: Sequence[str]
    by: str | None


class ReviewDesk:
    """Answers what the page asks; for any thread."""

    def __init__(
        self, served: Served, originals: Originals, draw: Callable[[PictureRequest], Drawn]
    ) -> None:
        """Read nothing yet.

        Args:
            served: What is shown.
            originals: Finds the documents.
            draw: Draws a page.
        """
        self._served = served
        self._by_id = {one.document_id: one for one in served.manifests}
        self._originals = originals
        self._draw = draw
        self._cache = PictureCache()
        self._places: OrderedDict[str, Path | NoPicture] = OrderedDict()
        self._finding = threading.Lock()

    def page(self, token: str) -> tuple[str, str]:
        """Return the page with what people have said by now, and its policy."""
        store, manifests, order, labels, by = self._served
        stored = latest_corrections(store, manifests)
        data = review_data(manifests, ORDERS[order](manifests), stored, labels)
        return served_html(data, by, token)

    def picture_name(self, document_id: str, page_index: int, long_side_px: int) -> str | None:
        """Name a picture by what it is made of; absent if there is no such page."""
        manifest = self._by_id.get(document_id)
        if manifest is None or _position(manifest, page_index) is None:
            return None
        return f"{manifest.source.sha256}-{page_index}-{long_side_px}"

    def picture(self, document_id: str, page_index: int, long_side_px: int) -> bytes | NoPicture:
        """Return a picture of a page as a WebP file, or why there is none."""
        name = self.picture_name(document_id, page_index, long_side_px)
        if name is None:
            return NoPicture(reason="there is no such page")
        held = self._cache.get(name)
        if held is not None:
            return held
        drawn = self._drawn(self._by_id[document_id], page_index, long_side_px)
        if isinstance(drawn, NoPicture):
            return drawn
        self._cache.put(name, drawn.webp)
        return drawn.webp

    def save(self, data: bytes) -> Saved:
        """Store a correction, unless somebody else has corrected the document meanwhile.

        Raises:
            CorrectionsError: It is none, or not of what is shown here.
            ResultUnreadableError: What is stored is damaged, or of a newer version.
            SmartCatError: The store fails.
        """
        try:
            saving = Saving.model_validate_json(data)
        except ValidationError as error:
            told = error.errors(include_url=False, include_input=False)[0]["msg"]
            raise CorrectionsError(f"not a correction: {told}; load the page again") from None
        self._check(saving.correction)
        return self._store(saving)

    def _store(self, saving: Saving) -> Saved:
        document_id = saving.correction.document_id
        store = self._served.store
        found = find_correction(store, document_id)
        number = found.number if found else 0
        is_new = number <= saving.seen and store_correction(store, saving.correction, number)
        # Also of what is there: when it was stored, the store may have failed behind that.
        write_corrected(store, self._by_id[document_id])
        if is_new:
            return Saved(number + 1)
        found = find_correction(store, document_id)
        if found is None:  # it was removed at this very moment
            raise CorrectionsError("corrections are being removed there; try again")
        return Saved(found.number, state_of(found))

    def _check(self, correction: Correction) -> None:
        manifest = self._by_id.get(correction.document_id)
        if manifest is None:
            raise CorrectionsError("not a document that is shown here; load the page again")
        try:
            check_fits(correction, manifest)
        except CorrectionsError:
            told = "not of the document as it is shown here; load the page again"
            raise CorrectionsError(told) from None

    def _drawn(self, manifest: DocumentManifest, page_index: int, long_side_px: int) -> Drawn:
        position = _position(manifest, page_index)
        place = self._place(manifest)
        if isinstance(place, NoPicture) or position is None:
            return place if isinstance(place, NoPicture) else NoPicture(reason="no such page")
        return self._draw(request_for(manifest, position, place, long_side_px))

    def _place(self, manifest: DocumentManifest) -> Path | NoPicture:
        """Find a document once, and let go of those that were asked for longest ago."""
        with self._finding:
            if manifest.document_id not in self._places:
                self._places[manifest.document_id] = self._originals.find(manifest)
            self._places.move_to_end(manifest.document_id)
            while len(self._places) > _DOCUMENTS_HELD:
                _, place = self._places.popitem(last=False)
                if isinstance(place, Path):
                    self._originals.release(place)
            return self._places[manifest.document_id]


def _position(manifest: DocumentManifest, page_index: int) -> int | None:
    for position, page in enumerate(manifest.pages):
        if page.page_index == page_index:
            return position
    return None
