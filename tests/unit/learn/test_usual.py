from collections.abc import Callable
from pathlib import Path

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.bundle.usual import (
    CONFIDENCE_EDGES,
    NEW_WORD_EDGES,
    in_ranges,
    known_words,
    new_word_share,
    words_of,
)
from smartcat.dataset import LabelledPage
from smartcat.features import extract
from smartcat.learn import train
from smartcat.models import Page, TextSource

MakeSamples = Callable[..., list[LabelledPage]]


def test_training_tells_what_its_pages_look_like(make_samples: MakeSamples, tmp_path: Path) -> None:
    bundle = train(make_samples(), tmp_path / "m.smartcat").bundle
    assert bundle.metadata.classes
    usual = bundle.metadata.classes.usual
    assert usual is not None
    assert usual.witnesses == 36  # documents of a page each
    assert sum(usual.guesses.values()) == sum(usual.confidences) == sum(usual.new_words) == 36
    assert sum(usual.ocr_confidences) == 0  # nothing was recognised


def test_words_count_as_new_that_only_the_pages_own_document_has(
    make_samples: MakeSamples, tmp_path: Path
) -> None:
    samples = make_samples()
    lonely = Page(page_index=0, text="zyzzyva quixotic", text_source=TextSource.SUPPLIED)
    twice = [
        LabelledPage(
            page=lonely.model_copy(update={"page_index": index}),
            label="memo",
            document="lonely",
            stream="lonely",
            origin="lonely",
        )
        for index in range(2)
    ]
    before = train(samples, tmp_path / "a.smartcat").bundle.metadata.classes
    after = train([*samples, *twice], tmp_path / "b.smartcat").bundle.metadata.classes
    assert before
    assert before.usual
    assert after
    assert after.usual
    wholly_new = in_ranges([1.0, 1.0], NEW_WORD_EDGES)
    assert after.usual.new_words == tuple(
        one + more for one, more in zip(before.usual.new_words, wholly_new, strict=True)
    )


def test_a_page_of_training_has_few_new_words_and_a_foreign_one_many(
    make_samples: MakeSamples, tmp_path: Path
) -> None:
    samples = make_samples()
    bundle = train(samples, tmp_path / "m.smartcat").bundle
    schema = bundle.metadata.features
    assert bundle.classes
    known = known_words(bundle.classes, schema)

    def share(text: str) -> float | None:
        page = Page(page_index=0, text=text, text_source=TextSource.SUPPLIED)
        return new_word_share(words_of(extract(page, schema), schema), known)

    own = share(samples[0].page.text)
    assert own is not None
    assert own < 0.7
    assert share("Entzückende Wüstenspringmaus hüpft quer") == 1.0
    assert share("") is None


def test_an_earlier_bundle_is_read_and_does_not_tell() -> None:
    classes = load_bundle(starter_bundle_path()).metadata.classes
    assert classes
    assert classes.usual is None


def test_a_value_on_an_edge_is_in_the_range_above() -> None:
    assert in_ranges([0.0, 0.5, 0.95, 1.0], CONFIDENCE_EDGES) == (1, 1, 0, 1, 0, 1)
    assert in_ranges([], CONFIDENCE_EDGES) == (0,) * 6
