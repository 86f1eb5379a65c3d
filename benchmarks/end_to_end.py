"""CPU seconds a page and peak memory of a process, of `smartcat classify` as users run it.

    python benchmarks/end_to_end.py FOLDER [--pages 300]

Measures all files of the folder, and then generated scans of 10 and of ``--pages`` pages: memory
that grows with the number of pages shows between these two.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import pymupdf
from measure import Usage, run

from smartcat.examples import PacketOptions, Wording, make_packet

SHORT = 10


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    arguments = parser.parse_args()
    print(f"{'':32}{'pages':>8}{'CPU s/page':>12}{'peak MiB a process':>20}")
    _measure(str(arguments.folder), [arguments.folder])
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        short = _scan(Path(folder), SHORT)
        long = _repeat(short, arguments.pages)
        for path in (short, long):
            _measure(f"scan of {path.stem} pages", [path])


def _measure(name: str, paths: list[Path]) -> Usage:
    command = [sys.executable, "-m", "smartcat", "classify", *map(str, paths)]
    usage = run([*command, "--format", "csv"])
    pages = _count_pages(paths)
    mebibytes = usage.peak_bytes / 2**20
    print(f"{name[-30:]:32}{pages:8}{usage.cpu_s / pages:12.3f}{mebibytes:20.0f}")
    return usage


def _count_pages(paths: list[Path]) -> int:
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(pymupdf.open(file).page_count for file in files if file.is_file())


def _scan(folder: Path, pages: int) -> Path:
    everything = folder / "packet.pdf"
    make_packet(
        everything,
        seed=1,
        wording=Wording.TRAINING,
        options=PacketOptions(pages=pages, scan_share=1.0),
    )
    path = folder / f"{pages}.pdf"
    with pymupdf.open(everything) as document:
        document.select(range(pages))
        document.save(path)
    return path


def _repeat(path: Path, pages: int) -> Path:
    """Repeat pages, each as a copy with pictures of its own, as a scanner would make them."""
    long = path.with_name(f"{pages}.pdf")
    with pymupdf.open() as document, pymupdf.open(path) as source:
        while (missing := pages - document.page_count) > 0:
            document.insert_pdf(source, to_page=min(source.page_count, missing) - 1)
        document.save(long)
    return long


if __name__ == "__main__":
    main()
