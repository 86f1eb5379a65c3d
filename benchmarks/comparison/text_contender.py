"""The other ways: texts first, then a scikit-learn model on them."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comparison.answers import Answer, best, pooled
from comparison.contender import Commands
from comparison.course import Course, Place
from comparison.halves import HALVES, OTHER
from comparison.programs.recipes import PAPERLESS, WAY_OF_2018

LANGUAGES = "eng+deu"
"""What SmartCat recognises unless it is told otherwise."""
_PROGRAMS = "comparison.programs"


@dataclass(frozen=True)
class TextReading:
    """A way to get texts; contenders with the same one share what was measured of it.

    Attributes:
        program: A module of `comparison.programs`.
        languages: Tesseract language codes.
        uses_ocrmypdf: Whether it runs in the environment of OCRmyPDF.
    """

    program: str
    languages: str
    uses_ocrmypdf: bool = False

    def command(self, course: Course, texts: Path, files: list[str]) -> list[str]:
        """Return what reads files."""
        python = str(course.ocrmypdf) if self.uses_ocrmypdf else sys.executable
        return [python, "-m", f"{_PROGRAMS}.{self.program}", self.languages, str(texts), *files]


AS_IN_2018 = TextReading("read_as_in_2018", "eng")
AS_IN_2018_BOTH = TextReading("read_as_in_2018", LANGUAGES)
OCRMYPDF = TextReading("read_with_ocrmypdf", LANGUAGES, uses_ocrmypdf=True)


class TextContender:
    """Reads texts and classifies them by a recipe."""

    is_ours = False

    def __init__(self, course: Course, name: str, reading: TextReading, recipe: str) -> None:
        self._course, self._reading, self._recipe = course, reading, recipe
        self.name = name
        self._by_page = recipe != PAPERLESS  # paperless-ngx knows whole documents only
        self._python = str(course.ocrmypdf) if recipe == PAPERLESS else sys.executable

    def prepare(self) -> Commands:
        """Learn nothing yet: there are no texts."""
        return {}

    def read(self, place: Place) -> Commands:
        """Read the texts of a portion."""
        files = self._course.paths(place)
        name = f"{self._reading.program} {self._reading.languages} {place}"
        return {name: self._reading.command(self._course, self._texts(place), files)}

    def learn(self) -> Commands:
        """Fit the recipe on each half."""
        return {f"fit {self.name} {half}": self._fit(half) for half in HALVES}

    def _fit(self, half: str) -> list[str]:
        examples = self._made(half, "examples.json")
        examples.write_text(json.dumps(list(self._examples(half))), encoding="utf-8")
        program = [self._python, "-m", f"{_PROGRAMS}.fit", self._recipe]
        return [*program, str(examples), str(self._made(half, "model.joblib"))]

    def predict(self, place: Place) -> Commands:
        """Load the model that did not see the portion, and classify."""
        units = self._made(place, "units.json")
        units.write_text(json.dumps(self._units(place)), encoding="utf-8")
        model = self._made(OTHER[place.half], "model.joblib")
        program = [self._python, "-m", f"{_PROGRAMS}.predict"]
        files = [model, units, self._made(place, "predictions.json")]
        return {f"{self.name} {place}": [*program, *map(str, files)]}

    def answers(self, place: Place) -> dict[str, Answer]:
        """Take labels from log-probabilities; a document's are those of its pages, summed."""
        path = self._made(place, "predictions.json")
        predictions: dict[str, list[dict[str, float]]] = json.loads(path.read_bytes())
        return {
            name: Answer(pooled(logs), tuple(map(best, logs)) if self._by_page else None)
            for name, logs in predictions.items()
        }

    def _examples(self, half: str) -> Iterator[tuple[str, str]]:
        for place, scans in self._course.portions.items():
            if place.half == half:
                units = self._units(place)
                yield from ((text, scan.label) for scan in scans for text in units[scan.path.name])

    def _units(self, place: Place) -> dict[str, list[str]]:
        """Return texts to classify, by file: of each page, or of all of it."""
        texts: dict[str, list[str]] = json.loads(self._texts(place).read_bytes())
        for scan in self._course.portions[place]:
            if len(texts[scan.path.name]) != scan.pages:
                raise ValueError(f"{self.name} read {len(texts[scan.path.name])} of {scan}")
        if self._by_page:
            return texts
        return {name: ["\n".join(pages)] for name, pages in texts.items()}

    def _texts(self, place: Place) -> Path:
        name = f"{self._reading.program} {self._reading.languages} {place}.json"
        return self._course.made / name

    def _made(self, of: Place | str, what: str) -> Path:
        return self._course.made / f"{self.name} {of} {what}"


def text_contenders(course: Course) -> list[TextContender]:
    """Return all of them; the first one is what all others are held against."""
    return [
        TextContender(course, "2018 way, eng", AS_IN_2018, WAY_OF_2018),
        TextContender(course, "2018 way, eng+deu", AS_IN_2018_BOTH, WAY_OF_2018),
        TextContender(course, "OCRmyPDF and scikit-learn", OCRMYPDF, WAY_OF_2018),
        TextContender(course, "OCRmyPDF and the recipe of paperless-ngx", OCRMYPDF, PAPERLESS),
    ]
