import pytest

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
