"""What work costs, as dated data that a program measured: ``coefficients.json``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from smartcat.errors import ConfigurationError
from smartcat.models import Noun

_PATH = Path(__file__).with_name("coefficients.json")


class ReadCosts(Noun):
    """CPU seconds of reading, in the reading processes, with the default `ReadOptions`.

    Attributes:
        document_s: For each document.
        text_page_s: For each page that is not recognised.
        ocr_page_s: For each page that is.
        ocr_megapixel_s: For each million pixels of such pages.
        ocr_strokes_s: For each thousand strokes on such pages.
    """

    document_s: float = Field(ge=0.0)
    text_page_s: float = Field(ge=0.0)
    ocr_page_s: float = Field(ge=0.0)
    ocr_megapixel_s: float = Field(ge=0.0)
    ocr_strokes_s: float = Field(ge=0.0)


class OcrEffort(Noun):
    """How OCR takes more or less time than it was measured with, by what is asked for.

    Attributes:
        dpi: Resolution that the costs of reading were measured with.
        dpi_exponent: OCR takes the resolution, as a share of that, to this power as long.
        languages: How many languages the costs were measured with.
        language_share: Each language after the first takes this share of what one takes.
        cascade_share: Share of the full OCR that the cascade takes, of paperwork that the model
            knows; more, up to 1, of other.
        engines: How many times as long an engine takes as the one that was measured with; 1 for
            those that are not named.
    """

    dpi: int = Field(ge=1)
    dpi_exponent: float = Field(ge=0.0)
    languages: int = Field(ge=1)
    language_share: float = Field(ge=0.0)
    cascade_share: float = Field(default=1.0, gt=0.0, le=1.0)
    engines: Mapping[str, Annotated[float, Field(gt=0.0)]]


class Coefficients(Noun):
    """What work costs, where and when it was measured, and how well it foretells.

    Attributes:
        schema_version: Version of this form.
        measured_on: The day.
        machine: Its class, in general words.
        software: What read the pages.
        documents: How many documents were measured.
        pages: How many pages they have.
        median_relative_error: Of predictions of whole documents, on documents that were not in
            the fit.
        sort_page_s: CPU seconds of classifying a page and segmenting, in the process that sorts.
        start_s: CPU seconds of starting a worker: imports, model bundle, OCR engine.
    """

    schema_version: Literal[1] = 1
    measured_on: date
    machine: str
    software: tuple[str, ...]
    documents: int = Field(ge=1)
    pages: int = Field(ge=1)
    median_relative_error: float = Field(ge=0.0)
    read: ReadCosts
    ocr_effort: OcrEffort
    sort_page_s: float = Field(ge=0.0)
    start_s: float = Field(ge=0.0)


def shipped_coefficients() -> Coefficients:
    """Load the coefficients that come with SmartCat."""
    return Coefficients.model_validate_json(_PATH.read_bytes())


def load_coefficients(path: Path) -> Coefficients:
    """Load coefficients that `smartcat calibrate` wrote.

    Raises:
        ConfigurationError: There are none, or they are of another version.
    """
    try:
        return Coefficients.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(
            f"cannot read the coefficients {path}: {error.strerror}; make them with: "
            "smartcat calibrate"
        ) from error
    except ValidationError as error:
        raise ConfigurationError(
            f"{path} holds no coefficients of this version; make them anew with: smartcat calibrate"
        ) from error
