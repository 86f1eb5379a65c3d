import re
from collections.abc import Iterator

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


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["first", "last", "town", "streetname", "issuer", "trade"])
def test_pools_share_no_names(language: Language, name: str) -> None:
    training, held_out = both_pools(language, {name})
    assert len(training) >= 5
    # Tax offices are called that everywhere, and people write letters too: the names differ.
    assert training & held_out <= {"Finanzamt {*town}", "{*first} {*last}"}


@pytest.mark.parametrize("language", Language)
def test_pools_share_no_sentences(language: Language) -> None:
    names = {"body", "terms", "works", "legal", "notes", "intro", "duties", "greeting", "opening"}
    names |= {"rule", "thing", "when", "who", "carried"}
    training, held_out = both_pools(language, names)
    assert len(training) > 100
    assert not training & held_out - {"Sehr geehrte Damen und Herren,"}


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


def test_an_issuers_documents_look_alike_and_read_differently() -> None:
    texts = []
    for seed in ("first", "second"):
        brief = Brief("bank_statement", Language.GERMAN, Wording.TRAINING, seed, "1")
        with compose(brief) as document:
            texts.append(document[0].get_text())
    heads = [{line for line in text.splitlines() if "bank" in line.lower()} for text in texts]
    assert texts[0] != texts[1]
    assert heads[0] & heads[1]
