import re
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from random import Random

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.examples import LabelRow, PacketOptions, Scenario, Wording, make_packet
from smartcat.examples.packets import draw_wrong_order

NUMBER = re.compile(
    r"(?:Seite|Page|Blatt|Sheet|S\.|p\.)? ?[-\N{EN DASH}]? ?(\d+)(?: ?(?:of|von|/) ?\d+)?"
    r"(?: [-\N{EN DASH}])?"
)
DIGITAL = PacketOptions(scan_share=0.0)


def packet_of(
    path: Path,
    scenario: Scenario,
    seed: int = 1,
    pages: int = 12,
    options: PacketOptions = PacketOptions(),  # noqa: B008 - frozen
    wording: Wording = Wording.TRAINING,
) -> list[LabelRow]:
    options = replace(options, pages=pages, scenarios=(scenario,))
    return make_packet(path, seed=seed, wording=wording, options=options)


def edges_of(path: Path) -> list[list[str]]:
    """Return the lines at the top and the bottom of each page, beyond the text."""
    with pymupdf.open(path) as document:
        return [
            [
                "".join(span["text"] for span in line["spans"]).strip()
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", ())
                if line["bbox"][3] < 42 or line["bbox"][1] > page.rect.height - 34
            ]
            for page in document
        ]


def numbers_of(path: Path) -> list[int | None]:
    """Return the printed number of each page."""
    found = (
        next((match for line in lines if (match := NUMBER.fullmatch(line))), None)
        for lines in edges_of(path)
    )
    return [int(match[1]) if match else None for match in found]


def grey_pages(path: Path) -> list[bytes]:
    with pymupdf.open(path) as document:
        return [page.get_pixmap(dpi=30, colorspace=pymupdf.csGRAY).samples for page in document]


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


@pytest.mark.parametrize("scenario", Scenario)
def test_same_seed_gives_same_bytes(tmp_path: Path, scenario: Scenario) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        packet_of(tmp_path / name / "stack.pdf", scenario, pages=5)
    first, second = ((tmp_path / name / "stack.pdf").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_document_is_of_one_label_and_one_source(tmp_path: Path) -> None:
    rows = make_packet(tmp_path / "stack.pdf", seed=5, wording=Wording.TRAINING)
    for document in documents_of(rows):
        assert len({(row.label or document[0].label, row.source) for row in document}) == 1
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


def test_blank_backs_belong_to_their_document_but_have_no_label(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.DUPLEX, pages=20)
    blanks = [not row.label for row in rows]
    for document in documents_of(rows):
        assert document[0].label
        assert len({row.label for row in document} - {""}) == 1
    spreads = [max(page) - min(page) for page in grey_pages(path)]
    blank, printed = (
        [spread for spread, is_blank in zip(spreads, blanks, strict=True) if is_blank == wanted]
        for wanted in (True, False)
    )
    assert sum(blank) / len(blank) < 0.5 * sum(printed) / len(printed)


def test_backs_are_blank_on_every_sheet_or_on_an_odd_last_one(tmp_path: Path) -> None:
    kinds = set()
    for seed in range(8):
        rows = packet_of(tmp_path / "stack.pdf", Scenario.DUPLEX, seed, pages=1)
        blanks = [not row.label for row in rows]
        every = [False, True] * (len(rows) // 2)
        last = [False] * (len(rows) - 1) + [len(rows) % 2 == 0]
        assert blanks in (every, last)
        kinds.add(blanks == every)
    assert kinds == {True, False}


@pytest.mark.parametrize("wording", Wording)
@pytest.mark.parametrize("seed", range(4))
def test_a_long_contract_has_its_header_on_every_page(
    tmp_path: Path, seed: int, wording: Wording
) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.RUNNING_HEADER, seed, 1, DIGITAL, wording)
    before, contract, after = documents_of(rows)
    assert 8 <= len(contract) <= 20
    assert max(len(before), len(after)) <= 2
    pages = edges_of(path)[len(before) : len(before) + len(contract)]
    assert set.intersection(*map(set, pages))


def test_one_page_of_a_document_lies_upside_down(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    positions = set()
    for seed in range(6):
        rows = packet_of(path, Scenario.UPSIDE_DOWN, seed, pages=1)
        assert len(rows) >= 2
        assert {row.source for row in rows} == {"scan"}
        positions.add(len(rows))
    assert len(positions) > 1


@pytest.mark.parametrize("seed", range(6))
def test_printed_numbers_are_out_of_order(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.OUT_OF_ORDER, seed, 1, DIGITAL)
    [document] = documents_of(rows)
    numbers = numbers_of(path)
    # The first page may be without a number, wherever it lies.
    order = [number or 1 for number in numbers]
    assert sorted(order) == list(range(1, len(document) + 1))
    assert order != sorted(order)
    assert numbers.count(None) <= 1


@given(pages=st.integers(3, 40), seed=st.integers(0, 1000))
def test_wrong_orders_are_wrong_and_lose_nothing(pages: int, seed: int) -> None:
    order = draw_wrong_order(pages, Random(seed))
    assert order != sorted(order)
    assert sorted(order) == list(range(pages))


@pytest.mark.parametrize("wording", Wording)
def test_of_two_continued_documents_one_is_numbered(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "stack.pdf"
    are_numbered = []
    rows = packet_of(path, Scenario.CONTINUED, 3, 40, DIGITAL, wording)
    numbers = iter(numbers_of(path))
    for document in documents_of(rows):
        printed = [next(numbers) for _ in document]
        assert len(document) >= 2
        assert printed[1:] == list(range(2, len(document) + 1)) or not any(printed)
        are_numbered.append(any(printed))
    assert all(
        first != second for first, second in zip(are_numbered[::2], are_numbered[1::2], strict=True)
    )


def test_single_pages_may_have_a_number_and_long_documents_none(tmp_path: Path) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.SINGLE, pages=160, options=DIGITAL)
    numbers = iter(numbers_of(path))
    kinds = {
        (len(document) > 1, bool([number for _ in document if (number := next(numbers))]))
        for document in documents_of(rows)
    }
    assert kinds == {(False, False), (False, True), (True, False), (True, True)}


def test_documents_are_of_many_lengths(tmp_path: Path) -> None:
    rows = packet_of(tmp_path / "stack.pdf", Scenario.SINGLE, pages=300, options=DIGITAL)
    lengths = [len(document) for document in documents_of(rows)]
    assert 0.25 < lengths.count(1) / len(lengths) < 0.5
    assert sum(length >= 4 for length in lengths) > 0.12 * len(lengths)
    assert 8 <= max(lengths) <= 20


@pytest.mark.parametrize("seed", range(3))
def test_scans_of_a_packet_are_mostly_of_one_size(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "stack.pdf"
    packet_of(path, Scenario.SINGLE, seed, 30, PacketOptions(scan_share=1.0))
    with pymupdf.open(path) as document:
        sizes = [tuple(sorted(round(side / 4) for side in page.rect[2:])) for page in document]
    assert max(sizes.count(size) for size in set(sizes)) > 0.7 * len(sizes)


@pytest.mark.parametrize("scenario", Scenario)
def test_rows_name_their_scenario(tmp_path: Path, scenario: Scenario) -> None:
    rows = packet_of(tmp_path / "stack.pdf", scenario, pages=1)
    assert {row.scenario for row in rows} == {scenario.value}


def test_all_scenarios_come_up(tmp_path: Path) -> None:
    options = PacketOptions(pages=250, scan_share=0.0)
    rows = make_packet(tmp_path / "p.pdf", seed=2, wording=Wording.TRAINING, options=options)
    assert {row.scenario for row in rows} == set(Scenario)
