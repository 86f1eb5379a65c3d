"""Classify a folder of made-up hostile files, and show what came of each kind.

    PYTHONPATH=tests/hostile python benchmarks/hostile_files.py

Ends with 1 if a file has no result and no reason, or if anything is left behind.
"""

import os
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from hostile.faces import GOOD, make_inbox, run
from smartcat.errors import ExitCode


def main() -> None:
    """Make the files, classify them, and show a table."""
    with tempfile.TemporaryDirectory(prefix="smartcat-hostile-") as folder:
        inbox, results, temporary = (Path(folder) / name for name in ("in", "out", "temporary"))
        for made in (inbox, results, temporary):
            made.mkdir()
        documents = make_inbox(inbox)
        command = ["smartcat", "classify", str(inbox), "--format", "csv", "--out", str(results)]
        outcome = run(command, results, temporary)
    kinds = {file.name: file.kind for file in documents.files}
    kinds |= {entry.key: "odd name, link or no file" for entry in documents.entries}
    kinds[GOOD] = "good file beside them"
    _show({key: outcome.manifests.get(key) for key in kinds}, kinds)
    used = os.times()
    print(f"{used.children_user + used.children_system:.1f} CPU s, exit code {outcome.code}")
    print(f"left behind: {len(outcome.left)} temporary files, {len(outcome.alive)} processes")
    sys.exit(bool(kinds.keys() - outcome.manifests.keys() or outcome.left or outcome.alive))


def _show(manifests: dict[str, dict[str, Any] | None], kinds: dict[str, str]) -> None:
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, manifest in manifests.items():
        outcomes[kinds[key]][_outcome(manifest)] += 1
    for kind, counted in sorted(outcomes.items()):
        told = ", ".join(f"{number} {outcome}" for outcome, number in counted.most_common())
        print(f"{kind:26} {counted.total():4}  {told}")


def _outcome(manifest: dict[str, Any] | None) -> str:
    if manifest is None:
        return "WITHOUT A RESULT"
    if manifest["failure"]:
        return ExitCode(manifest["failure"]["exit_code"]).name.lower().removeprefix("document_")
    return "done, but for a page" if any(page["failure"] for page in manifest["pages"]) else "done"


if __name__ == "__main__":
    main()
