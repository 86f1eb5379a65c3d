"""A page that a person has labelled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartcat.models import ClassLabel, Page


@dataclass(frozen=True)
class LabelledPage:
    """One page of a dataset, in stream order.

    Attributes:
        page: The page as it was read.
        label: Its class; absent if the page teaches boundaries only.
        document: Pages of one logical document share it.
        stream: Pages of one page stream share it.
        origin: File and page number, for people.
        tells_document: Whether ``document`` is known, and not just the name of the file.
        facts: What its row in ``labels.csv`` says, by column; empty without one.
    """

    page: Page
    label: ClassLabel | None
    document: str
    stream: str
    origin: str
    tells_document: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)
