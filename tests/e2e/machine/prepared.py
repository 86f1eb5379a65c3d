"""Runs that are put into a bucket, ready to be done."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from machine.bucket import Results
from machine.emulator import Cloud
from machine.planned_run import PlannedRun, run_here
from machine.scans import make_scans
from machine.worker_job import define_worker


class Prepared(NamedTuple):
    """A run that may be started.

    Attributes:
        planned: What it is, and what came of it on this machine.
        results: Where its results go.
        uri: The URI of its manifest.
    """

    planned: PlannedRun
    results: Results
    uri: str


@dataclass(frozen=True)
class Prepare:
    """Prepares a run.

    Attributes:
        cloud: Where it is to be done.
        bucket: Where its results go.
        image: The worker's image.
        role: What the worker acts as.
        folder: For the scans, and for what comes of them on this machine.
    """

    cloud: Cloud
    bucket: str
    image: str
    role: str
    folder: Path

    def __call__(self, pages: dict[str, int], dpi: int = 72, ocr: str = "off") -> Prepared:
        """Make scans, do a run over them on this machine, and put it into the bucket as planned."""
        scans = make_scans(self.folder / "scans", pages, dpi)
        planned = run_here(scans, self.folder / "undisturbed", workers=2, ocr=ocr)
        define_worker(self.cloud.client("batch"), self.image, self.role, folders=[scans])
        s3: Any = self.cloud.client("s3")
        prefix = self.folder.name
        uri = planned.upload(s3, self.bucket, prefix)
        return Prepared(planned, Results(s3, self.bucket, prefix), uri)
