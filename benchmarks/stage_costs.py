"""CPU milliseconds a page in each stage: reading, classifying, segmenting.

    python benchmarks/stage_costs.py [FILE...]

Without files, the bundled example packet is measured. Medians of five rounds over the pages;
reading is measured once, in the processes that read.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.classify import Classifier
from smartcat.models import DocumentRef, Page
from smartcat.read import Reader, ReadLimits, ReadOptions, ReadRequest
from smartcat.sorting import Sorter

ROUNDS = 5
PACKET = Path(__file__).parents[1] / "examples" / "packet.pdf"


def main() -> None:
    """Measure, and print a table."""
    paths = [Path(name) for name in sys.argv[1:]] or [PACKET]
    streams, read_s = read(paths)
    bundle = load_bundle(starter_bundle_path())
    classifier, sorter = Classifier(bundle), Sorter(bundle)
    pages = [page for stream in streams for page in stream]
    classify_s = cpu_s(lambda: [classifier.predict(page) for page in pages])
    sort_s = cpu_s(lambda: [sorter.sort(stream) for stream in streams])
    print(f"{len(pages)} pages in {len(streams)} streams; CPU ms a page")
    for name, seconds in (
        ("read", read_s),
        ("classify", classify_s),
        ("segment", sort_s - classify_s),
    ):
        print(f"{name:10}{1000 * seconds / len(pages):8.1f}{seconds / (read_s + sort_s):8.1%}")


def read(paths: list[Path]) -> tuple[list[list[Page]], float]:
    """Read all pages; CPU seconds are those of the reading processes."""
    streams: list[list[Page]] = []
    seconds = 0.0
    with Reader(ReadOptions(), ReadLimits(), jobs=2) as reader:
        requests = (ReadRequest(DocumentRef(key=path.name, path=path)) for path in paths)
        for reading in reader.read(requests):
            streams.append(list(reading.pages))
            seconds += reading.cpu_s
    return streams, seconds


def cpu_s(work: Callable[[], object]) -> float:
    """Median CPU seconds of a piece of work."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
