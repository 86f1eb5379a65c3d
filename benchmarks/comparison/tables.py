"""Tables of the document, made of what was measured and of nothing else."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from cascade import Point
from imports import ImportCost
from measure import Usage
from text_layer import TextLayerCosts

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


def curve(points: Sequence[Point]) -> str:
    """What any confidence to stop at saves and costs."""
    head = (
        "stops at", "CPU s a page", "of the inked rows", "pages right",
        "accepted", "right of these",
    )  # fmt: skip
    rows = [
        (
            one.name,
            f"{one.cpu_s:.3f}",
            f"{one.read_share:.0%}",
            *(f"{value:.1%}" for value in (one.accuracy, one.accepted, one.accepted_accuracy)),
        )
        for one in points
    ]
    return table(head, rows)


def text_layers(found: TextLayerCosts) -> str:
    """A page with a text layer: all of it, and its stages."""
    rows = {
        "`get_text` alone": found.get_text_ms,
        "all of SmartCat": found.command_ms,
        **{f"… {stage}": milliseconds for stage, milliseconds in found.stages_ms.items()},
    }
    return table(
        ("", "CPU ms a page", "of `get_text`"),
        [
            (name, f"{milliseconds:.2f}", f"{milliseconds / found.get_text_ms:.2f}")
            for name, milliseconds in rows.items()
        ],
    )


def start_up(found: Mapping[str, Usage], base: str) -> str:
    """CPU and memory of programs, and the ratio to one of them."""
    head = ("", "CPU s", f"of {base}", "peak MiB of a process")
    rows = [
        (
            name,
            f"{usage.cpu_s:.3f}",
            f"{usage.cpu_s / found[base].cpu_s:.2f}",
            f"{usage.peak_bytes / _MIB:.0f}",
        )
        for name, usage in found.items()
    ]
    return table(head, rows)


def imports(found: Sequence[ImportCost]) -> str:
    """What loading takes, and where most of it goes."""
    rows = [
        (
            one.way,
            f"{one.cpu_s:.3f}",
            f"{one.peak_bytes / _MIB:.0f}",
            f"{one.modules:,}",
            ", ".join(f"{share.package} {share.share:.0%}" for share in one.top),
        )
        for one in found
    ]
    return table(("", "CPU s", "peak MiB", "modules", "most of the time"), rows)


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
