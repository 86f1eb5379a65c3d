"""What correcting documents gains: a model of few pages, and models that learned from corrections.

    python benchmarks/corrections.py [WORK]

Makes paperwork in WORK (a folder of its own; a temporary one if absent) and trains a small model on
a few documents of each class. Other documents are "corrected" as their labels have it, by the
commands that people use: sorted, corrections applied, collected, trained with. Each model is
measured on paperwork of issuers, names, phrases and layouts that no training has seen. Corrected
are documents in the order of their names, shuffled; nobody chose them for what the model got wrong.
"""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from smartcat.compare import Comparison
from smartcat.dataset import load_dataset
from smartcat.models import CorrectedSegment, Correction, DocumentManifest

CORRECTED = (14, 28, 56, 112, 224)
"""How many documents are corrected."""


def main() -> None:
    """Print a line for each number of corrected documents."""
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        measure(Path(folder))


def measure(work: Path) -> None:
    """Make paperwork, train and compare."""
    make(work / "few", 1, 3)
    make(work / "many", 2, 16)
    make(work / "test", 3, 12, "--held-out")
    cache = ("--ocr-cache", str(work / "pages"))
    first = work / "few.smartcat"
    smartcat("train", work / "few", "--out", first, *cache)
    documents, results = work / "many" / "documents", work / "results"
    smartcat("classify", documents, "--model", first, "--out", results)
    said = corrections(work / "many", results)
    print(f"{'corrected':>9}{'accuracy':>10}{'more':>8}{'95 % interval':>18}", end="")
    print(f"{'accepted':>10}{'wrong':>7}{'ECE':>7}{'better':>8}{'worse':>7}")
    for number in CORRECTED:
        file, new = work / f"{number}.jsonl", work / f"{number}.smartcat"
        file.write_text("".join(one.model_dump_json() + "\n" for one in said[:number]))
        taught = ("--corrections", file, "--documents", documents)
        smartcat("train", work / "few", *taught, "--out", new, *cache)
        compared = smartcat("compare", first, new, work / "test", "--format", "json", *cache)
        told = Comparison.model_validate_json(compared)
        if number == CORRECTED[0]:
            show(0, told)
        show(number, told)


def make(folder: Path, seed: int, documents: int, *more: str) -> None:
    """Make up paperwork, unless it is there."""
    if not folder.exists():
        size = ("--documents-per-class", str(documents), "--packets", "0")
        smartcat("examples", "make", folder, "--seed", str(seed), *size, *more)


def corrections(dataset: Path, results: Path) -> list[Correction]:
    """Correct all results as the labels of the dataset have it, in an order that is shuffled."""
    labels = {(row.path, row.page_index): row.label for row in load_dataset(dataset)}
    said = []
    for path in sorted(results.glob("documents/*/manifest.json")):
        manifest = DocumentManifest.model_validate_json(path.read_bytes())
        file = dataset / "documents" / manifest.source.key
        pages = tuple(page.page_index for page in manifest.pages)
        label = labels[file, pages[0]] if (file, pages[0]) in labels else labels[file, None]
        said.append(
            Correction(
                document_id=manifest.document_id,
                key=manifest.source.key,
                source_sha256=manifest.source.sha256,
                model_sha256=manifest.model.sha256,
                by="the labels",
                at=datetime.now(UTC),
                segments=(CorrectedSegment(pages=pages, label=label, is_checked=True),),
            )
        )
    said.sort(key=lambda one: one.key)
    return [said[place] for place in np.random.default_rng(0).permutation(len(said))]


def show(corrected: int, told: Comparison) -> None:
    """Print figures of the new model, or without corrections those of the first one."""
    name = "new" if corrected else "old"
    accuracy, coverage, error, ece = (
        getattr(figure, name)
        for figure in (told.accuracy, told.coverage, told.accepted_error, told.ece)
    )
    more = interval = better = worse = ""
    if corrected and told.accuracy.interval:
        low, high = told.accuracy.interval
        more, interval = (
            f"{100 * (told.accuracy.difference or 0):+.1f}",
            f"{low:+.1%} to {high:+.1%}",
        )
        better, worse = f"{told.score.better}", f"{told.score.worse}"
    print(f"{corrected:9}{accuracy:10.1%}{more:>8}{interval:>18}{coverage:10.1%}", end="")
    print(f"{error:7.1%}{ece:7.3f}{better:>8}{worse:>7}", flush=True)


def smartcat(*arguments: object) -> str:
    """Run a command, and return what it printed."""
    command = [sys.executable, "-m", "smartcat", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
