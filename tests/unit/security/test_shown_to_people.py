"""What comes from documents, where people look at it: in reports, in spreadsheets, in notebooks."""

import csv
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from smartcat.cli.output import OutputFormat, writer_for
from smartcat.cli.parquet import ParquetWriter
from smartcat.drift import Drift, DriftMeasure, DriftRange, Verdict, write_drift_report
from smartcat.drift import Subject as DriftSubject
from smartcat.evaluate.in_html import in_html
from smartcat.evaluate.report import report_html
from smartcat.evaluate.result import ClassFigures, Confusion, PageEvaluation
from smartcat.evaluate.stream_result import Breakdown, PartFigures
from smartcat.models import (
    Classified,
    DocumentManifest,
    Execution,
    ModelIdentity,
    Segment,
    Software,
    Source,
)
from smartcat.thresholds.choosing import ThresholdChoice
from smartcat.thresholds.decisions import Subject
from smartcat.thresholds.report import write_threshold_report
from smartcat.thresholds.risk import RiskCurve, RiskPoint

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]><svg onload=alert(1)>",
    "--><b>bold</b><!--",
    "</style></title></svg><iframe src=javascript:alert(1)>",
    "${style} $title $$ {0}",
    "&lt;b&gt; &#60;b&#62;",
    "\u202egnp.exe\u2066 evil \u2069",
    "\x1b[2J\x00bell\x07\x9b",
    "a\ud800b",
)
ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "h1",
        "h2",
        "h3",
    ),
    *("dl", "dt", "dd", "code", "ul", "li", "p", "div", "table", "caption", "thead", "tbody", "tr"),
    *("th", "td", "span", "i", "svg", "g", "path", "text", "tspan", "defs", "use", "rect"),
    *("clippath", "figure", "figcaption", "details", "summary", "strong", "em", "small", "a"),
}


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def check(html: str) -> Page:
    """Fail if anything in a page does more than being shown."""
    page = Page(html)
    assert page.tags <= ALLOWED, page.tags - ALLOWED
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    links = [value for name, value in page.attributes if name in {"href", "src", "xlink:href"}]
    assert all(link.startswith("#") for link in links)
    assert not page.comments
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b\x7f-\x9f]", html)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert ("content", policy) in page.attributes
    return page


def test_the_report_of_an_evaluation() -> None:
    figures = ClassFigures(precision=0.5, recall=0.5, f1=0.5, support=2)
    part = PartFigures(
        pages=2,
        accuracy=0.5,
        pairs=2,
        precision=0.5,
        recall=0.5,
        f1=0.5,
        documents=2,
        documents_exact=0.5,
    )
    count = len(HOSTILE)
    counts = tuple(
        tuple(int(row in {column, (column + 1) % count}) for column in range(count))
        for row in range(count)
    )
    evaluation = PageEvaluation(
        model=HOSTILE[0],
        pages=2 * count,
        unscored=0,
        accuracy=0.5,
        macro_f1=0.5,
        ece=0.1,
        auroc=0.5,
        threshold=0.5,
        accepted=0.5,
        accepted_accuracy=0.5,
        classes=dict.fromkeys(HOSTILE, figures),
        confusion=Confusion(labels=HOSTILE, counts=counts),
        risk_coverage=(),
        reliability=(),
        by=Breakdown(column=HOSTILE[1], values=dict.fromkeys(HOSTILE, part)),
        warnings=tuple(f"{one} is left out: damaged" for one in HOSTILE),
    )
    for name in HOSTILE:
        html = report_html(evaluation, dataset=name, model_name=name)
        page = check(html)
        words = "".join(page.words)
        assert "<script>alert(1)</script> is left out: damaged" in words
        assert "\\u202egnp.exe\\u2066 evil \\u2069 is left out: damaged" in words
        assert "${style} $title $$ {0} is left out: damaged" in words


def test_the_report_of_a_threshold(tmp_path: Path) -> None:
    point = RiskPoint(
        threshold=0.5, accepted=2, coverage=1.0, wrong=1, risk=0.5, interval=(0.1, 0.9)
    )
    for name in HOSTILE:
        curve = RiskCurve(
            subject=Subject.CLASSES,
            decisions=2,
            documents=2,
            level=0.95,
            is_guaranteed=False,
            dataset_sha256=name,
            points=(point,),
        )
        choice = ThresholdChoice(
            curve=curve, target_error=0.5, point=point, is_guaranteed=False, reason=name
        )
        path = tmp_path / "report.html"
        write_threshold_report(curve, choice, path, dataset=name, model_name=name)
        check(path.read_text())


def test_the_report_of_drift(tmp_path: Path) -> None:
    for name in HOSTILE:
        measure = DriftMeasure(
            subject=DriftSubject.CLASSES,
            verdict=Verdict.DRIFTED,
            ranges=tuple(DriftRange(name=one, before=0.1, now=0.2) for one in HOSTILE),
            psi=0.5,
            chance=0.001,
        )
        drift = Drift(
            model=name,
            compared_with=name,
            level=0.01,
            documents=2,
            without_result=0,
            has_drifted=True,
            measures=(measure,),
        )
        path = tmp_path / "drift.html"
        write_drift_report(drift, path, run=name, model_name=name, warnings=HOSTILE)
        check(path.read_text())


def test_what_is_harmless_is_shown_as_it_is() -> None:
    text = "Lohn\u200bzettel \u05e9\u05dc\u05d5\u05dd 日本語 \U0001f468\u200d\U0001f469 \u20ac\n\t"
    assert in_html(text) == text


FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u3000=1",
    "\uff1d1",
    '=HYPERLINK("http://example.org","a")',
    '"=1',
    "a;=1+1",
    "a\n=1",
    "a,=1",
)


def manifest(told: str) -> DocumentManifest:
    """Let all texts of a row be hostile."""
    return DocumentManifest(
        document_id="d",
        status="done",
        source=Source(key=told, sha256=None, size_bytes=None, media_type=None, page_count=None),
        model=ModelIdentity(sha256="0", name=told),
        software=Software(smartcat="1", reader=None, ocr=None),
        settings={},
        segments=(
            Segment(
                first_page=0,
                last_page=0,
                prediction=Classified(label=told, confidence=0.4, top=()),
                needs_review=True,
                review_reasons=(told, told),
            ),
        ),
        needs_review=True,
        execution=Execution(path=told, host="h", started_at=datetime.now(UTC), cpu_s=0.1),
    )


@pytest.mark.parametrize("told", FORMULAS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_however_a_spreadsheet_parts_them(told: str, delimiter: str) -> None:
    file = io.StringIO()
    writer = writer_for(OutputFormat.CSV, file)
    writer.add(manifest(told), None)
    writer.finish()
    rows = list(csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell)]


def test_parquet_has_texts_to_the_letter(tmp_path: Path) -> None:
    from pyarrow import parquet

    path = tmp_path / "results.parquet"
    with ParquetWriter(path) as writer:
        for told in FORMULAS:
            writer.add(manifest(told), None)
        writer.finish()
    assert parquet.read_table(path)["key"].to_pylist() == list(FORMULAS)
