"""The document that tells what was measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from measure import Usage

from comparison import tables
from comparison.halves import Scan
from comparison.picture import draw_costs
from comparison.race import Outcome
from comparison.text_layers import TextLayerCosts
from comparison.threads import ThreadUsage

_TEMPLATE = Path(__file__).with_name("template.md")
_PICTURE, _CASCADE = Path("pictures/benchmarks.svg"), Path("pictures/cascade.svg")
_MADE_UP = (
    "This paperwork is made up, so that anybody can measure it; real paperwork is another matter."
)
_REAL = (
    "Where classes come from different scanners, resolution and size give them away to whoever "
    "looks at layout, as SmartCat does."
)


@dataclass(frozen=True)
class Findings:
    """All that was measured.

    Attributes:
        data: What the documents are, in words.
        is_made_up: Whether nobody ever sent them.
        outcomes: Of all contenders.
        base: The one that all are held against.
        floor_share: CPU of nothing but OCR over that of the base, on the same pages.
        thread_pages: How many pages the threads were measured on.
    """

    data: str
    is_made_up: bool
    scans: Sequence[Scan]
    at_once: int
    outcomes: Sequence[Outcome]
    base: Outcome
    floor_share: float
    text_layers: TextLayerCosts | None
    start_up: Mapping[str, Usage]
    imports: Mapping[str, Usage]
    long_scans: Mapping[int, Usage]
    threads: Sequence[ThreadUsage]
    thread_pages: int
    machine: Mapping[str, str]
    versions: Mapping[str, str]


def write_document(findings: Findings, path: Path) -> None:
    """Write the document, and the picture beside it."""
    picture = path.parent / _PICTURE
    picture.parent.mkdir(parents=True, exist_ok=True)
    draw_costs(findings.outcomes, picture)
    values = _values(findings) | {"cascade": _cascade(path.parent), "picture": str(_PICTURE)}
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    path.write_text(template.substitute(values), encoding="utf-8")


def _values(findings: Findings) -> dict[str, str]:
    outcomes, base, scans = findings.outcomes, findings.base, findings.scans
    portions = len({scan.portion for scan in scans})
    return {
        "data": findings.data,
        "portions": f"{portions} portion{'s' if portions > 1 else ''}",
        "at_once": f"{findings.at_once} side by side" if findings.at_once > 1 else "one by one",
        "costs": tables.costs(outcomes, base),
        "read_shares": tables.read_shares(outcomes),
        "floor": f"{findings.floor_share:.2f}",
        "accuracies": tables.accuracies(outcomes, base, scans),
        "caution": _MADE_UP if findings.is_made_up else _REAL,
        **_text_layer_values(findings.text_layers),
        "start_up": tables.usages(findings.start_up, base="2018 way"),
        "imports": tables.usages(findings.imports),
        "long_scans": tables.long_scans(findings.long_scans),
        "threads": tables.threads(findings.threads, findings.thread_pages),
        "thread_pages": str(findings.thread_pages),
        "machine": tables.facts(findings.machine),
        "versions": tables.facts(findings.versions),
    }


def _text_layer_values(found: TextLayerCosts | None) -> dict[str, str]:
    if found is None:
        return {"text_layer_data": "No document has text on all pages.", "text_layers": ""}
    data = f"{found.documents} documents of {found.pages} pages, as they are, medians."
    return {"text_layer_data": data, "text_layers": tables.text_layers(found)}


def _cascade(folder: Path) -> str:
    """Show the curve of what `benchmarks/cascade.py` measures, where there is a picture of it."""
    if (folder / _CASCADE).is_file():
        return f"![CPU against accuracy of the cascade]({_CASCADE})"
    return "`python benchmarks/cascade.py DATASET` measures it for all confidences to stop at."
