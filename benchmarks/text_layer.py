"""CPU milliseconds a page that has a text layer, beside those of PyMuPDF's bare `get_text`.

    python benchmarks/text_layer.py [FILE...] [--pages 1000] [--rounds 5]

All pages of the files that have text are joined into one PDF; without files, paperwork of about so
many pages is made up. Medians of rounds in which everything is measured in turn; the costs of whole
programs are marginal ones, those of all pages less those of the first ten.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from measure import run, write_text

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.classify import Classifier
from smartcat.examples import PacketOptions, Wording, make_packet
from smartcat.features import extract
from smartcat.models import Page
from smartcat.read.messages import REPLY, OpenRequest, PageReply, PageRequest
from smartcat.read.options import ReadOptions
from smartcat.read.server import PageServer
from smartcat.sorting import Sorter

SHORT = 10
WANTED_RATIO = 2.0
_MS = 1000
_GET_TEXT = """
import sys, pymupdf
with pymupdf.open(sys.argv[1]) as document:
    for page in document:
        page.get_text()
"""


@dataclass(frozen=True)
class TextLayerCosts:
    """CPU milliseconds a page.

    Attributes:
        pages: How many pages there were.
        get_text_ms: Of PyMuPDF's `get_text`, in a program of its own.
        command_ms: Of `smartcat classify` with all its processes.
        stages_ms: Of its stages, each measured alone in this process.
    """

    pages: int
    get_text_ms: float
    command_ms: float
    stages_ms: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times the cost of `get_text` all of SmartCat is."""
        return self.command_ms / self.get_text_ms


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    costs = measure_text_layer(arguments.files, arguments.pages, arguments.rounds)
    print(f"{costs.pages} pages; CPU ms a page, and how many times get_text")
    rows = {"get_text": costs.get_text_ms, **costs.stages_ms, "smartcat classify": costs.command_ms}
    for name, milliseconds in rows.items():
        print(f"{name:20}{milliseconds:8.3f}{milliseconds / costs.get_text_ms:8.2f}")
    print(f"wanted: {WANTED_RATIO}")


def measure_text_layer(
    files: Sequence[Path] = (), pages: int = 300, rounds: int = 3
) -> TextLayerCosts:
    """Measure what pages with a text layer cost.

    Args:
        files: PDFs; those of their pages that have text are measured. None: made up.
        pages: About how many pages are made up.
        rounds: How often everything is measured; medians count.
    """
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        long = Path(folder) / "long.pdf"
        count = _join(files or [_made_up(Path(folder), pages)], long)
        short = _first_pages(long, SHORT)
        program = write_text(Path(folder) / "get_text.py", _GET_TEXT)
        commands = {
            "get_text": [sys.executable, str(program)],
            "command": [sys.executable, "-m", "smartcat", "classify", "--format", "jsonl"],
        }
        stages = _Stages(long, count)
        marginal_s: dict[str, list[float]] = {name: [] for name in commands}
        stages_s: dict[str, list[float]] = {name: [] for name in stages.work}
        for _ in range(rounds):
            for name, command in commands.items():
                used = [run([*command, str(path)]).cpu_s for path in (long, short)]
                marginal_s[name].append(used[0] - used[1])
            for name, work in stages.work.items():
                stages_s[name].append(_cpu_s(work))
    medians_s = {name: statistics.median(values) for name, values in stages_s.items()}
    extra = count - SHORT
    return TextLayerCosts(
        pages=count,
        get_text_ms=statistics.median(marginal_s["get_text"]) / extra * _MS,
        command_ms=statistics.median(marginal_s["command"]) / extra * _MS,
        stages_ms={name: value / count * _MS for name, value in _apart(medians_s).items()},
    )


class _Stages:
    """The stages of the pipeline, to be run one by one over the pages of a document."""

    def __init__(self, path: Path, count: int) -> None:
        bundle = load_bundle(starter_bundle_path())
        classifier, sorter = Classifier(bundle), Sorter(bundle)
        schema = bundle.metadata.features
        self._path = path
        self._requests = [
            PageRequest(path=path, page_index=index).model_dump_json().encode()
            for index in range(count)
        ]
        pages = [_page_of(reply) for reply in self._read()]
        stream = sorter.sort(pages)
        self.work: dict[str, Callable[[], object]] = {
            "read": self._read,
            "features": lambda: [extract(page, schema) for page in pages],
            "classify": lambda: [classifier.predict(page) for page in pages],
            "segment": lambda: sorter.sort(pages),
            "write": lambda: [page.model_dump_json() for page in stream.pages],
        }

    def _read(self) -> list[bytes]:
        server = PageServer(ReadOptions())
        server(OpenRequest(path=self._path).model_dump_json().encode())
        return [server(request) for request in self._requests]


def _page_of(reply: bytes) -> Page:
    page_reply = REPLY.validate_json(reply)
    if not isinstance(page_reply, PageReply):
        raise TypeError(f"a {page_reply.kind} came")
    return page_reply.page


def _apart(seconds: dict[str, float]) -> dict[str, float]:
    """Classifying finds the features first, and segmenting classifies: count each stage once."""
    return {
        **seconds,
        "classify": seconds["classify"] - seconds["features"],
        "segment": seconds["segment"] - seconds["classify"],
    }


def _cpu_s(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _made_up(folder: Path, pages: int) -> Path:
    path = folder / "packet.pdf"
    options = PacketOptions(pages=pages, scan_share=0.0)
    make_packet(path, seed=1, wording=Wording.TRAINING, options=options)
    return path


def _join(files: Sequence[Path], long: Path) -> int:
    """Join all pages that have text; return how many there are."""
    with pymupdf.open() as joined:
        for file in files:
            with pymupdf.open(file) as document:
                document.select([page.number for page in document if page.get_text().strip()])
                joined.insert_pdf(document)
        joined.save(long, garbage=3)
        return int(joined.page_count)


def _first_pages(path: Path, count: int) -> Path:
    short = path.with_name("short.pdf")
    with pymupdf.open(path) as document:
        document.select(range(count))
        document.save(short, garbage=3)
    return short


if __name__ == "__main__":
    main()
