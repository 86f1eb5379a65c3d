import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import (
    BAND_PARTS,
    BANDS,
    GRID_COLUMNS,
    GRID_ROWS,
    Page,
    PageLayout,
    PageTexture,
)
from smartcat.segment import (
    PageClues,
    clues_of,
    document_frequencies,
    matrix,
    pair_features,
    rarity_of,
)

CELLS = GRID_ROWS * GRID_COLUMNS
SHARES = st.floats(0, 1)
BAND_OF_ONE = st.integers(0, 255).map(lambda ink: (ink,) * BAND_PARTS)
TEXTURES = st.builds(
    PageTexture,
    left=SHARES,
    top=SHARES,
    right=SHARES,
    bottom=SHARES,
    line_pitch=SHARES,
    line_regularity=st.floats(-1, 1),
    stroke_width=SHARES,
    stroke_height=SHARES,
    edges=st.tuples(SHARES, SHARES, SHARES, SHARES),
    bands=st.tuples(*(BAND_OF_ONE,) * len(BANDS)),
)
GRIDS = st.sampled_from([(), (0,) * CELLS, (255,) * CELLS, tuple(range(CELLS))])
LAYOUTS = st.builds(
    PageLayout,
    ink_fraction=SHARES,
    ink_grid=GRIDS,
    is_blank=st.just(False),
    texture=st.none() | TEXTURES,
)
TEXTS = st.sampled_from(
    [
        "",
        "\n \n",
        "Dear Sir,\nI write on 3.4.2021 about 10047711\nPage 1 of 2\n",
        "goes on and on\nYours sincerely\nPage 2 of 2\n",
        "\udc80 Straße ✂ 12\n" * 30,
    ]
)
PAGES = st.builds(
    Page,
    page_index=st.just(0),
    text=TEXTS,
    width_pt=st.sampled_from([0.0, 595.0, 842.0, 0.1]),
    height_pt=st.sampled_from([0.0, 842.0, 595.0, 14400.0]),
    layout=st.none() | LAYOUTS,
)
MARGINS = st.lists(st.floats(-50, 50), min_size=4, max_size=4).map(np.array)
CLASSES = st.none() | st.sampled_from([(0.2, 0.8), (1.0, 0.0)]).map(np.array)
CLUES = st.builds(clues_of, PAGES, MARGINS, CLASSES)
SIZES = ("same_size", "width_change", "height_change", "aspect_change")


def features(*pages: PageClues, page_size: bool = True) -> list[dict[str, float]]:
    rarity = rarity_of(pages, document_frequencies(pages))
    return list(pair_features(pages, rarity, page_size=page_size))


def clues(text: str, **facts: object) -> PageClues:
    page = Page.model_validate({"page_index": 0, "text": text, **facts})
    return clues_of(page, np.zeros(4), None)


NAMES = tuple(features(clues(""), clues(""))[0])


@given(st.lists(CLUES, max_size=5), st.booleans())
def test_all_pages_have_the_same_features_and_all_are_numbers(
    pages: list[PageClues], page_size: bool
) -> None:
    rows = features(*pages, page_size=page_size)
    assert len(rows) == max(len(pages) - 1, 0)
    assert all(tuple(row) == NAMES for row in rows)
    values = matrix(rows, NAMES)
    assert values.shape == (len(rows), len(NAMES))
    assert np.isfinite(values).all()


@given(st.lists(CLUES, min_size=2, max_size=4))
def test_without_page_size_nothing_tells_of_it(pages: list[PageClues]) -> None:
    with_size, without = features(*pages), features(*pages, page_size=False)
    for one, other in zip(with_size, without, strict=True):
        assert other == {**one, **dict.fromkeys(SIZES, 0.0)}


def test_the_size_of_pages_is_told() -> None:
    upright = clues("a", width_pt=595.0, height_pt=842.0)
    across = clues("a", width_pt=842.0, height_pt=595.0)
    unknown = clues("a")
    [same] = features(upright, upright)
    [turned] = features(upright, across)
    [unsaid] = features(unknown, upright)
    assert [same[name] for name in SIZES] == [1, 0, 0, 0]
    assert turned["width_change"] == pytest.approx(math.log(842 / 595))
    assert turned["aspect_change"] == pytest.approx(2 * math.log(842 / 595))
    assert [unsaid[name] for name in SIZES] == [0, 0, 0, 0]


def test_columns_come_in_the_order_that_was_asked_for() -> None:
    rows = [{"a": 1.0, "b": 2.0}, {"a": 3.0, "b": 4.0}]
    assert matrix(rows, ("b", "a")).tolist() == [[2, 1], [4, 3]]
    assert matrix([], ("b", "a")).shape == (0, 2)


def test_what_both_pages_say_makes_them_alike() -> None:
    other = clues("quite another matter of gardens, roses and their thorns " * 3)
    text = "the mortgage of the house in Garden Street was extended by ten years " * 3
    alike, unlike = features(clues(text), clues(text), other)
    for name in ("likeness", "word_likeness", "words_kept"):
        assert alike[name] == pytest.approx(1)
        assert unlike[name] < 0.5


def test_a_running_head_on_every_page_tells_less_than_one_of_two() -> None:
    bodies = ["alpha beta gamma", "delta epsilon zeta", "eta theta iota", "kappa lambda omega"]
    stream = [clues(f"Savings Bank\n{body}") for body in bodies]
    some = [*stream[:2], *(clues(body * 2) for body in bodies[2:])]
    assert features(*stream)[0]["word_likeness"] < features(*some)[0]["word_likeness"]


@pytest.mark.parametrize(
    ("before", "page", "name"),
    [
        ("", "Dear Mrs Example,", "opens"),
        ("", "Betreff: Kündigung", "opens"),
        ("Mit freundlichen Grüßen", "", "closed_before"),
        ("Yours sincerely", "", "closed_before"),
        ("", "12.3.2021", "dated_head"),
        ("12.3.2021", "March 4, 2021", "new_date"),
        ("on 12.3.2021 we met", "as of 12.3.2021 we do not", "date_kept"),
        ("", "Page 1 of 3", "number_is_one"),
        ("Page 1 of 3", "Page 2 of 3", "number_runs_on"),
        ("Page 1 of 3", "Page 3 of 3", "number_breaks"),
        ("Page 3 of 3", "", "was_last_of_total"),
        ("Page 2 of 3", "", "was_within_total"),
        ("Page 2 of 3", "Page 3 of 3", "total_kept"),
        ("- 4 -", "- 5 -", "bare_number_runs_on"),
        ("10047711", "10047712", "serial_runs_on"),
        ("", "goes on within a sentence", "starts_lowercase"),
        ("This sentence is much too long to end here and", "", "ended_open"),
        ("", "", "no_text"),
    ],
)
def test_signs_on_pages_are_seen(before: str, page: str, name: str) -> None:
    body = "Ordinary words of no account at all.\n"
    [seen] = features(clues(before), clues(page))
    [unseen] = features(clues(body), clues(body))
    assert (seen[name], unseen[name]) == (1, 0)
