from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from smartcat.corrections import correction_line, load_corrections
from smartcat.errors import AccessDeniedError, CorrectionsError
from smartcat.models import CorrectedSegment, Correction

SEGMENTS = (CorrectedSegment(pages=(0, 2, 1), label="letter", is_checked=True),)


def correction(document_id: str = "a", by: str = "anna", **fields: object) -> Correction:
    values = {"model_sha256": "m", "at": datetime(2026, 11, 27, tzinfo=UTC), "segments": SEGMENTS}
    return Correction.model_validate(
        {"document_id": document_id, "key": f"{document_id}.pdf", "by": by, **values, **fields}
    )


def test_the_last_of_several_corrections_of_a_document_stands(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    said = [correction("a"), correction("b"), correction("a", by="bert")]
    file.write_text("\n".join(map(correction_line, said)))
    assert load_corrections(file) == [said[2], said[1]]


@given(st.text(min_size=1), st.lists(st.permutations(range(5)), max_size=3))
def test_what_is_written_is_read_again(by: str, orders: list[list[int]]) -> None:
    pages = [
        CorrectedSegment(pages=tuple(5 * place + one for one in order), is_checked=False)
        for place, order in enumerate(orders)
    ]
    said = correction(by=by, segments=(*SEGMENTS, *pages[1:]))
    assert Correction.model_validate_json(correction_line(said)) == said
    assert "\n" not in correction_line(said)[:-1]


@pytest.mark.parametrize("line", ["{", "{}", '{"schema_version": 2}', "[]", "\x00"])
def test_a_line_that_is_no_correction_is_named_and_not_shown(line: str, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(correction_line(correction()) + line)
    with pytest.raises(CorrectionsError, match="line 2: it is no correction"):
        load_corrections(file)


def test_an_empty_file_has_no_corrections(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("\n\n")
    with pytest.raises(CorrectionsError, match="has no corrections"):
        load_corrections(file)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(AccessDeniedError, match="cannot read"):
        load_corrections(tmp_path / "none.jsonl")


def test_a_class_has_a_name() -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        CorrectedSegment(pages=(0,), label="", is_checked=True)


@pytest.mark.parametrize("pages", [[(0, 1), (1, 2)], [(0, 0)]])
def test_no_page_is_in_two_places(pages: list[tuple[int, ...]]) -> None:
    with pytest.raises(ValidationError, match="two segments"):
        correction(segments=[{"pages": one, "is_checked": True} for one in pages])
