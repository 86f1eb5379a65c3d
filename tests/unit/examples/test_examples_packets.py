from itertools import groupby, pairwise
from pathlib import Path

import pymupdf
import pytest

from smartcat.examples import LabelRow, PacketOptions, Scenario, Wording, make_packet


def packet_of(path: Path, scenario: Scenario, seed: int = 1, pages: int = 12) -> list[LabelRow]:
    options = PacketOptions(pages=pages, scenarios=(scenario,))
    return make_packet(path, seed=seed, wording=Wording.TRAINING, options=options)


def documents_of(rows: list[LabelRow]) -> list[list[LabelRow]]:
    return [list(group) for _, group in groupby(rows, key=lambda row: row.document)]


def test_rows_are_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    rows = make_packet(path, seed=1, wording=Wording.HELD_OUT, options=PacketOptions(pages=8))
    with pymupdf.open(path) as document:
        assert [row.page_number for row in rows] == list(range(1, document.page_count + 1))
    assert {(row.path, row.stream, row.wording) for row in rows} == {
        ("stack.pdf", "stack", "held-out")
    }
    assert len(rows) >= 8


def test_same_seed_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        packet_of(tmp_path / name / "stack.pdf", Scenario.DUPLEX)
    first, second = ((tmp_path / name / "stack.pdf").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_document_is_of_one_label_and_one_source(tmp_path: Path) -> None:
    rows = make_packet(tmp_path / "stack.pdf", seed=5, wording=Wording.TRAINING)
    for document in documents_of(rows):
        assert len({(row.label, row.source) for row in document}) == 1
    assert len({row.source for row in rows}) == 2


def test_documents_of_one_class_follow_one_another(tmp_path: Path) -> None:
    rows = packet_of(tmp_path / "stack.pdf", Scenario.SAME_CLASS)
    labels = [document[0].label for document in documents_of(rows)]
    assert any(first == second for first, second in pairwise(labels))


@pytest.mark.parametrize("seed", range(3))
def test_a_letter_of_one_page_stands_between_statements(tmp_path: Path, seed: int) -> None:
    rows = packet_of(tmp_path / "stack.pdf", Scenario.LETTER_BETWEEN, seed, pages=1)
    documents = documents_of(rows)
    labels = [document[0].label for document in documents]
    assert labels == ["bank_statement", "letter", "bank_statement"]
    assert len(documents[1]) == 1


def test_blank_backs_belong_to_their_document(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.DUPLEX, pages=6)
    assert all(len(document) % 2 == 0 for document in documents_of(rows))
    with pymupdf.open(path) as document:
        pixels = [page.get_pixmap(dpi=30, colorspace=pymupdf.csGRAY).samples for page in document]
    spreads = [max(page) - min(page) for page in pixels]
    assert sum(spreads[1::2]) < sum(spreads[0::2])
