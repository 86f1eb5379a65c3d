"""Measure the review page: how large it is, how long it takes to make and until it can be used.

    python benchmarks/review_page.py [--pages 2000] [--per-document 200] [--segment 4]
        [--chromium chromium]

Pages are made up (see review_packets.py): text on white, which makes small pictures; --scan FILE
takes the pages of a PDF of scans instead, over and over. Until it can be used: until the script has
shown the first segment and hears keys, by the clock of the browser, from the start of navigation;
the median of five browsers. A key: from its event to the next frame that is painted.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import pymupdf
from playwright.sync_api import sync_playwright
from review_packets import LABELS, Told, manifest_of, write_packet

from smartcat.machine import usable_cores
from smartcat.models import DocumentManifest
from smartcat.review.loading import Results
from smartcat.review.order import Order
from smartcat.review.page_file import page_of

_BROWSERS = 5
_KEYS = 50
_PAINTED = """async () => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let step = 0; step < KEYS; step += 1) {
    await painted();
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await painted();
    times.push(performance.now() - start);
  }
  return times;
}"""


def main() -> None:
    """Make a page, open it, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--per-document", type=int, default=200)
    parser.add_argument("--segment", type=int, default=4)
    parser.add_argument("--scan", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        manifests = make(Path(folder), asked)
        file = Path(folder) / "review.html"
        started = time.perf_counter()
        html = page_of(
            Results(manifests, {}), Order.DOUBT, LABELS, lambda _done, _total: None, usable_cores()
        )
        made_s = time.perf_counter() - started
        file.write_text(html)
        pages = sum(len(one.pages) for one in manifests)
        size = file.stat().st_size
        print(f"{pages} pages in {len(manifests)} documents, {usable_cores()} cores")
        print(f"made in           {made_s:8.1f} s  ({1000 * made_s / pages:.1f} ms a page)")
        print(f"size              {size / 1e6:8.1f} MB ({size / pages / 1e3:.1f} kB a page)")
        look(file, asked.chromium)


def make(folder: Path, asked: argparse.Namespace) -> list[DocumentManifest]:
    """Make up documents with manifests; one segment in ten is doubtful."""
    manifests = []
    for number in range(asked.pages // asked.per_document):
        told = [
            Told(LABELS[place % len(LABELS)], asked.segment, is_doubtful=place % 10 == 0)
            for place in range(asked.per_document // asked.segment)
        ]
        name = f"packet-{number}.pdf"
        if asked.scan is None:
            manifests.append(write_packet(folder, told, name))
        else:
            repeat(asked.scan, folder / name, asked.per_document)
            manifests.append(manifest_of(folder / name, told, name))
    return manifests


def repeat(scan: Path, path: Path, pages: int) -> None:
    """Write a PDF with the pages of another, over and over."""
    source, target = pymupdf.open(scan), pymupdf.open()
    while target.page_count < pages:
        target.insert_pdf(source, to_page=min(pages - target.page_count, source.page_count) - 1)
    target.save(path)


def look(file: Path, chromium: str) -> None:
    """Open the page in fresh browsers."""
    ready, whole, keys, heap = [], [], [], []
    with sync_playwright() as playwright:
        for _ in range(_BROWSERS):
            arguments = ["--no-sandbox"] if os.getuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
            page = browser.new_page(viewport={"width": 1360, "height": 860})
            page.goto(file.as_uri())
            told = timing(page)
            ready.append(told["ready"])
            whole.append(told["whole"])
            keys += page.evaluate(_PAINTED.replace("KEYS", str(_KEYS)))
            heap.append(told["heap"])
            browser.close()
    print(f"can be used after {statistics.median(ready):8.0f} ms")
    print(f"pictures after    {statistics.median(whole):8.0f} ms")
    print(f"a key             {statistics.median(keys):8.1f} ms (the slowest {max(keys):.0f})")
    print(f"JavaScript memory {statistics.median(heap) / 1e6:8.1f} MB")


def timing(page: Any) -> dict[str, float]:
    """When the page was ready, and when all of it was there, in ms from the start."""
    told: dict[str, float] = page.evaluate(
        """() => ({
          ready: performance.getEntriesByName('smartcat-ready')[0].startTime,
          whole: performance.getEntriesByName('smartcat-pictures')[0].startTime,
          heap: performance.memory.usedJSHeapSize,
        })"""
    )
    return told


if __name__ == "__main__":
    main()
