"""A run that was planned and done on this machine, and is to be done in the cloud as well."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Manifests = dict[str, dict[str, Any]]
_RESULTS = ("documents/", "runs/")
_PLANNED = {"run.json", "items.jsonl.gz", "documents.jsonl.gz"}


@dataclass(frozen=True)
class PlannedRun:
    """A run, and what came of it where nothing disturbed it.

    Attributes:
        results: The folder of the results.
        run_id: Its name.
        shards: How many shards it has.
    """

    results: Path
    run_id: str
    shards: int

    def manifests(self) -> Manifests:
        """All document manifests, without what may differ."""
        found = self.results.glob("documents/*/manifest.json")
        return {path.parent.name: comparable(path.read_bytes()) for path in found}

    def upload(self, s3: Any, bucket: str, prefix: str) -> str:
        """Copy what is to be done, and nothing of what came of it; return the run's URI."""
        for path in self.results.rglob("*"):
            key = path.relative_to(self.results).as_posix()
            if path.is_file() and (path.name in _PLANNED or not key.startswith(_RESULTS)):
                s3.put_object(Bucket=bucket, Key=f"{prefix}/{key}", Body=path.read_bytes())
        return f"s3://{bucket}/{prefix}/runs/{self.run_id}/run.json"


def run_here(sources: Path, results: Path, workers: int, ocr: str = "off") -> PlannedRun:
    """Plan a run, and do it on this machine."""
    program = Path(sys.executable).parent / "smartcat-batch"
    command = [program, "submit", sources, "--results", results, "--ocr", ocr]
    done = subprocess.run(
        [*map(str, command), "--workers", str(workers)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (manifest,) = results.glob("runs/*/run.json")
    shards = json.loads(manifest.read_text())["shards"]
    return PlannedRun(results, manifest.parent.name, len(shards))


def comparable(manifest: bytes) -> dict[str, Any]:
    """A document manifest without what may differ from place to place."""
    told: dict[str, Any] = json.loads(manifest)
    del told["execution"]
    return told
