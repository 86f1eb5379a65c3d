import re
import zlib

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
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\.\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\.?\s+\d{4}"
)
OPENING = re.compile(r"^\s*(?:dear|liebe[r ]|to:|re:)", re.MULTILINE)
CLOSING = re.compile(r"sincerely|very truly|enclosure|^cc:|^anlagen?\b", re.MULTILINE)


@given(TEXTS)
def test_phrases_are_found_as_by_one_plain_expression(text: str) -> None:
    assert dates_in(f"\n{text}") == set(DATE.findall(text))
    assert has_opening(f"\n{text}") == bool(OPENING.search(text))
    assert has_closing(f"\n{text}") == bool(CLOSING.search(text))


@given(st.text(st.characters()) | TEXTS)
def test_words_are_hashed_as_by_one_plain_expression(text: str) -> None:
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    expected = {zlib.crc32(word.encode("utf-8", "surrogatepass")) & 0xFFFF for word in words}
    assert hashed_words(text.lower()).tolist() == sorted(expected)
