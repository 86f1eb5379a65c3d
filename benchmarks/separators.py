"""Look for separator sheets in all documents of folders.

    python benchmarks/separators.py FOLDER... [--value EXPRESSION] [--ocr off]

Prints a line for each page that parts documents and for each other page with a code, then totals.
Each document is a stream of its own. It ends with 1 if a page could not be read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from smartcat.models import DocumentRef, Page, Separator
from smartcat.read import OcrChoice, Reader, Reading, ReadOptions, ReadRequest
from smartcat.segment import SeparatorRules, find_separators, unread_separator

NOT_DOCUMENTS = {".csv", ".json", ".md", ".txt"}


def main() -> None:
    """Print what parts documents in each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--value", help="expression that the value of a code must match")
    parser.add_argument("--ocr", type=OcrChoice, default=OcrChoice.AUTO)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    rules = SeparatorRules(value=arguments.value)
    failed = 0
    with Reader(ReadOptions(ocr=arguments.ocr, codes=True), None, arguments.jobs) as reader:
        for folder in arguments.folders:
            print(f"== {folder}")
            totals: Counter[str] = Counter()
            for reading in reader.read(_requests(folder)):
                totals.update(_report(reading, rules))
            failed += totals["failed pages"]
            print("--", ", ".join(f"{number} {name}" for name, number in sorted(totals.items())))
    sys.exit(bool(failed))


def _requests(folder: Path) -> list[ReadRequest]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix not in NOT_DOCUMENTS)
    return [
        ReadRequest(DocumentRef(key=str(path.relative_to(folder)), path=path))
        for path in paths
        if path.is_file()
    ]


def _report(reading: Reading, rules: SeparatorRules) -> Iterator[str]:
    """Print what there is to say of a document's pages, and yield what is to be counted."""
    pages = list(reading.pages)
    if reading.failure:
        print(f"{reading.request.document.key}: {reading.failure}")
        yield "failed documents"
    for page, separator in zip(pages, find_separators(pages, rules), strict=True):
        yield "pages"
        if page.failure:
            yield "failed pages"
        if separator:
            yield f"{separator.kind} separators"
        elif page.codes:
            yield "other pages with codes"
        if found := _found(page, separator, rules):
            print(f"{reading.request.document.key} page {page.page_index + 1}: {found}")


def _found(page: Page, separator: Separator | None, rules: SeparatorRules) -> str:
    codes = ", ".join(f"{code.kind} {code.value!r}" for code in page.codes)
    if separator:
        return f"SEPARATOR {separator.kind} {separator.value or ''}".rstrip()
    if page.failure:
        return f"failed: {page.failure}"
    reason = unread_separator(page, rules)
    return f"{codes}; {reason}" if reason else codes


if __name__ == "__main__":
    main()
