"""What corrections teach."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.dataset import (
    DatasetRow,
    corrected_rows,
    joined,
    load_dataset,
    without_rare_classes,
)
from smartcat.errors import DocumentChangedError
from smartcat.models import CorrectedSegment, Correction

AT = datetime(2026, 11, 27, tzinfo=UTC)
FILE = Path("/scans/stack.pdf")


def segment(*pages: int, label: str | None = "letter", checked: bool = True) -> CorrectedSegment:
    return CorrectedSegment(pages=pages, label=label, is_checked=checked)


def correction(*segments: CorrectedSegment, **changes: object) -> Correction:
    said = Correction(
        document_id="d",
        key="stack.pdf",
        source_sha256="s",
        model_sha256="m",
        by="anna",
        at=AT,
        segments=segments,
    )
    return said.model_copy(update=changes)


def rows_of(*corrections: Correction) -> Sequence[DatasetRow]:
    return corrected_rows(corrections, lambda _: FILE).rows


def neighbours(rows: Sequence[DatasetRow]) -> list[tuple[int | None, int | None]]:
    """Pages that follow each other in a stream whose documents are known."""
    told = [row for row in rows if row.tells_document]
    return [
        (one.page_index, other.page_index)
        for one, other in pairwise(told)
        if one.stream == other.stream
    ]


def test_pages_come_in_the_order_in_which_they_belong() -> None:
    rows = rows_of(correction(segment(2, 0, 1), segment(4, 3, label="invoice")))
    assert [(row.page_index, row.label) for row in rows] == [
        (2, "letter"),
        (0, "letter"),
        (1, "letter"),
        (4, "invoice"),
        (3, "invoice"),
    ]
    assert len({row.stream for row in rows}) == 1
    assert len({row.document for row in rows}) == 2
    assert neighbours(rows) == [(2, 0), (0, 1), (1, 4), (4, 3)]


def test_pages_on_both_sides_of_what_nobody_looked_at_are_no_neighbours() -> None:
    rows = rows_of(
        correction(
            segment(0),
            segment(1),
            segment(2, checked=False),
            segment(3),
            segment(4),
            segment(5, checked=False),
            segment(6),
        )
    )
    assert neighbours(rows) == [(0, 1), (3, 4)]
    alone = [row for row in rows if row.page_index == 6]
    assert [(row.label, row.tells_document) for row in alone] == [("letter", False)]


def test_a_document_alone_in_its_file_tells_where_it_ends() -> None:
    assert all(row.tells_document for row in rows_of(correction(segment(0, 1))))


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_only_what_was_checked_teaches(checked: list[bool]) -> None:
    rows = rows_of(correction(*(segment(page, checked=one) for page, one in enumerate(checked))))
    assert [row.page_index for row in rows] == [page for page, one in enumerate(checked) if one]
    for before, after in neighbours(rows):
        assert (before or 0) + 1 == after


def test_of_the_same_bytes_the_latest_correction_counts_whatever_sorted_them() -> None:
    early = correction(segment(0))
    late = correction(segment(0, label="invoice"), document_id="e", at=AT + timedelta(days=1))
    assert [row.label for row in rows_of(late, early)] == ["invoice"]


def test_a_document_that_changed_is_left_out_with_the_reason() -> None:
    def find(one: Correction) -> Path:
        if one.source_sha256 == "s":
            raise DocumentChangedError("it is another")
        return FILE

    other = correction(segment(0), document_id="e", source_sha256="t")
    corrected = corrected_rows([correction(segment(0)), other], find)
    assert corrected.corrections == (other,)
    [left] = corrected.left_out
    assert (left.position, left.why) == (
        "corrected document 1 of 2",
        " is left out: it is another",
    )


@pytest.fixture
def dataset(tmp_path: Path) -> Callable[[str], list[DatasetRow]]:
    """Make a labels.csv of two files, and another file like the first one."""
    for name in ("a.pdf", "copy.pdf"):
        (tmp_path / name).write_bytes(b"the same")
    (tmp_path / "b.pdf").write_bytes(b"another")
    (tmp_path / "a.txt").write_text("a text")

    def make(table: str) -> list[DatasetRow]:
        (tmp_path / "labels.csv").write_text(table)
        return load_dataset(tmp_path)

    return make


def corrected_copy(tmp_path: Path, *pages: int) -> Sequence[DatasetRow]:
    said = correction(segment(*pages, label="memo"))
    return corrected_rows([said], lambda _: tmp_path / "copy.pdf").rows


def test_a_page_of_both_is_taken_from_the_correction(
    dataset: Callable[[str], list[DatasetRow]], tmp_path: Path
) -> None:
    rows = dataset(
        "path,page_number,label,document,stream,text\n"
        "a.pdf,1,letter,x,s,a.txt\na.pdf,2,letter,x,s,\na.pdf,3,letter,y,s,\nb.pdf,1,letter,z,s,\n"
    )
    both = joined(rows, corrected_copy(tmp_path, 0))
    told = [(row.path.name, row.page_index, row.label, row.tells_document) for row in both]
    assert told == [
        ("a.pdf", 1, "letter", False),
        ("a.pdf", 2, "letter", True),
        ("b.pdf", 0, "letter", True),
        ("copy.pdf", 0, "memo", True),
    ]
    assert both[-1].text_path == tmp_path / "a.txt"


def test_a_row_of_a_whole_file_gives_up_the_pages_that_were_corrected(
    dataset: Callable[[str], list[DatasetRow]], tmp_path: Path
) -> None:
    rows = dataset("path,label\na.pdf,letter\nb.pdf,letter\n")
    first, second, *_ = joined(rows, corrected_copy(tmp_path, 1, 2))
    assert (first.without, first.tells_document) == (frozenset({1, 2}), False)
    assert (second.without, second.tells_document) == (frozenset(), True)


def test_nothing_that_was_corrected_leaves_a_dataset_as_it_is(
    dataset: Callable[[str], list[DatasetRow]],
) -> None:
    rows = dataset("path,label\na.pdf,letter\n")
    assert joined(rows, ()) == rows


def test_a_class_of_a_single_corrected_document_waits_for_a_second_one(
    dataset: Callable[[str], list[DatasetRow]],
) -> None:
    rows = dataset("path,label\na.pdf,letter\n")
    first = rows_of(correction(segment(0, 1, label="new"), segment(2, label="letter")))
    kept, rare = without_rare_classes(rows, first)
    assert ([row.label for row in kept], rare) == ([None, None, "letter"], ("new",))
    second = rows_of(correction(segment(0, label="new"), document_id="e", source_sha256="t"))
    kept, rare = without_rare_classes(rows, [*first, *second])
    assert rare == ()
    assert [row.label for row in kept].count("new") == 3
