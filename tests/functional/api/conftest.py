from collections.abc import Callable
from pathlib import Path

import pytest

SUBJECTS = {
    "letter": "Dear Sir or Madam, thank you for it. Yours truly, our service team",
    "invoice": "Invoice number 4711, net amount, value added tax, total due, to be paid in 30 days",
    "contract": "This agreement is made between the parties; the seller sells and the buyer buys",
}


@pytest.fixture
def workplace(tmp_path: Path, make_pdf: Callable[..., Path]) -> Path:
    """A folder with an inbox of PDFs, and a dataset of plain texts in a folder per class."""
    (tmp_path / "inbox").mkdir()
    for number in range(3):
        make_pdf(*["Dear Sir or Madam"] * (number + 1), name=f"inbox/letter-{number}.pdf")
    for label, text in SUBJECTS.items():
        (tmp_path / "dataset" / label).mkdir(parents=True)
        for number in range(12):
            words = text.split()
            varied = " ".join(words[number % 5 :] + words[: 8 + number])
            path = tmp_path / "dataset" / label / f"{number:02}.txt"
            path.write_text(f"{varied}\nReference {number}\n")
    return tmp_path
