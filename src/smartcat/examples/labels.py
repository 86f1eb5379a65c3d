"""The class labels of the examples and the table that names every page's label."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

LABELS = (
    "bank_statement",
    "building_description",
    "employment_contract",
    "energy_certificate",
    "floor_plan",
    "id_card",
    "insurance_policy",
    "land_register_extract",
    "letter",
    "loan_offer",
    "payslip",
    "purchase_contract",
    "tax_assessment",
    "utility_bill",
)


@dataclass(frozen=True)
class LabelRow:
    """One page of the dataset and what it is.

    Attributes:
        path: The file, relative to the table.
        page_number: 1-based position in that file.
        label: The class label of the page; empty for a blank back.
        document: Shared by the pages of one logical document.
        stream: Shared by the pages of one page stream.
        text: Always empty: the text is read from the file.
        source: ``digital`` for born-digital pages, ``scan`` for images.
        wording: The pool of names, phrases and layouts that the page was made from.
        document_page: 1-based position in its document as it was written, whatever the order of
            scanning; empty for single documents.
        scenario: What its stretch of a packet is made of; empty outside of packets.
    """

    path: str
    page_number: int
    label: str
    document: str
    stream: str
    text: str
    source: str
    wording: str
    document_page: int | str = ""
    scenario: str = ""


def write_labels(path: Path, rows: Iterable[LabelRow]) -> None:
    """Write the table; its presence says that the dataset is complete."""
    beside = path.with_suffix(".csv.part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        names = [field.name for field in fields(LabelRow)]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    beside.replace(path)
