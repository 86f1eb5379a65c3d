"""Tables of the document, made of what was measured and of nothing else."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from measure import Usage

from comparison.accuracy import (
    Difference,
    Share,
    difference,
    right_documents,
    right_pages,
    share,
)
from comparison.costs import cpu_s_a_page, peak_bytes, ratio
from comparison.halves import Scan
from comparison.race import Outcome
from comparison.text_layers import TextLayerCosts
from comparison.threads import ThreadUsage

_MIB = 2**20
_NONE = "-"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; all columns but the first hold numbers."""
    rules = ["---", *("---:" for _ in head[1:])]
    lines = (head, rules, *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def facts(found: Mapping[str, str]) -> str:
    """Write names and values."""
    lines = (("", ""), ("---", "---"), *found.items())
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def costs(outcomes: Sequence[Outcome], base: Outcome) -> str:
    """CPU, its ratio to the base, and memory of each contender."""
    rows = []
    for one in outcomes:
        held = ratio(one, base)
        spread = f"{held.lowest:.2f} to {held.highest:.2f}"
        mebibytes = f"{peak_bytes(one) / _MIB:.0f}"
        rows.append((one.name, f"{cpu_s_a_page(one):.3f}", f"{held.median:.2f}", spread, mebibytes))
    head = ("", "CPU s a page", f"of {base.name}", "in single portions", "peak MiB of a process")
    return table(head, rows)


def accuracies(outcomes: Sequence[Outcome], base: Outcome, scans: Sequence[Scan]) -> str:
    """Accuracy of documents and pages, and how it differs from that of the base."""
    theirs = right_documents(base, scans)
    rows = []
    for one in outcomes:
        right, pages = right_documents(one, scans), right_pages(one, scans)
        against = _NONE if one is base else _difference(difference(right, theirs))
        rows.append(
            (one.name, _share(share(right)), against, _share(share(pages)) if pages else _NONE)
        )
    return table(("", "documents right", f"less {base.name}", "pages right"), rows)


def _share(found: Share) -> str:
    low, high = found.interval
    return f"{found.value:.1%} ({low:.1%} to {high:.1%})"


def _difference(found: Difference) -> str:
    low, high = (100 * end for end in found.interval)
    return f"{100 * found.value:+.1f} points ({low:+.1f} to {high:+.1f})"


def read_shares(outcomes: Sequence[Outcome]) -> str:
    """How much of the pages was read, for contenders that tell."""
    rows = []
    for one in outcomes:
        shares = [share for said in one.answers.values() for share in said.read_shares]
        if shares:
            to_the_end = sum(share == 1.0 for share in shares) / len(shares)
            mean = statistics.mean(shares)
            rows.append((one.name, f"{len(shares)}", f"{to_the_end:.0%}", f"{mean:.0%}"))
    return table(("", "recognised pages", "read to the end", "of the inked rows, mean"), rows)


def text_layers(found: TextLayerCosts) -> str:
    """A page with a text layer."""
    rows = [
        ("PyMuPDF's `get_text` alone, warm", f"{1000 * found.floor_cpu_s:.1f}", "1.0"),
        _text_layer_row("one more page with all of SmartCat", found.page_cpu_s, found),
        _text_layer_row("all of SmartCat, start included", found.total_cpu_s / found.pages, found),
    ]
    return table(("", "CPU ms a page", "of `get_text`"), rows)


def _text_layer_row(name: str, cpu_s: float, found: TextLayerCosts) -> tuple[str, str, str]:
    return name, f"{1000 * cpu_s:.1f}", f"{cpu_s / found.floor_cpu_s:.1f}"


def usages(found: Mapping[str, Usage], base: str | None = None) -> str:
    """CPU and memory of programs, and the ratio to one of them."""
    head = ("", "CPU s", *([f"of {base}"] if base else []), "peak MiB of a process")
    rows = []
    for name, usage in found.items():
        held = [f"{usage.cpu_s / found[base].cpu_s:.2f}"] if base else []
        rows.append((name, f"{usage.cpu_s:.3f}", *held, f"{usage.peak_bytes / _MIB:.0f}"))
    return table(head, rows)


def long_scans(found: Mapping[int, Usage]) -> str:
    """Memory by length."""
    least = found[min(found)].peak_bytes
    rows = [
        (
            f"{pages:,}",
            f"{usage.cpu_s / pages:.3f}",
            f"{usage.peak_bytes / _MIB:.0f}",
            f"{usage.peak_bytes / least:.2f}",
        )
        for pages, usage in found.items()
    ]
    return table(("pages", "CPU s a page", "peak MiB of a process", "of the shortest"), rows)


def threads(found: Sequence[ThreadUsage], pages: int) -> str:
    """One thread and as many as Tesseract likes."""
    rows = [
        (
            one.name,
            *(f"{usage.cpu_s / pages:.2f}" for usage in (one.one, one.many)),
            f"{one.many.cpu_s / one.one.cpu_s:.2f}",
            *(f"{usage.wall_s / pages:.2f}" for usage in (one.one, one.many)),
        )
        for one in found
    ]
    head = (
        "",
        "CPU s a page, one thread",
        "unlimited",
        "ratio",
        "s a page, one thread",
        "unlimited",
    )
    return table(head, rows)
