import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest

from smartcat.evaluate.report import report_html
from smartcat.evaluate.result import (
    ClassFigures,
    Confusion,
    PageEvaluation,
    ReliabilityBin,
    RiskCoverage,
)

ODD = ("<script>alert(1)</script>", "A & B", "$x^2$ \"q\" 'r'", "日本語", "two\nlines")
VOID = {"meta", "path", "rect", "use"}


def evaluation(labels: tuple[str, ...], *, mistakes: int = 2) -> PageEvaluation:
    """Each class has 8 pages that are right, and some that are taken for the next class."""
    count = len(labels)
    rows = [
        [
            8 if row == column else mistakes * (column == (row + 1) % count)
            for column in range(count)
        ]
        for row in range(count)
    ]
    accuracy = 8 / (8 + mistakes)
    figures = ClassFigures(precision=accuracy, recall=accuracy, f1=accuracy, support=8 + mistakes)
    return PageEvaluation(
        model="sha256:0123",
        pages=(8 + mistakes) * count,
        unscored=0,
        accuracy=accuracy,
        macro_f1=accuracy,
        ece=0.0212,
        auroc=0.934 if mistakes else None,
        threshold=0.8,
        accepted=0.7,
        accepted_accuracy=0.9871,
        classes=dict.fromkeys(labels, figures),
        confusion=Confusion(labels=labels, counts=tuple(tuple(row) for row in rows)),
        risk_coverage=tuple(
            RiskCoverage(review=step / 10, errors_caught=min(1.0, step / 4)) for step in range(11)
        ),
        reliability=(
            ReliabilityBin(confidence=0.41, accuracy=0.5, pages=4),
            ReliabilityBin(confidence=0.97, accuracy=0.9, pages=12_345),
        ),
    )


def html(found: PageEvaluation) -> str:
    return report_html(found, dataset="held-out", model_name="paperwork")


class Outline(HTMLParser):
    """The elements of a page: which are open, which there were, what they refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.mark.parametrize("labels", [("a", "b"), ODD, tuple(f"class_{i}" for i in range(40))])
def test_the_page_is_whole_and_loads_nothing(labels: tuple[str, ...]) -> None:
    page = html(evaluation(labels))
    outline = Outline(page)
    assert outline.open == []
    assert "://" not in page
    assert "@import" not in page
    assert not {"script", "link", "img", "iframe", "image"} & {tag for tag, _ in outline.elements}
    references = outline.values("href") + outline.values("xlink:href")
    assert all(
        reference.startswith("#") for reference in references + re.findall(r"url\((.)", page)
    )


def test_ids_are_unique_and_every_reference_is_met() -> None:
    page = html(evaluation(("a", "b", "c")))
    outline = Outline(page)
    ids = Counter(outline.values("id"))
    assert max(ids.values()) == 1
    used = {name.removeprefix("#") for name in outline.values("xlink:href")}
    used |= set(re.findall(r"url\(#(\w+)\)", page)) | set(outline.values("aria-labelledby"))
    assert used <= set(ids)


def test_every_colour_of_a_picture_is_one_of_the_page() -> None:
    page = html(evaluation(("a", "b", "c")))
    assert not re.search(r"#[0-9a-f]{6}", page.partition("</style>")[2])
    assert set(re.findall(r"var\((--\w+)\)", page)) <= set(re.findall(r"(--\w+):", page))


def test_pictures_and_tables_can_be_read_aloud() -> None:
    outline = Outline(html(evaluation(("a", "b"))))
    pictures = [attributes for tag, attributes in outline.elements if tag == "svg"]
    assert [picture["role"] for picture in pictures] == ["img"] * 3
    assert "a taken for b, 2" in pictures[0]["aria-label"]
    assert all("scope" in attributes for tag, attributes in outline.elements if tag == "th")


def test_what_comes_from_the_dataset_is_escaped() -> None:
    found = evaluation(ODD).model_copy(update={"warnings": ("<i>x</i> & y.pdf: skipped",)})
    page = report_html(found, dataset="<u>d</u>", model_name="<b>m</b> $style")
    assert not {"script", "u", "b"} & {tag for tag, _ in Outline(page).elements}
    assert "&lt;i&gt;x&lt;/i&gt; &amp; y.pdf: skipped" in page
    assert "&lt;u&gt;d&lt;/u&gt;" in page
    assert "&lt;b&gt;m&lt;/b&gt; $style" in page


def test_every_label_is_in_the_picture_and_in_the_table() -> None:
    labels = (*ODD[:2], *(f"class_{i}" for i in range(12)))
    page = html(evaluation(labels))
    picture, _, rest = page.partition("</svg>")
    for label in labels:
        assert picture.count(f">{escape(label)}</text>") == 2
        assert f'<th scope="row" class="label">{escape(label)}</th>' in rest


def test_long_labels_are_cut_in_the_picture_only() -> None:
    label = "an_unreasonably_long_label_" * 4
    picture, _, rest = html(evaluation((label, "b"))).partition("</svg>")
    assert f">{label}</text>" not in picture
    assert f">{label}</th>" in rest


def test_headline_figures_are_shown() -> None:
    page = html(evaluation(("a", "b"))).replace("\N{NO-BREAK SPACE}", " ")
    for text in ("80.0 %", "16 of 20 pages", "0.800", "2.1 points", "0.934", "catch 25.0 %"):
        assert text in page
    assert "Accepted at confidence ≥ 0.80" in page
    assert "98.7 % of them are right" in page


def test_a_model_that_is_always_right_has_nothing_to_catch() -> None:
    page = html(evaluation(("a", "b"), mistakes=0))
    assert page.count("there is nothing to catch") == 2
    assert "Needs both right and wrong pages" in page
    assert "Most frequent mistakes" not in page
    assert page.count("<svg") == 2


def test_nothing_scored_is_said() -> None:
    found = evaluation(("a", "b")).model_copy(
        update={
            "confusion": Confusion(labels=("a", "b"), counts=((0, 0), (0, 0))),
            "accuracy": 0.0,
            "auroc": None,
            "accepted": 0.0,
            "accepted_accuracy": None,
            "unscored": 20,
            "reliability": (),
            "risk_coverage": (),
        }
    )
    page = html(found)
    for text in ("20 pages (blank", "No page was scored", "No page is confident", "Not measured"):
        assert text in page
