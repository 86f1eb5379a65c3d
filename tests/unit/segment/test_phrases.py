import re
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.segment.phrases import dates_in, has_closing, has_opening
from smartcat.segment.words import hashed_words

PIECES = (
    *("1", "12", "2021", ".", "/", ",", " ", "\n", "\t", "\x0b", "\u2028", "a"),
    *("jan", "march", "may", "mai", "dez", "märz", "dear ", "liebe ", "lieber", "to:", "re:"),
    *("cc:", "anlage", "anlagen", "enclosure", "very truly", "sincerely"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,20}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\.\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\.?\s+\d{4}"
)
OPENING = re.compile(r"^\s*(?:dear|liebe[r ]|to:|re:)", re.MULTILINE)
CLOSING = re.compile(r"sincerely|very truly|enclosure|^cc:|^anlagen?\b", re.MULTILINE)


@given(TEXTS)
def test_phrases_are_found_as_by_one_plain_expression(text: str) -> None:
    assert dates_in(f"\n{text}") == set(DATE.findall(text))
    assert has_opening(f"\n{text}") == bool(OPENING.search(text))
    assert has_closing(f"\n{text}") == bool(CLOSING.search(text))


@pytest.mark.parametrize("text", ["\n" * 100_000, "\r\n" * 50_000, "1 2021 " + "jan" * 33_000])
def test_no_text_takes_long(text: str) -> None:
    started_s = time.process_time()
    assert not any((dates_in(text), has_opening(text), has_closing(text)))
    assert time.process_time() - started_s < 1


@given(st.text(st.characters()) | TEXTS)
def test_words_are_hashed_as_by_one_plain_expression(text: str) -> None:
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    expected = {zlib.crc32(word.encode("utf-8", "surrogatepass")) & 0xFFFF for word in words}
    assert hashed_words(text.lower()).tolist() == sorted(expected)
