"""Store corrections, each once, and the results that come of them."""

from smartcat.corrections.changes import Changes, changes_of
from smartcat.corrections.corrected import corrected_manifest
from smartcat.corrections.fitting import check_fits
from smartcat.corrections.stored import find_correction, store_correction, stored_corrections
from smartcat.errors import CorrectionsError
from smartcat.models import Correction, DocumentManifest, Noun
from smartcat.store import ObjectStore
from smartcat.store.layout import corrected_key


class AppliedCorrection(Noun):
    """A correction that is stored.

    Attributes:
        document_id: The result that it corrects.
        key: The document's name.
        by: Who corrected it.
        number: Which of the document's corrections it is; they count from 1.
        is_new: Whether it was not stored before.
        changes: What it changes.
    """

    document_id: str
    key: str
    by: str
    number: int
    is_new: bool
    changes: Changes


def apply_correction(
    store: ObjectStore, correction: Correction, manifest: DocumentManifest
) -> AppliedCorrection:
    """Store a correction, unless it is stored, and the result with the latest one.

    Args:
        store: Where to.
        correction: What a person says.
        manifest: The result that it is about.

    Raises:
        CorrectionsError: It is of another result, or a later one is stored.
        ResultUnreadableError: What is stored of the document is damaged.
    """
    check_fits(correction, manifest)
    number, is_new = _stored(store, correction)
    write_corrected(store, manifest)
    return AppliedCorrection(
        document_id=correction.document_id,
        key=correction.key,
        by=correction.by,
        number=number,
        is_new=is_new,
        changes=changes_of(correction, manifest),
    )


def write_corrected(store: ObjectStore, manifest: DocumentManifest) -> None:
    """Write a document's result with its latest correction, if it has one.

    Somebody may store another correction meanwhile, so it is looked again once it is written:
    whoever comes last writes what stands.
    """
    latest = find_correction(store, manifest.document_id)
    while latest is not None:
        check_fits(latest.correction, manifest)
        corrected = corrected_manifest(manifest, latest)
        data = corrected.model_dump_json(indent=2) + "\n"
        store.put(corrected_key(manifest.document_id), data.encode())
        written, latest = latest, find_correction(store, manifest.document_id)
        if latest is not None and latest.number == written.number:
            return


def _stored(store: ObjectStore, correction: Correction) -> tuple[int, bool]:
    """Give the number of a correction among those of its document, and whether it is new."""
    while True:
        there = stored_corrections(store, correction.document_id)
        for one in there:
            if one.correction == correction:
                return one.number, False
        if there and there[-1].correction.at > correction.at:
            raise CorrectionsError(
                "the document was corrected later, and that stands: look at it, and correct it "
                "again if it is wrong"
            )
        seen = there[-1].number if there else 0
        if store_correction(store, correction, seen):
            return seen + 1, True
