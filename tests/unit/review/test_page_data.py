from collections.abc import Callable
from datetime import UTC, datetime

from smartcat.corrections import StoredCorrection
from smartcat.models import CorrectedSegment, Correction, DocumentManifest
from smartcat.review import Place
from smartcat.review.page_data import review_data

Manifest = Callable[..., DocumentManifest]


def test_separator_sheets_are_in_no_segment(manifest: Manifest) -> None:
    stack = manifest(2, 1, 3, sheets=[0, 2])
    data = review_data([stack], [Place(0, 2), Place(0, 1), Place(0, 0)], {})
    [document] = data.documents
    assert [one.pages for one in document.segments] == [(1,), (3, 4, 5)]
    assert data.order == ((0, 1), (0, 0))
    assert [one.separator for one in document.pages][:3] == ["qr", None, "qr"]


def test_what_the_model_would_not_say_is_told_with_its_reason(manifest: Manifest) -> None:
    data = review_data([manifest(1, 1, doubtful=[1])], [], {})
    sure, doubtful = (one.prediction for one in data.documents[0].segments)
    assert (sure.label, sure.doubt) == ("letter", None)
    assert doubtful.label == "letter"
    assert doubtful.doubt == "it looks like none of the classes that the model knows"


def test_labels_are_those_that_occur_or_could_and_those_of_most_segments_first(
    manifest: Manifest,
) -> None:
    data = review_data([manifest(1, 1)], [], {}, labels=("aaa", "letter"))
    assert data.labels == ("letter", "aaa", "invoice")


def test_a_document_that_failed_has_its_reason(
    manifest: Manifest, failed: DocumentManifest
) -> None:
    data = review_data([manifest(1), failed], [Place(0, 0)], {})
    assert [one.failure for one in data.documents] == [None, "it has a password"]


def test_progress_is_kept_for_what_was_sorted_whatever_was_said_of_it_and_in_which_order(
    manifest: Manifest,
) -> None:
    stack = manifest(1, 1)
    said = Correction(
        document_id=stack.document_id,
        key="packet.pdf",
        model_sha256="m",
        by="Anna",
        at=datetime(2026, 11, 27, tzinfo=UTC),
        segments=(CorrectedSegment(pages=(1, 0), is_checked=True),),
    )
    plain = review_data([stack], [Place(0, 0), Place(0, 1)], {})
    told = review_data(
        [stack], [Place(0, 1), Place(0, 0)], {stack.document_id: StoredCorrection(3, said)}
    )
    assert plain.digest == told.digest != review_data([manifest(2)], [], {}).digest
    assert told.documents[0].stored is not None
    assert (told.documents[0].stored.number, told.documents[0].stored.by) == (3, "Anna")
