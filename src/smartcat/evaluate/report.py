"""The evaluation as one page for people: figures, pictures, and what was left out."""

import tempfile
from html import escape
from importlib import resources
from pathlib import Path
from string import Template

from smartcat.errors import AccessDeniedError, ConfigurationError, MissingProgramError
from smartcat.evaluate import report_parts as parts
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
    page = report_html(evaluation, dataset=dataset, model_name=model_name)
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
    try:
        from smartcat.evaluate.plots import draw_pictures
    except ImportError as error:
        raise MissingProgramError(
            "the report needs matplotlib to draw; run: pip install 'smartcat[train]'"
        ) from error

    pictures = draw_pictures(evaluation)
    return Template(_resource("report.html")).substitute(
        style=_resource("report.css"),
        title=escape(f"Evaluation of {model_name}"),
        summary=parts.summary(evaluation, dataset, model_name),
        cards=parts.cards(evaluation),
        confusion=parts.picture(pictures.confusion, "There are no classes."),
        mix_ups=parts.mix_up_table(evaluation.confusion),
        review=parts.picture(pictures.review, "No page is wrong: there is nothing to catch."),
        reliability=parts.picture(pictures.reliability, "No page was scored."),
        classes=parts.class_table(evaluation.classes),
        warnings=parts.warning_list(evaluation.warnings),
    )


def _resource(name: str) -> str:
    return resources.files("smartcat.evaluate").joinpath(name).read_text(encoding="utf-8")


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
