"""What a correction makes of a result."""

import itertools
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.corrections import (
    StoredCorrection,
    apply_correction,
    changes_of,
    check_fits,
    corrected_manifest,
    find_correction,
    store_correction,
    write_corrected,
)
from smartcat.errors import CorrectionsError
from smartcat.models import (
    CorrectedManifest,
    CorrectedSegment,
    Correction,
    DocumentManifest,
    Separator,
    SeparatorKind,
)
from smartcat.store import FolderStore
from smartcat.store.layout import corrected_key, correction_key, corrections_prefix

MakeManifest = Callable[[Sequence[tuple[int, str, bool]]], DocumentManifest]
MakeCorrection = Callable[..., Correction]

FOUND = ((2, "letter", True), (3, "invoice", False), (1, "letter", True))
found_segments = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["letter", "invoice"]), st.booleans()),
    min_size=1,
    max_size=6,
)


@st.composite
def corrections(draw: st.DrawFn, pages: int) -> tuple[CorrectedSegment, ...]:
    """Some of the pages in any order, cut anywhere."""
    order = draw(st.permutations(range(pages)))
    kept = order[: draw(st.integers(1, pages))]
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(kept) - 1)))))
    edges = [0, *(cut for cut in cuts if cut < len(kept)), len(kept)]
    return tuple(
        CorrectedSegment(
            pages=tuple(kept[start:end]),
            label=draw(st.sampled_from(["letter", "invoice", "new", None])),
            is_checked=draw(st.booleans()),
        )
        for start, end in itertools.pairwise(edges)
    )


@given(found=found_segments)
def test_a_correction_that_changes_nothing_yields_the_same_segments(
    make_manifest: MakeManifest,
    make_correction: MakeCorrection,
    found: list[tuple[int, str, bool]],
) -> None:
    manifest = make_manifest(found)
    said = make_correction(manifest)
    corrected = corrected_manifest(manifest, StoredCorrection(1, said))
    assert [(one.pages[0], one.pages[-1], one.label) for one in corrected.segments] == [
        (
            one.first_page,
            one.last_page,
            one.prediction.best_guess and one.prediction.best_guess.label,
        )
        for one in manifest.segments
    ]
    assert not corrected.needs_review
    assert changes_of(said, manifest).model_dump() == {
        "classes": 0,
        "boundaries": 0,
        "order": 0,
        "confirmed": len(found),
        "unchecked": 0,
    }


@given(found=found_segments)
def test_what_nobody_looked_at_stays_the_models(
    make_manifest: MakeManifest,
    make_correction: MakeCorrection,
    found: list[tuple[int, str, bool]],
) -> None:
    manifest = make_manifest(found)
    said = make_correction(manifest)
    unseen = [one.model_copy(update={"is_checked": False}) for one in said.segments]
    stored = StoredCorrection(1, make_correction(manifest, unseen))
    segments = corrected_manifest(manifest, stored).segments
    assert {(one.decided_by, one.confidence) for one in segments} == {("model", 0.9)}
    assert [one.needs_review for one in segments] == [not sure for _, _, sure in found]


@given(data=st.data(), found=found_segments)
def test_a_corrected_result_says_what_the_person_said(
    make_manifest: MakeManifest,
    make_correction: MakeCorrection,
    data: st.DataObject,
    found: list[tuple[int, str, bool]],
) -> None:
    manifest = make_manifest(found)
    said = make_correction(manifest, data.draw(corrections(len(manifest.pages))))
    check_fits(said, manifest)
    segments = corrected_manifest(manifest, StoredCorrection(1, said)).segments
    assert [one.pages for one in segments] == [one.pages for one in said.segments]
    for one, of in zip(segments, said.segments, strict=True):
        if of.is_checked:
            assert (one.label, one.decided_by, one.needs_review) == (of.label, "person", False)
        assert (one.confidence is None) == (one.decided_by == "person")


@given(data=st.data(), found=found_segments)
def test_to_apply_a_correction_again_changes_nothing(
    make_manifest: MakeManifest,
    make_correction: MakeCorrection,
    data: st.DataObject,
    found: list[tuple[int, str, bool]],
) -> None:
    manifest = make_manifest(found)
    said = make_correction(manifest, data.draw(corrections(len(manifest.pages))))
    with TemporaryDirectory() as folder:
        store = FolderStore(Path(folder))
        first = apply_correction(store, said, manifest)
        there = {one.key: store.get(one.key) for one in store.list("documents/")}
        again = apply_correction(store, said, manifest)
        assert {one.key: store.get(one.key) for one in store.list("documents/")} == there
    assert first.is_new
    assert again == first.model_copy(update={"is_new": False})


