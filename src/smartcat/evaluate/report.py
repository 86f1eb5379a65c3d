"""The evaluation as one page for people: figures, pictures, and what was left out."""

import tempfile
from pathlib import Path

from smartcat.errors import AccessDeniedError, ConfigurationError
from smartcat.evaluate import report_parts as parts
from smartcat.evaluate.report_elements import drawing, report_page
from smartcat.evaluate.result import Evaluation


def write_report(evaluation: Evaluation, path: Path, *, dataset: str, model_name: str) -> None:
    """Write an evaluation as one HTML page that needs nothing beside it.

    The same evaluation gives the same bytes, with the same version of the plotting library.

    Args:
        evaluation: What to show.
        path: Where to write; a file that is there is replaced, missing folders are made.
        dataset: What the model was evaluated on, for people.
        model_name: The model bundle, for people.

    Raises:
        MissingProgramError: The plotting library is not installed.
        AccessDeniedError: The place may not be written to.
        ConfigurationError: The place cannot be written to.
    """
    write_page(report_html(evaluation, dataset=dataset, model_name=model_name), path)


def write_page(page: str, path: Path) -> None:
    """Write an HTML page; a file that is there is replaced, missing folders are made.

    Raises:
        AccessDeniedError: The place may not be written to.
        ConfigurationError: The place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Names of files may hold bytes that are no text; they are shown, not refused.
        _replace(path, page.encode("utf-8", "backslashreplace"))
    except PermissionError as error:
        raise AccessDeniedError(
            f"cannot write the report {path}: {error.strerror}; name another file"
        ) from error
    except OSError as error:
        raise ConfigurationError(f"cannot write the report {path}: {error.strerror}") from error


def report_html(evaluation: Evaluation, *, dataset: str, model_name: str) -> str:
    """Lay out the page.

    Raises:
        MissingProgramError: The plotting library is not installed.
    """
    with drawing():
        from smartcat.evaluate.report_sections import sections

    return report_page(
        f"Evaluation of {model_name}",
        summary=parts.summary(evaluation, dataset, model_name),
        cards=parts.cards(evaluation),
        sections=sections(evaluation),
        warnings=parts.warning_list(evaluation.warnings),
    )


def _replace(path: Path, data: bytes) -> None:
    """Write beside, then move: the whole file appears at once."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=".", suffix=".part", delete=False
    ) as file:
        beside = Path(file.name)
    try:
        beside.write_bytes(data)
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
