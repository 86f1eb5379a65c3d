import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from smartcat.examples import LABELS, Language, Wording
from smartcat.examples.blocks import BLOCKS
from smartcat.examples.document import Brief, compose
from smartcat.examples.wordings import Lexicon, lexicon

EVERY = [
    (wording, language, label) for wording in Wording for language in Language for label in LABELS
]
HINTS = {"@airy", "@dense", "@landscape", "@roomy"}


def phrases_with(lexicons: Iterator[Lexicon], names: set[str]) -> set[str]:
    return {line for words in lexicons for name in names for line in words.phrases.get(name, ())}


def both_pools(language: Language, names: set[str]) -> tuple[set[str], set[str]]:
    training, held_out = (
        phrases_with((lexicon(wording, language, label) for label in LABELS), names)
        for wording in Wording
    )
    return training, held_out


def every_name(language: Language) -> set[str]:
    lexicons = (lexicon(wording, language, label) for wording in Wording for label in LABELS)
    return {name for words in lexicons for name in words.phrases} - {"layouts"}


def sentences_of(template: str) -> Iterator[str]:
    """Give what a phrase says in four words or more, for each choice, whatever fills its holes."""
    if hole := re.search(r"\[([^\[\]]*)\]", template):
        for choice in hole[1].split("/"):
            yield from sentences_of(template[: hole.start()] + choice + template[hole.end() :])
        return
    for sentence in re.split(r"\||(?<=[.!?:;])\s", template):
        words = re.findall(r"\w+", re.sub(r"\{[^{}]*\}", " ", sentence).casefold())
        if len(words) >= 4:
            yield " ".join(words)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["first", "last", "town", "streetname", "issuer", "trade"])
def test_pools_share_no_names(language: Language, name: str) -> None:
    training, held_out = both_pools(language, {name})
    assert len(training) >= 5
    # Tax offices are called that everywhere, and people write letters too: the names differ.
    assert training & held_out <= {"Finanzamt {*town}", "{*first} {*last}"}


@pytest.mark.parametrize("language", Language)
def test_pools_share_no_sentences(language: Language) -> None:
    training, held_out = (
        {sentence for line in lines for sentence in sentences_of(line)}
        for lines in both_pools(language, every_name(language))
    )
    assert min(len(training), len(held_out)) > 200
    assert not training & held_out


@pytest.mark.parametrize("language", Language)
def test_pools_share_nothing_that_sentences_are_made_of(language: Language) -> None:
    training, held_out = (
        {line.casefold() for line in lines}
        for lines in both_pools(language, {"rule", "thing", "matter", "when", "who", "carried"})
    )
    assert min(len(training), len(held_out)) > 100
    assert not training & held_out


@pytest.mark.parametrize("label", LABELS)
def test_pools_share_no_layouts_and_have_three(label: str) -> None:
    training, held_out = (
        set(lexicon(wording, Language.GERMAN, label).layouts) for wording in Wording
    )
    assert min(len(training), len(held_out)) >= 3
    if label != "id_card":  # a card on a page has few ways to lie; its fields differ
        assert len(training & held_out) <= 1


@pytest.mark.parametrize(("wording", "language", "label"), EVERY)
def test_layouts_name_blocks_that_exist(wording: Wording, language: Language, label: str) -> None:
    for layout in lexicon(wording, language, label).layouts:
        names = {block.split()[0] for block in layout.split(";")}
        assert names - HINTS <= set(BLOCKS), layout


@pytest.mark.parametrize(("wording", "language", "label"), EVERY)
def test_every_layout_can_be_drawn(wording: Wording, language: Language, label: str) -> None:
    for seed in range(12):
        with compose(Brief(label, language, wording, f"{seed}", f"{seed}")) as document:
            text = "".join(page.get_text() for page in document)
            assert 1 <= document.page_count <= 20
        assert not re.search(r"[{}\[\]]|\\N", text)


@pytest.mark.parametrize("wording", Wording)
def test_umlauts_and_signs_are_in_the_text_layer(wording: Wording) -> None:
    texts = []
    for seed in range(8):
        brief = Brief("loan_offer", Language.GERMAN, wording, f"{seed}", f"{seed}")
        with compose(brief) as document:
            texts.append("".join(page.get_text() for page in document))
    assert all(sign in "".join(texts) for sign in "äöüß€")
    assert "\ufffd" not in "".join(texts)


@dataclass(frozen=True)
class Impression:
    """What a reader sees of a first page: its type, the issuer's small print, all its text."""

    type_face: tuple[str, float]
    small_print: frozenset[str]
    text: str


def impression_of(brief: Brief) -> Impression:
    with compose(brief) as document:
        page = document[0].get_text("dict")
        text = document[0].get_text()
    spans = [
        (span["font"], round(span["size"], 1), span["text"])
        for block in page["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    [((font, size), _)] = Counter(span[:2] for span in spans).most_common(1)
    # Footers are set in 6.6 points, the sender above an address in 0.65 of the text's size.
    small = {6.6, round(0.65 * size, 1)}
    return Impression((font, size), frozenset(s[2] for s in spans if s[1] in small), text)


@pytest.mark.parametrize("wording", Wording)
@pytest.mark.parametrize("language", Language)
def test_an_issuers_documents_look_alike_and_read_differently(
    wording: Wording, language: Language
) -> None:
    with_small_print = 0
    for issuer in range(12):
        first, second, of_another = (
            impression_of(Brief("bank_statement", language, wording, contents, issuer_seed))
            for contents, issuer_seed in (("1", f"{issuer}"), ("2", f"{issuer}"), ("1", "other"))
        )
        assert first.type_face == second.type_face != of_another.type_face
        assert first.small_print == second.small_print
        assert first.text != second.text
        with_small_print += bool(first.small_print - of_another.small_print)
    assert with_small_print >= 4