def test_what_was_changed_and_not_checked_needs_review(
    make_manifest: MakeManifest, make_correction: MakeCorrection
) -> None:
    manifest = make_manifest(FOUND)
    said = [
        CorrectedSegment(pages=(0, 1), label="memo", is_checked=False),
        CorrectedSegment(pages=(2, 3), label="invoice", is_checked=True),
        CorrectedSegment(pages=(4,), label="invoice", is_checked=False),
        CorrectedSegment(pages=(5,), label="letter", is_checked=False),
    ]
    correction = make_correction(manifest, said)
    segments = corrected_manifest(manifest, StoredCorrection(1, correction)).segments
    told = [(one.decided_by, one.needs_review, one.confidence) for one in segments]
    person = ("person", True, None)
    assert told == [person, ("person", False, None), person, ("model", False, 0.9)]


def test_changes_are_told_by_their_kind(
    make_manifest: MakeManifest, make_correction: MakeCorrection
) -> None:
    manifest = make_manifest(FOUND)
    said = [
        CorrectedSegment(pages=(1, 0), label="letter", is_checked=True),
        CorrectedSegment(pages=(2, 3), label="memo", is_checked=True),
        CorrectedSegment(pages=(4,), label="invoice", is_checked=True),
        CorrectedSegment(pages=(5,), label="letter", is_checked=False),
    ]
    assert changes_of(make_correction(manifest, said), manifest).model_dump() == {
        "classes": 1,
        "boundaries": 2,
        "order": 1,
        "confirmed": 0,
        "unchecked": 1,
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"document_id": "1" * 32}, "another result"),
        ({"source_sha256": "t"}, "other bytes"),
        ({"source_sha256": None}, "other bytes"),
        ({"key": "Mrs Smith.pdf"}, "another name"),
        ({"model_sha256": "n"}, "another model"),
        ({"segments": (CorrectedSegment(pages=(6,), is_checked=True),)}, "no page 7"),
    ],
)
def test_a_correction_of_something_else_is_refused_without_its_name(
    make_manifest: MakeManifest,
    make_correction: MakeCorrection,
    tmp_path: Path,
    changes: dict[str, object],
    reason: str,
) -> None:
    manifest = make_manifest(FOUND)
    with pytest.raises(CorrectionsError, match=reason) as refused:
        apply_correction(FolderStore(tmp_path), make_correction(manifest, **changes), manifest)
    assert "Smith" not in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_an_older_correction_does_not_take_the_place_of_a_later_one(
    make_manifest: MakeManifest, make_correction: MakeCorrection, tmp_path: Path
) -> None:
    manifest, store = make_manifest(FOUND), FolderStore(tmp_path)
    late = make_correction(manifest, by="bert")
    early = make_correction(manifest, at=late.at - timedelta(hours=1))
    apply_correction(store, late, manifest)
    with pytest.raises(CorrectionsError, match="corrected later"):
        apply_correction(store, early, manifest)
    apply_correction(store, later := make_correction(manifest, by="carl"), manifest)
    assert find_correction(store, manifest.document_id) == (2, later)


def test_what_a_review_server_stored_meanwhile_is_taken_into_the_result(
    make_manifest: MakeManifest, make_correction: MakeCorrection, tmp_path: Path
) -> None:
    manifest, store = make_manifest(FOUND), FolderStore(tmp_path)
    apply_correction(store, make_correction(manifest), manifest)
    store_correction(store, make_correction(manifest, by="bert"), seen=1)
    write_corrected(store, manifest)
    data = store.get(corrected_key(manifest.document_id))
    told = CorrectedManifest.model_validate_json(data)
    assert (told.number, told.by) == (2, "bert")


def test_corrections_are_taken_beside_one_that_was_removed_because_it_was_damaged(
    make_manifest: MakeManifest, make_correction: MakeCorrection, tmp_path: Path
) -> None:
    manifest, store = make_manifest(FOUND), FolderStore(tmp_path)
    for by in ("anna", "bert"):
        apply_correction(store, make_correction(manifest, by=by), manifest)
    store.delete(correction_key(manifest.document_id, 1))
    store.put(f"{corrections_prefix(manifest.document_id)}notes.txt", b"why it was removed")
    found = find_correction(store, manifest.document_id)
    assert found is not None
    assert (found.number, found.correction.by) == (2, "bert")
    applied = apply_correction(store, make_correction(manifest, by="carl"), manifest)
    assert applied.number == 3


def test_kept_separator_sheets_are_in_no_document_and_change_nothing(
    make_manifest: MakeManifest, make_correction: MakeCorrection
) -> None:
    found = make_manifest(((3, "letter", True), (1, "invoice", True)))
    sheet = found.pages[0].model_copy(update={"separator": Separator(kind=SeparatorKind.QR)})
    manifest = found.model_copy(update={"pages": (sheet, *found.pages[1:])})
    said = make_correction(
        manifest,
        (
            CorrectedSegment(pages=(1, 2), label="letter", is_checked=False),
            CorrectedSegment(pages=(3,), label="invoice", is_checked=False),
        ),
    )
    changes = changes_of(said, manifest)
    assert (changes.boundaries, changes.unchecked) == (0, 2)
    first, _ = corrected_manifest(manifest, StoredCorrection(1, said)).segments
    assert (first.pages, first.decided_by, first.needs_review) == ((1, 2), "model", False)
