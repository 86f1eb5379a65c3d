"""What a labelled dataset says, before any page is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
        tells_document: Whether ``document`` is known, and not just the name of the file: of pages
            that are labelled one by one nobody may have said which belong together.
        facts: What the row says, by column; empty for a file in a class folder.
        without: Pages of the file that another row is about.
    """

    path: Path
    page_index: int | None
    label: str | None
    document: str
    stream: str
    text_path: Path | None
    key: str
    tells_document: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[int] = frozenset()
