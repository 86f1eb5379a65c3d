"""SmartCat as its users run it: the whole command."""

import sys
from collections.abc import Iterator
from pathlib import Path

from comparison.answers import Answer
from comparison.contender import Commands
from comparison.course import Course, Place
from comparison.halves import HALVES, OTHER
from smartcat.models import DocumentManifest, PageResult, Segment
from smartcat.read import ReadingMode

COMMAND = [sys.executable, "-m", "smartcat"]


class SmartCat:
    """The command with one way to read; all ways share a model."""

    is_ours = True

    def __init__(self, course: Course, reading: ReadingMode) -> None:
        self._course, self._reading = course, reading
        self.name = f"SmartCat, {reading}"

    def prepare(self) -> Commands:
        """Train on each half."""
        return {f"smartcat train {half}": self._training(half) for half in HALVES}

    def _training(self, half: str) -> list[str]:
        options = ["--out", str(self.model(half)), "--jobs", "1"]
        return [*COMMAND, "train", str(self._course.scans / half), *options]

    def read(self, place: Place) -> Commands:
        """Do all of the work; like all others it is told that a file is one document."""
        model, results = self.model(OTHER[place.half]), self._results(place)
        options = ["--model", str(model), "--format", "csv", "--out", str(results)]
        fixed = ["--split", "none", "--jobs", "1", "--reading", self._reading]
        command = [*COMMAND, "classify", *self._course.paths(place), *options, *fixed]
        return {f"{self.name} {place}": command}

    def learn(self) -> Commands:
        """Nothing is left to learn."""
        return {}

    def predict(self, place: Place) -> Commands:
        """Nothing is left to do."""
        del place
        return {}

    def answers(self, place: Place) -> dict[str, Answer]:
        """Take the labels from the manifests, best guesses where it abstained."""
        return {one.source.key: _answer(one) for one in self._manifests(place)}

    def _manifests(self, place: Place) -> Iterator[DocumentManifest]:
        for path in self._results(place).glob("documents/*/manifest.json"):
            yield DocumentManifest.model_validate_json(path.read_bytes())

    def model(self, half: str) -> Path:
        """Return where the model is that learned from a half."""
        return self._course.made / f"{half}.smartcat"

    def _results(self, place: Place) -> Path:
        return self._course.made / f"results {self._reading} {place}"


def _answer(manifest: DocumentManifest) -> Answer:
    (segment,) = manifest.segments
    shares = (page.read_share for page in manifest.pages)
    return Answer(
        _label(segment),
        tuple(map(_label, manifest.pages)),
        tuple(share for share in shares if share is not None),
    )


def _label(of: Segment | PageResult) -> str | None:
    guess = of.prediction.best_guess
    return guess.label if guess else None


def smartcats(course: Course) -> list[SmartCat]:
    """Return both ways to read."""
    return [SmartCat(course, reading) for reading in ReadingMode]
