"""Which documents are measured: some of each class, the same ones each time."""

from dataclasses import dataclass
from pathlib import Path

import pymupdf

from smartcat.examples import make_examples

_SEED = 2018


@dataclass(frozen=True)
class LabelledFile:
    """A file of a folder of class folders."""

    path: Path
    label: str


def made_up(folder: Path) -> Path:
    """Make paperwork where there is none; return the folder of class folders."""
    make_examples(folder, seed=_SEED, documents_per_class=8, packets=0)
    return folder / "documents"


def chosen(folder: Path, *, documents: int, classes: int) -> list[LabelledFile]:
    """Choose documents, spread evenly over each class by name.

    Args:
        folder: It has a folder of files for each class.
        documents: At most so many, as many of each class, but at least two.
        classes: At most so many classes, the first by name.

    Raises:
        ValueError: There are fewer than two classes, or one has fewer than two documents.
    """
    folders = [path for path in sorted(folder.iterdir()) if path.is_dir()][:classes]
    if len(folders) < 2:
        raise ValueError(f"{folder} has no two class folders")
    most = max(documents // len(folders), 2)
    return [file for path in folders for file in _of_class(path, most)]


def _of_class(folder: Path, most: int) -> list[LabelledFile]:
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    if len(paths) < 2:
        raise ValueError(f"{folder} has fewer than two documents")
    count = min(most, len(paths))
    return [LabelledFile(paths[place * len(paths) // count], folder.name) for place in range(count)]


def with_text_layers(files: list[LabelledFile]) -> list[Path]:
    """Return the PDFs that have pages with text."""
    return [
        file.path for file in files if file.path.suffix.lower() == ".pdf" and _has_text(file.path)
    ]


def _has_text(path: Path) -> bool:
    with pymupdf.open(path) as document:
        return any(page.get_text().strip() for page in document.pages())
