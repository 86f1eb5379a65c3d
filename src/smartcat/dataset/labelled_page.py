"""A page that a person has labelled."""

from dataclasses import dataclass

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
    """

    page: Page
    label: ClassLabel | None
    document: str
    stream: str
    origin: str
