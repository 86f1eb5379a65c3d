"""What a labelled dataset says, before any page is read."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DatasetRow:
    """A row of ``labels.csv``, or a file in a class folder.

    Attributes:
        path: The file.
        page_index: Which page of it; all if absent.
        label: The class; absent if the row teaches boundaries only.
        document: Rows of one logical document share it.
        stream: Rows of one page stream share it.
        text_path: A file with the page's text, used in place of reading it.
        key: The file's name below the dataset.
    """

    path: Path
    page_index: int | None
    label: str | None
    document: str
    stream: str
    text_path: Path | None
    key: str
