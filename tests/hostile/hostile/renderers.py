"""Pages that keep a renderer busy for as long as it is let."""

from collections.abc import Iterator, Mapping

from hostile.file import DONE, HostileFile
from hostile.raw_pdf import LETTER, letter_page, pdf_of_pages, stream, text_content

SLOW_PAGE = 2
PAGE_COUNT = 5


def endless_page() -> HostileFile:
    """Five pages, of which the third draws itself 2 ** 40 times."""
    return _among_letters("forms", *_doubling_forms(), lost=(SLOW_PAGE,))


def renderers() -> Iterator[HostileFile]:
    """Pages that are drawn for ever, one among good ones in each PDF."""
    yield endless_page()
    for name, (content, resources, more) in _pages().items():
        yield _among_letters(name, content, resources, more)


def _among_letters(
    name: str,
    content: bytes,
    resources: str,
    more: Mapping[int, bytes],
    lost: tuple[int, ...] | None = None,
) -> HostileFile:
    pages = [letter_page()] * PAGE_COUNT
    pages[SLOW_PAGE] = (content, resources)
    return HostileFile(
        "endless drawing", f"busy-{name}.pdf", pdf_of_pages(pages, more), DONE, lost=lost
    )


Drawing = tuple[bytes, str, Mapping[int, bytes]]
"""Content of a page, what its resources name, and the objects that those need."""


def _pages() -> dict[str, Drawing]:
    return {
        "patterns": _nested_patterns(),
        "glyphs": _recursive_glyphs(),
        "masks": _nested_masks(),
        "shading": _shading(),
        "mesh": _function_mesh(),
        "states": (stream(b"q " * 3_000_000 + text_content()), "", {}),
        "lines": (stream(_lines()), "", {}),
        "dashes": (stream(b"[0.0000001 0.0000001] 0 d 0 0 m 595 842 l S"), "", {}),
        "own-form": _own_form(),
        "letters": (stream(text_content(LETTER * 20_000)), "", {}),
        "surrogates": _surrogates(),
    }


def _doubling_forms() -> Drawing:
    """Each form draws the next one twice; only the last one draws something."""
    levels = 40
    forms = {
        1000 + level: stream(b"/X Do /X Do", _form(f"/XObject << /X {1001 + level} 0 R >>"))
        for level in range(levels)
    }
    forms[1000 + levels] = stream(b"0 0 9 9 re f", _form())
    return stream(text_content() + b" /X Do"), "/XObject << /X 1000 0 R >>", forms


def _form(resources: str = "") -> str:
    return f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {resources} >>"


def _own_form() -> Drawing:
    form = stream(b"/X Do /X Do", _form("/XObject << /X 1000 0 R >>"))
    return stream(text_content() + b" /X Do"), "/XObject << /X 1000 0 R >>", {1000: form}


def _nested_patterns() -> Drawing:
    """Tiles a hundredth of a point wide, each filled with such tiles."""
    levels = 6
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    tiles = {
        1000 + level: stream(fill, _tile(f"/Pattern << /P {1001 + level} 0 R >>"))
        for level in range(levels)
    }
    tiles[1000 + levels] = stream(b"0 0 0.005 0.005 re f", _tile())
    return stream(text_content() + b" " + fill), "/Pattern << /P 1000 0 R >>", tiles


def _tile(resources: str = "") -> str:
    return (
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] "
        f"/XStep 0.01 /YStep 0.01 /Resources << {resources} >>"
    )


def _recursive_glyphs() -> Drawing:
    """A glyph is a drawing that shows the glyph ten times."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
        b"/FirstChar 97 /LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> "
        b"/CharProcs << /a 1001 0 R >> /Resources << /Font << /T 1000 0 R >> >> >>"
    )
    glyph = stream(b"1 0 d0 BT /T 1 Tf (aaaaaaaaaa) Tj ET 0 0 1 1 re f")
    content = text_content() + b" BT /T 9 Tf 60 300 Td (aaaaaaaaaa) Tj ET"
    pages_font = "/Font << /F1 3 0 R /T 1000 0 R >>"
    return stream(content), pages_font, {1000: font, 1001: glyph}


def _nested_masks() -> Drawing:
    """Each soft mask is a group that is drawn through the next one, twice."""
    levels = 30
    states, resources = {}, "/ExtGState << /G 1000 0 R >>"
    for level in range(levels):
        group, following = 1100 + level, 1001 + level
        states[1000 + level] = b"<< /SMask << /S /Luminosity /G %d 0 R >> >>" % group
        inner = f"/ExtGState << /G {following if level + 1 < levels else 1000} 0 R >>"
        states[group] = stream(
            b"q /G gs 0 0 595 842 re f Q q /G gs 0 0 595 842 re f Q",
            _form(inner) + " /Group << /S /Transparency /CS /DeviceGray >>",
        )
    return stream(text_content() + b" /G gs 0 0 595 842 re f"), resources, states


def _shading() -> Drawing:
    """Circles without end, from a function that calls functions that call functions."""
    levels = 25
    functions = {
        1100 + level: (
            b"<< /FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 0 1] "
            b"/Functions [%d 0 R %d 0 R] >>" % (1101 + level, 1101 + level)
        )
        for level in range(levels)
    }
    functions[1100 + levels] = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [1] >>"
    shading = (
        b"<< /ShadingType 3 /ColorSpace /DeviceGray /Coords [0 0 0 1e-9 0 1e9] /Extend [true true] "
        b"/Function 1100 0 R >>"
    )
    content = text_content() + b" /S sh"
    return stream(content), "/Shading << /S 1000 0 R >>", {1000: shading, **functions}


def _function_mesh() -> Drawing:
    """A program for each point of the page (shading type 1, function type 4)."""
    program = b"{ add " + b"dup mul sqrt " * 20_000 + b"}"
    function = stream(program, "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]")
    shading = (
        b"<< /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [595 0 0 842 0 0] "
        b"/Function 1001 0 R >>"
    )
    content = text_content() + b" /S sh"
    return stream(content), "/Shading << /S 1000 0 R >>", {1000: shading, 1001: function}


def _lines() -> bytes:
    """One path that crosses itself very often, filled by the rule that must count."""
    points = b"".join(
        b"%d %d l " % (number * 7919 % 595, number * 104_729 % 842) for number in range(60_000)
    )
    return text_content() + b" 0 0 m " + points + b"f*"


def _surrogates() -> Drawing:
    """A font that says of its letters that they are halves of characters."""
    codes = " ".join(f"<{code:02X}> <D800>" for code in range(32, 127))
    table = (
        "/CIDInit /ProcSet findresource begin begincmap "
        f"1 begincodespacerange <00> <FF> endcodespacerange 95 beginbfchar {codes} endbfchar "
        "endcmap end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1001 0 R "
        b"/FirstChar 32 /LastChar 32 /Widths [500] >>"
    )
    mixed = text_content() + b" BT /S 9 Tf 60 300 Td (halves of characters) Tj ET"
    return (
        stream(mixed),
        "/Font << /F1 3 0 R /S 1000 0 R >>",
        {1000: font, 1001: stream(table.encode())},
    )
