from collections.abc import Callable

import pytest

from smartcat.dataset import LabelledPage
from smartcat.errors import DatasetError
from smartcat.learn.lessons import prepare
from smartcat.models import Page, PageLayout

MakeSamples = Callable[..., list[LabelledPage]]

BLANK = PageLayout(ink_fraction=0, ink_grid=(), is_blank=True)


def sample(page: Page, label: str | None, document: str) -> LabelledPage:
    return LabelledPage(page=page, label=label, document=document, stream=document, origin=document)


def of_text(text: str, label: str, document: str) -> LabelledPage:
    return sample(Page(page_index=0, text=text), label, document)


def test_labels_are_sorted_and_pages_keep_their_order(make_samples: MakeSamples) -> None:
    samples = make_samples(10)[::-1]
    lessons = prepare(samples)
    assert lessons.labels == ("invoice", "letter", "memo")
    assert lessons.pages == tuple(item.page for item in samples)
    assert [lessons.labels[code] for code in lessons.codes] == [item.label for item in samples]
    assert not lessons.warnings


def test_what_is_of_no_class_is_left_out_and_told(make_samples: MakeSamples) -> None:
    others = [
        sample(Page(page_index=0, failure="broken"), "memo", "a"),
        sample(Page(page_index=0, layout=BLANK), "memo", "b"),
        sample(Page(page_index=0, text="boundaries only"), None, "c"),
    ]
    lessons = prepare([*make_samples(10), *others])
    assert len(lessons.pages) == 30
    assert [warning.split(":")[0] for warning in lessons.warnings] == [
        "1 labelled page(s) could not be read",
        "1 labelled page(s) are blank",
    ]


def test_documents_with_the_same_text_are_kept_together(make_samples: MakeSamples) -> None:
    text = "The same words in the same order, but for NUMBER 1, on both of these pages."
    twins = [of_text(text, "memo", "x"), of_text(text.lower(), "memo", "y")]
    lessons = prepare([*make_samples(10), *twins])
    assert lessons.groups[-1] == lessons.groups[-2]
    assert len(set(lessons.groups.tolist())) == 31
    assert "text of a page of another document" in lessons.warnings[0]


def test_the_same_text_with_two_labels_is_told(make_samples: MakeSamples) -> None:
    text = "The same words in the same order on both of these pages, and yet two labels."
    lessons = prepare([*make_samples(10), of_text(text, "memo", "x"), of_text(text, "letter", "y")])
    assert "another label" in lessons.warnings[1]


def test_few_documents_are_a_warning(make_samples: MakeSamples) -> None:
    (first, *_) = prepare(make_samples(3)).warnings
    assert "only 3 documents of invoice" in first


def test_one_document_of_a_label_is_too_few(make_samples: MakeSamples) -> None:
    with pytest.raises(DatasetError, match="receipt"):
        prepare([*make_samples(5), of_text("till", "receipt", "r")])


def test_one_document_that_occurs_twice_is_too_few(make_samples: MakeSamples) -> None:
    text = "A receipt with enough words on it that nobody takes it for a chance likeness."
    twins = [of_text(text, "receipt", "a"), of_text(text, "receipt", "b")]
    with pytest.raises(DatasetError, match="receipt"):
        prepare([*make_samples(5), *twins])


@pytest.mark.parametrize("labels", [(), ("memo",)])
def test_one_class_teaches_nothing(make_samples: MakeSamples, labels: tuple[str, ...]) -> None:
    with pytest.raises(DatasetError, match="another class"):
        prepare(make_samples(5, labels))
