import re
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from random import Random

import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.examples import LabelRow, PacketOptions, Scenario, Wording, make_packet, packets
from smartcat.examples.packets import draw_wrong_order
from smartcat.examples.stretches import Backs, draw_stretch

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


def likeness(first: bytes, second: bytes) -> float:
    """Return the correlation of two pages' pixels."""
    one, two = (np.frombuffer(page, np.uint8).astype(float) for page in (first, second))
    return float(np.corrcoef(one, two)[0, 1])


def ink_within_margins(path: Path) -> list[float]:
    """Return the share of pixels darker than the paper, without punch holes and dark edges."""
    shares = []
    with pymupdf.open(path) as document:
        for page in document:
            inner = page.rect + pymupdf.Rect(50, 34, -50, -34)
            pixels = page.get_pixmap(dpi=75, colorspace=pymupdf.csGRAY, clip=inner).samples
            # Thin print on the grey of a poor scan is not dark, only darker than its paper.
            paper = sum(pixels) / len(pixels)
            shares.append(sum(level < paper - 50 for level in pixels) / len(pixels))
    return shares


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


@pytest.mark.parametrize("scenario", Scenario)
def test_every_page_has_one_row_in_one_document(tmp_path: Path, scenario: Scenario) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, scenario, pages=15)
    with pymupdf.open(path) as file:
        assert [row.page_number for row in rows] == list(range(1, file.page_count + 1))
    documents = documents_of(rows)
    assert len({row.document for row in rows}) == len(documents)
    for document in documents:
        places = [int(row.document_page) for row in document]
        assert sorted(places) == list(range(1, len(document) + 1))
        assert (places != sorted(places)) == (scenario is Scenario.OUT_OF_ORDER)
        assert all(row.label for row in document) == (scenario is not Scenario.DUPLEX)


@pytest.mark.parametrize("seed", range(3))
def test_blank_backs_belong_to_their_document_but_have_no_label(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.DUPLEX, seed, pages=12)
    for document in documents_of(rows):
        assert document[0].label
        assert {row.label for row in document} == {document[0].label, ""}
    for row, ink in zip(rows, ink_within_margins(path), strict=True):
        assert (ink > 0.002) == bool(row.label), row


def test_backs_are_blank_on_every_sheet_or_on_an_odd_last_one(tmp_path: Path) -> None:
    rows = packet_of(tmp_path / "stack.pdf", Scenario.DUPLEX, seed=2, pages=60)
    kinds = set()
    for document in documents_of(rows):
        blanks = [not row.label for row in document]
        printed = blanks.count(False)
        if blanks == [False, True] * printed:
            kinds.add("every")
        else:
            assert printed % 2 == 1
            assert blanks == [False] * printed + [True]
            kinds.add("last")
    assert kinds == {"every", "last"}


@pytest.mark.parametrize(
    ("backs", "pages", "expected"),
    [
        (Backs.NOT_SCANNED, 3, [False, False, False]),
        (Backs.EVERY, 3, [True, True, True]),
        (Backs.LAST, 3, [False, False, True]),
        (Backs.LAST, 1, [True]),
        (Backs.LAST, 2, [True, True]),
    ],
)
def test_a_duplex_scan_has_some_blank_back(backs: Backs, pages: int, expected: list[bool]) -> None:
    assert [backs.is_blank_behind(page, pages) for page in range(pages)] == expected


@pytest.mark.parametrize("wording", Wording)
@pytest.mark.parametrize("seed", range(4))
def test_a_long_contract_has_its_header_on_every_page(
    tmp_path: Path, seed: int, wording: Wording
) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.RUNNING_HEADER, seed, 1, DIGITAL, wording)
    before, contract, after = documents_of(rows)
    assert 6 <= len(contract) <= 12
    assert max(len(before), len(after)) <= 2
    pages = edges_of(path)[len(before) : len(before) + len(contract)]
    assert set.intersection(*map(set, pages))


@pytest.mark.parametrize("seed", range(6))
def test_one_page_of_a_document_lies_upside_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    path = tmp_path / "stack.pdf"
    rows = packet_of(path, Scenario.UPSIDE_DOWN, seed, pages=1)
    assert len(rows) >= 2
    assert {row.source for row in rows} == {"scan"}
    fed = grey_pages(path)
    # Nothing but a part says which page is turned, so the same document is made without that.
    monkeypatch.setattr(
        packets,
        "draw_stretch",
        lambda *of, **kinds: [
            replace(part, has_turned_page=False) for part in draw_stretch(*of, **kinds)
        ],
    )
    packet_of(path, Scenario.UPSIDE_DOWN, seed, pages=1)
    turned = [
        likeness(page, upright[::-1]) > likeness(page, upright)
        for page, upright in zip(fed, grey_pages(path), strict=True)
    ]
    assert turned.count(True) == 1


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
