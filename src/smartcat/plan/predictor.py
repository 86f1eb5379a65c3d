"""Predict the CPU seconds of a document from its probe: a sum of things that each have a cost."""

from typing import NamedTuple, Self

from smartcat.plan.coefficients import Coefficients, ReadCosts, shipped_coefficients
from smartcat.read import DocumentProbe, OcrChoice, ReadingMode, ReadOptions


class Amounts(NamedTuple):
    """How much a document has of each thing that costs, in the order of `ReadCosts`.

    Attributes:
        documents: Always 1.
        text_pages: Pages that are not recognised.
        ocr_pages: Pages that are.
        ocr_megapixels: Millions of pixels of those.
        ocr_strokes: Strokes on those, in thousands.
    """

    documents: float
    text_pages: float
    ocr_pages: float
    ocr_megapixels: float
    ocr_strokes: float

    @classmethod
    def of(cls, probe: DocumentProbe) -> Self:
        """Take the amounts from a probe."""
        pages = probe.ocr_pages
        return cls(
            documents=1.0,
            text_pages=max(probe.page_count - pages, 0.0),
            ocr_pages=pages,
            ocr_megapixels=pages * probe.megapixels,
            ocr_strokes=pages * probe.strokes,
        )

    def cost_s(self, costs: ReadCosts) -> float:
        """Add up the CPU seconds that they take."""
        each = costs.model_dump().values()
        return float(sum(amount * cost_s for amount, cost_s in zip(self, each, strict=True)))


class Predictor:
    """Predicts what documents take that are read in a certain way.

    Attributes:
        options: How they are read.
    """

    def __init__(self, options: ReadOptions, coefficients: Coefficients | None = None) -> None:
        """Take costs, and adapt them to the options.

        Args:
            options: How documents are to be read.
            coefficients: What things cost; by default those that come with SmartCat.
        """
        self.options = options
        self._coefficients = coefficients or shipped_coefficients()
        self._costs = _adapted(self._coefficients, options)

    @property
    def read_costs(self) -> ReadCosts:
        """What reading costs with the options."""
        return self._costs

    @property
    def start_s(self) -> float:
        """CPU seconds that each worker takes to start."""
        return self._coefficients.start_s

    @property
    def measured_on(self) -> str:
        """What the costs were measured on, in general words."""
        return self._coefficients.machine

    def document_s(self, probe: DocumentProbe) -> float:
        """Predict the CPU seconds of a document: reading it, classifying and segmenting."""
        sort_s = probe.page_count * self._coefficients.sort_page_s
        whole_s = Amounts.of(probe).cost_s(self._costs) + sort_s
        return whole_s * (len(self.options.wanted(probe.page_count)) / probe.page_count)


def _adapted(coefficients: Coefficients, options: ReadOptions) -> ReadCosts:
    read = coefficients.read
    if options.ocr is OcrChoice.OFF:  # pages are rendered all the same, and looked at
        return read.model_copy(update={"ocr_strokes_s": 0.0})
    effort = _effort(coefficients, options)
    more = {
        "ocr_page_s": read.ocr_page_s * effort,
        "ocr_megapixel_s": read.ocr_megapixel_s * effort,
        "ocr_strokes_s": read.ocr_strokes_s * effort,
    }
    return read.model_copy(update=more)


def _effort(coefficients: Coefficients, options: ReadOptions) -> float:
    """Return how many times as long OCR takes as it was measured with."""
    ocr = coefficients.ocr_effort
    dpi = (options.dpi / ocr.dpi) ** ocr.dpi_exponent
    asked, measured = (
        1.0 + ocr.language_share * (languages - 1)
        for languages in (max(len(options.languages), 1), ocr.languages)
    )
    read = ocr.cascade_share if options.reading is ReadingMode.CASCADE else 1.0
    return float(dpi * asked / measured * read * ocr.engines.get(options.ocr, 1.0))
