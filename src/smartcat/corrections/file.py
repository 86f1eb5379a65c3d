"""Files of corrections: one a line, as JSON."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from smartcat.errors import AccessDeniedError, CorrectionsError
from smartcat.models import Correction


def load_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections; of several of one document the last stands.

    Returns:
        A correction for each document, in the order in which the documents first appear.

    Raises:
        AccessDeniedError: The file cannot be read.
        CorrectionsError: A line is none; the message tells which, and not what it says.
    """
    latest: dict[str, Correction] = {}
    for number, line in correction_lines(path):
        try:
            correction = parse_correction(line)
        except CorrectionsError as error:
            raise CorrectionsError(f"{path}, line {number}: {error}") from None
        latest[correction.document_id] = correction
    if not latest:
        raise CorrectionsError(f"{path} has no corrections: export some from a review page")
    return list(latest.values())


def correction_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Read the lines of a file that are not empty, each with its number.

    Raises:
        AccessDeniedError: The file cannot be read.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise AccessDeniedError(f"cannot read corrections from {path}: {error.strerror}") from error
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def parse_correction(line: bytes) -> Correction:
    """Read a line of a file.

    Raises:
        CorrectionsError: It is no correction; the message does not tell what it says.
    """
    try:
        return Correction.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise CorrectionsError(
            f"it is no correction: {field}: {first['msg']}; export it again, or remove it"
        ) from None


def correction_line(correction: Correction) -> str:
    """Write a correction as a line of a file."""
    return correction.model_dump_json() + "\n"
