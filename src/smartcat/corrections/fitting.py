"""Whether a correction is one of the document that it names."""

from smartcat.errors import CorrectionsError
from smartcat.models import Correction, DocumentManifest


def check_fits(correction: Correction, manifest: DocumentManifest) -> None:
    """Make sure that a correction is about the very result that a manifest tells.

    Raises:
        CorrectionsError: It is not; the message has no name of a document in it.
    """
    for is_wrong, what in (
        (correction.document_id != manifest.document_id, "it is of another result"),
        (manifest.status != "done", "the document failed, so there is nothing to correct"),
        (correction.source_sha256 != manifest.source.sha256, "the document had other bytes"),
        (correction.key != manifest.source.key, "the document has another name"),
        (correction.model_sha256 != manifest.model.sha256, "another model had sorted it"),
    ):
        if is_wrong:
            raise CorrectionsError(f"{what}: correct what is stored now")
    known = {page.page_index for page in manifest.pages}
    if unknown := sorted(set(correction.pages()) - known):
        raise CorrectionsError(
            f"there is no page {unknown[0] + 1} in the result, which has {len(known)}: "
            "correct what is stored now"
        )
