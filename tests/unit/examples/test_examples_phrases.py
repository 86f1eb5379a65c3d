from random import Random

import pytest

from smartcat.examples.phrases import Phrases
from smartcat.examples.values import Values
from smartcat.examples.wordings import Language, Lexicon


def phrases(language: Language = Language.GERMAN, **lines: tuple[str, ...]) -> Phrases:
    rng = Random(1)
    return Phrases(Lexicon((), lines), rng, Values(rng, language), {"given": "Known"})


def test_a_phrase_is_kept_and_a_star_draws_anew() -> None:
    names = tuple("ABCDEFGH")
    said = phrases(name=names).say("{name}{name}{name} {*name}{*name}{*name}{*name}{*name}{*name}")
    kept, fresh = said.split()
    assert len(set(kept)) == 1
    assert len(set(fresh)) > 1


def test_values_are_kept_under_a_name() -> None:
    first, second = phrases().say("{net=amount 1 9000} {net}").split()
    assert first == second


def test_given_facts_win() -> None:
    assert phrases(given=("Other",)).say("{given}") == "Known"


def test_alternatives_nest() -> None:
    assert phrases().say("[a/a] [[b/b]/b]") == "a b"


@pytest.mark.parametrize(
    ("language", "template", "expected"),
    [
        (Language.GERMAN, "{amount 1234.5 1234.5}", "1.234,50"),
        (Language.ENGLISH, "{amount 1234.5 1234.5}", "1,234.50"),
        (Language.GERMAN, "{percent 3.5 3.5}", "3,50 %"),
        (Language.ENGLISH, "{percent 3.5 3.5}", "3.50%"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    language: Language, template: str, expected: str
) -> None:
    assert phrases(language).say(template) == expected


def test_optional_lines_come_sometimes() -> None:
    teller = phrases(rows=("always", "?sometimes"))
    drawn = [tuple(teller.lines("rows")) for _ in range(30)]
    assert set(drawn) == {("always",), ("always", "sometimes")}


def test_lines_keep_their_order_and_repeat_only_where_they_must() -> None:
    teller = phrases(rows=tuple("ABCDEF"))
    few = teller.lines("rows", "3-4")
    assert few == sorted(set(few))
    assert len(teller.lines("rows", "20-20")) == 20
