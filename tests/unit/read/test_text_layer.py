import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.read.text_layer import TextLayerVerdict, judge_text_layer, word_count

PROSE = "The borrower shall repay the loan in equal monthly instalments.\n" * 8
GERMAN = "Der Darlehensnehmer zahlt das Darlehen in gleichen Monatsraten zurück.\n" * 8
TABLE = "01.03.2024  Miete  -850,00\n04.03.2024  Gehalt  2.431,17\n" * 6
CONTENTS = "Einleitung ........................................... 3\n" * 12


@pytest.mark.parametrize("text", [PROSE, GERMAN, TABLE, CONTENTS, "Page 1"])
def test_what_was_typed_is_real(text: str) -> None:
    assert judge_text_layer(text, picture_coverage=0.0) is TextLayerVerdict.REAL


@pytest.mark.parametrize("text", ["", " \n\t ", "--- * ---"])
def test_a_layer_without_letters_is_empty(text: str) -> None:
    assert judge_text_layer(text, picture_coverage=0.0) is TextLayerVerdict.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd\ufffdloan\ufffd\ufffd\ufffd",
        "\ue001\ue002\ue003\ue004 \ue005\ue006 a",
        "!\"#$%&'()*+ abc ,-./:;<=>?@[]^`{|}~",
        "".join(chr(ord(c) + 3) if c.isalpha() else c for c in PROSE),
        "".join(chr(ord(c) - 29) if c.isalpha() else c for c in PROSE),
    ],
    ids=["replacement", "private use", "symbols", "shifted by 3", "glyph numbers"],
)
def test_broken_encodings_are_garbage(text: str) -> None:
    assert judge_text_layer(text, picture_coverage=0.0) is TextLayerVerdict.GARBAGE


@pytest.mark.parametrize("text", ["COPY", "Downloaded by J. Doe on 2024-03-01\n", "a b c\n1\n2\n"])
def test_a_few_words_over_a_scan_are_no_text_layer(text: str) -> None:
    assert judge_text_layer(text, picture_coverage=1.0) is TextLayerVerdict.SPARSE


def test_the_ocr_layer_of_a_searchable_scan_is_real() -> None:
    assert judge_text_layer(PROSE, picture_coverage=1.0) is TextLayerVerdict.REAL


def test_numbers_and_single_letters_are_no_words() -> None:
    assert word_count("a 12 b3 Übertrag of") == 2


LETTERS = st.sampled_from("etaoinsrxyzQÄß\u00d7½²9.·\u2013_ \n\u2003\ufffd\x01\ue000")
TEXTS = st.text(LETTERS | st.characters(), max_size=300) | st.text(LETTERS, min_size=60)


@given(TEXTS, st.sampled_from([0.0, 1.0]))
def test_verdicts_are_those_of_a_plain_reference(text: str, coverage: float) -> None:
    assert judge_text_layer(text, coverage) is plain_verdict(text, coverage)


@given(TEXTS)
def test_words_are_counted_as_by_a_plain_reference(text: str) -> None:
    assert word_count(text) == plain_word_count(text)


def plain_verdict(text: str, coverage: float) -> TextLayerVerdict:
    solid = [one for one in text if not one.isspace()]
    if not any(map(str.isalnum, solid)):
        return TextLayerVerdict.EMPTY
    broken = [one for one in solid if one == "\ufffd" or is_broken(one)]
    no_rules = [one for one in solid if one not in "._-*=|\u2013\u2014\u2026\u00b7\u2022"]
    latin = re.findall("[A-Za-zÀ-ÿ]", text)
    common = [one for one in latin if one in "etaoinsrETAOINSR"]
    if (
        len(broken) > 0.05 * len(solid)
        or sum(map(str.isalnum, no_rules)) < 0.5 * len(no_rules)
        or (len(latin) >= 60 and len(common) < 0.42 * len(latin))
    ):
        return TextLayerVerdict.GARBAGE
    lines = [line for line in text.splitlines() if line.strip()]
    is_sparse = plain_word_count(text) < 20 or len(lines) < 5
    return TextLayerVerdict.SPARSE if coverage and is_sparse else TextLayerVerdict.REAL


def plain_word_count(text: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", text))


def is_broken(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
