from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.examples import Language, Wording
from smartcat.examples.document import Brief, compose
from smartcat.examples.running import Numbered, RunningWish, draw_running, grant

PLAIN = replace(
    draw_running(Random(1), Wording.TRAINING, Language.ENGLISH),
    number="{n} of {total}",
    numbered=Numbered.EVERY,
    first_number=1,
    restarts=False,
)
ISSUERS = [
    draw_running(Random(seed), wording, language)
    for seed in range(100)
    for wording in Wording
    for language in Language
]


@given(total=st.integers(1, 30))
def test_pages_count_up_to_the_last(total: int) -> None:
    numbers = [PLAIN.number_of(page, [0], total) for page in range(total)]
    assert numbers == [f"{page + 1} of {total}" for page in range(total)]


@pytest.mark.parametrize(
    ("numbered", "one_page", "first_of_two", "second_of_two"),
    [
        (Numbered.EVERY, "1 of 1", "1 of 2", "2 of 2"),
        (Numbered.FOLLOWING, "", "", "2 of 2"),
        (Numbered.SEVERAL, "", "1 of 2", "2 of 2"),
    ],
)
def test_issuers_number_the_pages_they_like_to(
    numbered: Numbered, one_page: str, first_of_two: str, second_of_two: str
) -> None:
    running = replace(PLAIN, numbered=numbered)
    assert running.number_of(0, [0], 1) == one_page
    assert [running.number_of(page, [0], 2) for page in (0, 1)] == [first_of_two, second_of_two]


def test_parts_may_count_from_one_again() -> None:
    running = replace(PLAIN, restarts=True)
    numbers = [running.number_of(page, [0, 2], 5) for page in range(5)]
    assert numbers == ["1 of 2", "2 of 2", "1 of 3", "2 of 3", "3 of 3"]


def test_numbers_may_go_on_from_an_earlier_document() -> None:
    assert replace(PLAIN, first_number=7).number_of(1, [0], 3) == "8 of 9"


def test_habits_of_issuers_are_mixed() -> None:
    numbered = sum(bool(issuer.number) for issuer in ISSUERS)
    assert 0.4 < numbered / len(ISSUERS) < 0.6
    for habit in ("numbered", "restarts", "heads_first", "footer_everywhere", "head_style"):
        values = [getattr(issuer, habit) for issuer in ISSUERS]
        assert min(values.count(value) for value in set(values)) > 0.05 * len(values), habit
        assert len(set(values)) > 1, habit


@pytest.mark.parametrize("language", Language)
def test_pools_write_most_numbers_in_ways_of_their_own(language: Language) -> None:
    training, held_out = (
        {draw_running(Random(seed), wording, language).number or "{n}" for seed in range(200)}
        for wording in Wording
    )
    assert min(len(training), len(held_out)) >= 5
    assert len(training & held_out) == 2


@pytest.mark.parametrize("has_numbers", [True, False])
def test_wishes_are_granted(has_numbers: bool) -> None:
    wish = RunningWish(has_numbers, has_heads=True)
    for issuer in ISSUERS:
        running = grant(issuer, wish, Random(1), Wording.TRAINING, Language.GERMAN)
        assert bool(running.number) == has_numbers
        assert running.head
        assert running.heads_first


def test_letters_of_a_bank_carry_its_name() -> None:
    names = []
    for label in ("bank_statement", "letter"):
        brief = Brief(
            label, Language.GERMAN, Wording.TRAINING, label, "1", party="bank_statement",
            wish=RunningWish(has_heads=True),
        )  # fmt: skip
        with compose(brief) as document:
            names.append(set(document[0].get_text().splitlines()))
    assert any("bank" in line.lower() or "kasse" in line.lower() for line in names[0] & names[1])


@pytest.mark.parametrize("pages", [3, 8, 15])
def test_clauses_go_on_until_a_contract_is_long(pages: int) -> None:
    for seed in range(4):
        brief = Brief(
            "employment_contract", Language.ENGLISH, Wording.HELD_OUT, f"{seed}", "1",
            min_pages=pages,
        )  # fmt: skip
        with compose(brief) as document:
            assert pages <= document.page_count <= max(pages + 2, 11)
