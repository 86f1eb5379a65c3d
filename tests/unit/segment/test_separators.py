from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import (
    GRID_COLUMNS,
    GRID_ROWS,
    CodeKind,
    Page,
    PageCode,
    PageLayout,
    Separator,
    SeparatorKind,
    TextSource,
)
from smartcat.segment import SeparatorRules, find_separator, find_separators, unread_separator

CELLS = GRID_ROWS * GRID_COLUMNS
DEFAULT = SeparatorRules()
PATCH_T = PageCode(kind=CodeKind.PATCH_T, value="PATCHT")
QR = PageCode(kind=CodeKind.QR, value="https://pay.example/17")
LABEL = PageCode(kind=CodeKind.CODE_128, value="DOC-0017")
UNREAD = PageCode(kind=CodeKind.QR, value=None)
LETTER = "word " * 120
TITLE = "Separator sheet: begin a new document here"


def page(
    *codes: PageCode,
    text: str = TITLE,
    inked: float = 0.1,
    source: TextSource = TextSource.OCR,
    page_index: int = 0,
) -> Page:
    """Return a page with ink in a share of its cells."""
    dark = round(inked * CELLS)
    grid = (40,) * dark + (1,) * (CELLS - dark)
    layout = PageLayout(ink_fraction=inked / 5, ink_grid=grid, is_blank=not inked)
    return Page(
        page_index=page_index, text=text, text_source=source, layout=layout, codes=tuple(codes)
    )


def letter(*codes: PageCode) -> Page:
    return page(*codes, text=LETTER, inked=0.6)


BLANK = page(text="", inked=0, source=TextSource.NONE)
PAGES = st.sampled_from([page(PATCH_T), page(QR), page(), letter(), letter(LABEL), BLANK])


def kinds(pages: Sequence[Page], rules: SeparatorRules) -> list[SeparatorKind | None]:
    return [found.kind if found else None for found in find_separators(pages, rules)]


@pytest.mark.parametrize("code", [QR, LABEL, PageCode(kind=CodeKind.CODE_39, value="NEXT")])
def test_a_code_on_a_sheet_made_for_it_parts_documents(code: PageCode) -> None:
    expected = Separator(kind=SeparatorKind(code.kind), value=code.value)
    assert find_separator(page(code), DEFAULT) == expected


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(letter(QR, LABEL), id="an invoice"),
        pytest.param(page(LABEL, text=LETTER), id="many words in little space"),
        pytest.param(page(QR, text="", inked=0.5), id="a photograph"),
        pytest.param(page(QR, text="", inked=0.3, source=TextSource.NONE), id="not recognised"),
        pytest.param(page(UNREAD), id="unreadable"),
        pytest.param(page(), id="no code"),
        pytest.param(Page(page_index=0, codes=(QR,)), id="never seen"),
    ],
)
def test_other_pages_part_nothing(other: Page) -> None:
    assert find_separator(other, DEFAULT) is None


def test_an_unrecognised_sheet_is_known_by_its_little_ink() -> None:
    assert find_separator(page(QR, text="", source=TextSource.NONE), DEFAULT) is not None


@pytest.mark.parametrize("rules", [DEFAULT, SeparatorRules(value="DOC-.*")])
def test_patch_t_parts_documents_whatever_else_is_on_its_page(rules: SeparatorRules) -> None:
    expected = Separator(kind=SeparatorKind.PATCH_T, value="PATCHT")
    assert find_separator(letter(PATCH_T), rules) == expected
    assert find_separator(page(QR, LABEL, PATCH_T), rules) == expected


def test_a_value_that_was_asked_for_parts_documents_on_any_page() -> None:
    rules = SeparatorRules(value=r"DOC-\d+")
    expected = Separator(kind=SeparatorKind.CODE_128, value="DOC-0017")
    assert find_separator(letter(QR, LABEL), rules) == expected


@pytest.mark.parametrize("value", ["DOC", "DOC-001", "-0017", "doc-0017"])
def test_a_value_must_match_in_full(value: str) -> None:
    assert find_separator(page(LABEL), SeparatorRules(value=value)) is None


def test_line_breaks_and_other_letters_can_be_matched() -> None:
    code = PageCode(kind=CodeKind.QR, value="Müller\nAkte 7")
    assert find_separator(letter(code), SeparatorRules(value="(?s)Mü.*"))


@pytest.mark.parametrize("value", ["(", "a**", "[z-a]", "(?=x)", "((a{999}){999}){999}", "\udc80"])
def test_what_is_no_expression_is_refused_with_the_reason(value: str) -> None:
    with pytest.raises(ValueError, match=r"is not a regular expression: .") as raised:
        SeparatorRules(value=value)
    assert type(raised.value) is ValueError


def test_no_expression_takes_for_ever() -> None:
    code = PageCode(kind=CodeKind.QR, value="a" * 4000 + "!")
    assert find_separator(page(code), SeparatorRules(value="((a+)+)+(a|aa)*")) is None


def test_blank_pages_part_documents_only_where_no_code_does() -> None:
    assert kinds([letter(), BLANK, letter()], DEFAULT) == [None, SeparatorKind.BLANK, None]
    coded = [letter(), BLANK, page(PATCH_T), BLANK, letter()]
    assert kinds(coded, DEFAULT) == [None, None, SeparatorKind.PATCH_T, None, None]


def test_a_faded_page_is_no_blank_sheet() -> None:
    layout = PageLayout(ink_fraction=0.005, ink_grid=(1,) * CELLS, is_blank=True)
    faded = Page(page_index=0, text_source=TextSource.OCR, layout=layout)
    assert kinds([letter(), faded, letter()], SeparatorRules(blank=True)) == [None, None, None]


@given(st.lists(PAGES))
def test_whether_blank_pages_part_documents_can_be_said(pages: list[Page]) -> None:
    never = kinds(pages, SeparatorRules(blank=False))
    always = kinds(pages, SeparatorRules(blank=True))
    assert SeparatorKind.BLANK not in never
    written = [index for index, one in enumerate(pages) if one is not BLANK]
    for index, (one, without, with_blank) in enumerate(zip(pages, never, always, strict=True)):
        parts = one is BLANK and written and written[0] < index < written[-1]
        assert with_blank == (SeparatorKind.BLANK if parts else without)
    assert kinds(pages, DEFAULT) == (never if any(never) else always)


def test_blank_pages_at_the_ends_of_a_stream_part_nothing() -> None:
    stack = [BLANK, letter(), BLANK, BLANK]
    assert kinds(stack, SeparatorRules(blank=True)) == [None] * 4


def test_a_sheet_that_could_not_be_read_is_for_review() -> None:
    reason = unread_separator(page(UNREAD, page_index=4), DEFAULT)
    assert reason == "page 5 may be a separator: it has a QR code that cannot be read"


def test_an_unreadable_code_matters_where_a_readable_one_would() -> None:
    assert unread_separator(letter(UNREAD), DEFAULT) is None
    assert unread_separator(letter(UNREAD), SeparatorRules(value="DOC-.*")) is not None


def test_a_separator_is_not_for_review_for_its_other_codes() -> None:
    assert unread_separator(page(UNREAD, PATCH_T), DEFAULT) is None
    assert unread_separator(page(LABEL), DEFAULT) is None
