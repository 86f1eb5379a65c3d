"""Kill a local run again and again, and look whether anything is lost, or done twice.

    python benchmarks/soak.py [--pages 5000] [--kills 200] [--seed 0]

Packets of made-up paperwork are sorted twice: once undisturbed, and once while processes of the run
(its coordinator, its workers) are killed at random moments. In the end both must have the same
manifests. Reading processes end with their worker: a page whose own is killed twice is given up.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartcat.backends import LocalBackend
from smartcat.examples import PacketOptions, Wording, make_packet
from smartcat.plan.run_files import load_run
from smartcat.runs.status import shard_reports, status_of
from smartcat.store import FolderStore

PACKET_PAGES = 50
WORKERS = 2
_BATCH = [sys.executable, "-c", "from smartcat.cli.batch.main import main; main()"]
_PAUSES_S = (0.05, 0.4)


@dataclass(frozen=True)
class Outcome:
    """What came of a disturbed run.

    Attributes:
        run_id: Which run.
        documents: How many it had.
        pages: Pages of all documents together.
        kills: Processes that were killed.
        lost: Documents without a manifest.
        unequal: Documents whose manifest differs from the undisturbed one.
        repeated_blocks: Blocks of pages that were read although they were stored.
    """

    run_id: str
    documents: int
    pages: int
    kills: int
    lost: int
    unequal: int
    repeated_blocks: int


def main() -> None:
    """Make paperwork, disturb, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smartcat-soak-") as folder:
        inbox = Path(folder) / "inbox"
        make_inbox(inbox, arguments.pages)
        begun = time.monotonic()
        outcome = soak(inbox, Path(folder), arguments.kills, random.Random(arguments.seed))  # noqa: S311
        print(
            f"{outcome.documents} documents, {outcome.pages} pages, {outcome.kills} kills", end=""
        )
        print(f" in {time.monotonic() - begun:.0f} s")
    print(f"lost {outcome.lost}, unequal {outcome.unequal}", end="")
    print(f", blocks read although they were stored {outcome.repeated_blocks}")
    raise SystemExit(bool(outcome.lost or outcome.unequal or outcome.repeated_blocks))


def make_inbox(folder: Path, pages: int) -> None:
    """Make packets, a tenth of whose stretches are scans."""
    folder.mkdir()
    options = PacketOptions(pages=PACKET_PAGES, scan_share=0.1)
    for seed in range(max(pages // PACKET_PAGES, 1)):
        path = folder / f"{seed:04}.pdf"
        make_packet(path, seed=seed, wording=Wording.TRAINING, options=options)


def soak(inbox: Path, folder: Path, kills: int, dice: random.Random, *options: str) -> Outcome:
    """Sort documents undisturbed and disturbed.

    Args:
        inbox: The documents.
        folder: Where both results go.
        kills: How many processes are killed at most; fewer if the run ends before.
        dice: Draws moments, victims and signals.
        options: More options for ``smartcat-batch submit``.
    """
    undisturbed, disturbed = folder / "undisturbed", folder / "disturbed"
    submit = ["submit", str(inbox), "--workers", str(WORKERS), *options, "--results"]
    _run(*submit, str(undisturbed))
    _run(*submit, str(disturbed), "--detach")
    store = FolderStore(disturbed)
    run_id = max(path.parent.name for path in disturbed.glob("runs/*/run.json"))
    killed = disturb(store, run_id, kills, dice)
    _run("wait", run_id, "--results", str(disturbed))
    expected, found = manifests_of(undisturbed), manifests_of(disturbed)
    reports = shard_reports(store, load_run(store, run_id))
    return Outcome(
        run_id=run_id,
        documents=len(expected),
        pages=sum(len(manifest["pages"]) for manifest in expected.values()),
        kills=killed,
        lost=len(expected.keys() - found.keys()),
        unequal=sum(found[key] != expected[key] for key in expected.keys() & found.keys()),
        repeated_blocks=sum(report.repeated_blocks for report in reports),
    )


def disturb(store: FolderStore, run_id: str, kills: int, dice: random.Random) -> int:
    """Kill processes of a run at random moments; return how many were killed.

    A coordinator that was killed is started anew, as whoever asks for the run's state would do.
    """
    killed = 0
    while killed < kills and not status_of(store, run_id, is_alive=True).state.is_over:
        time.sleep(dice.uniform(*_PAUSES_S))  # the moment is what is drawn
        victims = sorted(processes_of(run_id))
        if not victims:
            LocalBackend(store, WORKERS).start(run_id)
            continue
        with suppress(ProcessLookupError):
            os.kill(dice.choice(victims), dice.choice((signal.SIGTERM, signal.SIGKILL)))
            killed += 1
    return killed


def processes_of(run_id: str) -> Iterator[int]:
    """The coordinator of a run and its workers."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (path / "cmdline").read_bytes().split(b"\0")
            environment = (path / "environ").read_bytes()
            pid = int(path.name)
            is_reader = os.getsid(pid) == pid  # they lead sessions of their own
            is_worker = b"smartcat.worker" in words and run_id.encode() in environment
            if run_id.encode() in words or (is_worker and not is_reader):
                yield pid


def manifests_of(results: Path) -> Mapping[str, dict[str, Any]]:
    """All manifests of a results folder by document, without what may differ."""
    found = {}
    for path in results.glob("documents/*/manifest.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["execution"]
        found[path.parent.name] = manifest
    return found


def _run(*arguments: str) -> None:
    subprocess.run([*_BATCH, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
