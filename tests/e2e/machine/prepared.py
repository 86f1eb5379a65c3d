"""Scans in a bucket, ready to be sorted by containers, and sorted on this machine already."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from machine.bucket import Results
from machine.command import Outcome, SmartcatBatch
from machine.emulator import Cloud
from machine.manifests import Manifests, manifests_in
from machine.scans import make_scans
from machine.worker_job import QUEUE

SOME_PAGES = {"long": 128, "short": 32, "other": 16}
"""Pages of scans that tests share, by name: work for seconds, of which some is left whenever a test
looks."""
_BEGUN = re.compile(r"Run (\S+) is at work\.")


@dataclass(frozen=True)
class Prepared:
    """Scans that may be submitted.

    Attributes:
        batch: Runs ``smartcat-batch``.
        folder: For what is needed on this machine.
        source: Where the scans are.
        definition: The job definition for what sorts them.
        ocr: How they are recognised.
        undisturbed: What came of them on this machine.
        results: Where results of containers go.
    """

    batch: SmartcatBatch
    folder: Path
    source: str
    definition: str
    ocr: str
    undisturbed: Manifests
    results: Results

    def elsewhere(self, name: str) -> "Prepared":
        """The same scans, for results of their own."""
        return replace(self, results=replace(self.results, prefix=name))

    def submit(self, *options: object, source: object = None) -> Outcome:
        """Submit the scans to AWS Batch, or something else instead of them."""
        place = ("--job-queue", QUEUE, "--job-definition", self.definition, "--ocr", self.ocr)
        return self.ask("submit", source or self.source, *place, *options)

    def start(self, *options: object) -> str:
        """Submit the scans, and leave the run at work; its name."""
        told = self.submit("--detach", *options)
        begun = _BEGUN.match(told.out)
        assert begun, told
        return begun[1]

    def ask(self, *arguments: object) -> Outcome:
        """Run another command over the results."""
        return self.batch(*arguments, "--results", self.results.uri)


@dataclass(frozen=True)
class Prepare:
    """Prepares scans.

    Attributes:
        cloud: Where they are to be sorted.
        scans: The bucket for them.
        results: The bucket for results.
        definition: The job definition for what sorts them.
        make_folder: Makes a folder for what is needed on this machine; no two have the same name.
    """

    cloud: Cloud
    scans: str
    results: str
    definition: str
    make_folder: Callable[[str], Path]

    def __call__(self, pages: dict[str, int], dpi: int = 72, ocr: str = "off") -> Prepared:
        """Make scans, put them into a bucket, and sort them on this machine: all goes well here."""
        folder = self.make_folder("prepared")
        source = f"s3://{self.scans}/{folder.name}"
        s3: Any = self.cloud.client("s3")
        for path in make_scans(folder / "scans", pages, dpi).iterdir():
            s3.upload_file(str(path), self.scans, f"{folder.name}/{path.name}")
        batch = SmartcatBatch(self.cloud.environment)
        here = folder / "undisturbed"
        told = batch("submit", source, "--results", here, "--ocr", ocr, "--workers", 2)
        assert told.code == 0, told
        results = Results(s3, self.results, folder.name)
        return Prepared(batch, folder, source, self.definition, ocr, manifests_in(here), results)
