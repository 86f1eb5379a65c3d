"""The document that tells what was measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from cascade import Point
from imports import ImportCost
from measure import Usage
from text_layer import TextLayerCosts

from comparison import tables
from comparison.halves import Scan
from comparison.picture import draw_costs, draw_curve
from comparison.race import Outcome
from comparison.threads import ThreadUsage

_TEMPLATE = Path(__file__).with_name("template.md")
_PICTURES = {"picture": Path("pictures/benchmarks.svg"), "cascade": Path("pictures/cascade.svg")}
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
        curve: What the cascade saves and costs on the scans.
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
    curve: Sequence[Point]
    text_layers: TextLayerCosts
    start_up: Mapping[str, Usage]
    imports: Sequence[ImportCost]
    long_scans: Mapping[int, Usage]
    threads: Sequence[ThreadUsage]
    thread_pages: int
    machine: Mapping[str, str]
    versions: Mapping[str, str]


def write_document(findings: Findings, path: Path) -> None:
    """Write the document, and the pictures beside it."""
    costs, curve = (path.parent / picture for picture in _PICTURES.values())
    costs.parent.mkdir(parents=True, exist_ok=True)
    draw_costs(findings.outcomes, costs)
    draw_curve(findings.curve, curve)
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    path.write_text(template.substitute(_PICTURES, **_values(findings)), encoding="utf-8")


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
        "curve": tables.curve(findings.curve),
        "text_layer_pages": str(findings.text_layers.pages),
        "text_layers": tables.text_layers(findings.text_layers),
        "start_up": tables.start_up(findings.start_up, base="2018 way"),
        "imports": tables.imports(findings.imports),
        "long_scans": tables.long_scans(findings.long_scans),
        "threads": tables.threads(findings.threads, findings.thread_pages),
        "thread_pages": str(findings.thread_pages),
        "machine": tables.facts(findings.machine),
        "versions": tables.facts(findings.versions),
    }
