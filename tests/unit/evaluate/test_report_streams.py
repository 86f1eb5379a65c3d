import re
from html.parser import HTMLParser

import pytest

from smartcat.evaluate.report import report_html
from smartcat.evaluate.result import Evaluation
from smartcat.evaluate.stream_result import (
    BoundaryBin,
    BoundaryFigures,
    Breakdown,
    PartFigures,
    StreamFigures,
)

BOUNDARIES = BoundaryFigures(
    pairs=1_200,
    true=300,
    found=290,
    accuracy=0.975,
    precision=0.966,
    recall=0.933,
    f1=0.949,
    kappa=0.932,
    scored=1_150,
    ece=0.0123,
    reliability=(
        BoundaryBin(confidence=0.04, boundaries=0.02, pairs=850),
        BoundaryBin(confidence=0.97, boundaries=0.99, pairs=300),
    ),
)
STREAMS = StreamFigures(
    streams=40,
    streams_exact=0.55,
    documents=340,
    segments=330,
    documents_exact=0.871,
    documents_exact_with_class=None,
    documents_cut=10,
    over_segmentation=0.0294,
    segments_mixed=20,
    under_segmentation=0.0606,
    page_accuracy=None,
    split_accuracy_unordered=None,
    split_accuracy_ordered=None,
    panoptic_quality=0.912,
    segmentation_quality=0.981,
    recognition_quality=0.93,
)
PART = PartFigures(
    pages=0,
    accuracy=None,
    pairs=77,
    precision=0.75,
    recall=0.6,
    f1=0.667,
    documents=0,
    documents_exact=None,
)
EVALUATION = Evaluation(
    model="0123",
    boundaries=BOUNDARIES,
    streams=STREAMS,
    by=Breakdown(column="<b>hard</b>", values={"": PART, "<i>duplex</i>": PART}),
)


class Outline(HTMLParser):
    """The text of a page, its elements and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.partition("</style>")[2])
        self.close()
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(evaluation: Evaluation) -> Outline:
    return Outline(report_html(evaluation, dataset="packets", model_name="cutter"))


@pytest.mark.parametrize(
    "words",
    [
        "Boundaries decided rightly97.5 %Of 1,200 places where a document could begin",
        "Documents exactly right87.1 %Of 340 documents",
        "cuts that are right96.6 %",
        "Cohen's kappa0.932",
        "documents cut to pieces 2.9 %",
        "with the right class, too\N{EN DASH}",
        "40 page streams of 340 documents",
    ],
)
def test_figures_are_shown_in_words(words: str) -> None:
    text = re.sub(r"\s", "", shown(EVALUATION).words)
    assert re.sub(r"\s", "", words) in text


def test_without_labels_there_are_no_figures_of_pages() -> None:
    outline = shown(EVALUATION)
    headings = {attributes["id"] for tag, attributes in outline.elements if tag == "h2"}
    assert headings == {"headline", "boundaries", "by", "warnings"}


def test_without_streams_there_is_no_section_of_boundaries() -> None:
    bare = EVALUATION.model_copy(update={"boundaries": None, "streams": None, "by": None})
    headings = {attributes["id"] for tag, attributes in shown(bare).elements if tag == "h2"}
    assert headings == {"headline", "warnings"}


def test_the_picture_says_what_it_shows_in_the_colours_of_the_page() -> None:
    page = report_html(EVALUATION, dataset="packets", model_name="cutter")
    (picture,) = (attributes for tag, attributes in Outline(page).elements if tag == "svg")
    words = (picture["aria-label"] or "").replace("\N{NO-BREAK SPACE}", " ")
    assert "Probability 97.0 %: 99.0 % of 300 places." in words
    style, _, body = page.partition("</style>")
    assert not re.search(r"#[0-9a-f]{6}", body)
    assert set(re.findall(r"var\((--\w+)\)", body)) <= set(re.findall(r"(--\w+):", style))


def test_a_model_that_scores_no_boundaries_has_no_picture() -> None:
    silent = BOUNDARIES.model_copy(update={"scored": 0, "ece": None, "reliability": ()})
    outline = shown(EVALUATION.model_copy(update={"boundaries": silent}))
    assert "No place was scored." in outline.words
    assert "svg" not in {tag for tag, _ in outline.elements}


def test_columns_and_values_are_escaped() -> None:
    outline = shown(EVALUATION)
    assert not {"b", "i"} & {tag for tag, _ in outline.elements}
    assert "By <b>hard</b>" in outline.words
    assert "<i>duplex</i>" in outline.words


def test_ids_are_unique() -> None:
    ids = [attributes["id"] for _, attributes in shown(EVALUATION).elements if "id" in attributes]
    assert len(ids) == len(set(ids))
