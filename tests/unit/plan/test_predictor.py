from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.errors import DatasetError
from smartcat.plan.calibrating import (
    Calibration,
    MeasuredDocument,
    Measurements,
    calibrate,
    cross_validated_error,
    fit,
    relative_errors,
)
from smartcat.plan.coefficients import (
    Coefficients,
    OcrEffort,
    ReadCosts,
    shipped_coefficients,
)
from smartcat.plan.predictor import Amounts, Predictor
from smartcat.read import DocumentProbe, MediaType, OcrChoice, ReadingMode, ReadOptions

COSTS = ReadCosts(
    document_s=0.05, text_page_s=0.02, ocr_page_s=0.2, ocr_megapixel_s=0.1, ocr_strokes_s=0.03
)
COEFFICIENTS = Coefficients(
    measured_on=date(2026, 11, 24),
    machine="x86-64, 2 cores",
    software=("a reader", "an engine"),
    documents=1,
    pages=1,
    median_relative_error=0.2,
    read=COSTS,
    ocr_effort=OcrEffort(
        dpi=150,
        dpi_exponent=0.5,
        languages=2,
        language_share=0.25,
        cascade_share=0.4,
        engines={"pytesseract": 2.0},
    ),
    sort_page_s=0.01,
    start_s=0.6,
)
MEASURED_WITH = ReadOptions(languages=("eng", "deu"), dpi=150, reading=ReadingMode.FULL)


def probe(
    page_count: int, ocr_pages: float = 0.0, megapixels: float = 0.0, strokes: float = 0.0
) -> DocumentProbe:
    return DocumentProbe(
        media_type=MediaType.PDF,
        page_count=page_count,
        reader="a reader",
        ocr_pages=ocr_pages,
        megapixels=megapixels,
        strokes=strokes,
    )


SCAN = probe(4, ocr_pages=3, megapixels=2, strokes=10)


def predict_s(options: ReadOptions) -> float:
    return Predictor(options, COEFFICIENTS).document_s(SCAN)


def test_a_document_takes_the_sum_of_its_parts() -> None:
    expected_s = 0.05 + 0.02 + 3 * (0.2 + 2 * 0.1 + 10 * 0.03) + 4 * 0.01
    assert predict_s(MEASURED_WITH) == pytest.approx(expected_s)


def test_what_is_read_changes_what_ocr_takes_and_nothing_else() -> None:
    rest_s = 0.05 + 0.02 + 4 * 0.01
    ocr_s = predict_s(MEASURED_WITH) - rest_s
    fine = MEASURED_WITH.model_copy(update={"dpi": 600})
    assert predict_s(fine) == pytest.approx(rest_s + 2 * ocr_s)
    portable = MEASURED_WITH.model_copy(update={"ocr": OcrChoice.PYTESSERACT})
    assert predict_s(portable) == pytest.approx(rest_s + 2 * ocr_s)
    english = MEASURED_WITH.model_copy(update={"languages": ("eng",)})
    assert predict_s(english) == pytest.approx(rest_s + ocr_s / 1.25)
    until_settled = MEASURED_WITH.model_copy(update={"reading": ReadingMode.CASCADE})
    assert predict_s(until_settled) == pytest.approx(rest_s + 0.4 * ocr_s)


def test_without_ocr_what_is_written_takes_no_time() -> None:
    without = predict_s(ReadOptions(ocr=OcrChoice.OFF))
    assert without == pytest.approx(predict_s(MEASURED_WITH) - 3 * 10 * 0.03)


def test_the_shipped_coefficients_foretell_a_scan_within_reason() -> None:
    predictor = Predictor(ReadOptions())
    letter = probe(1, ocr_pages=1, megapixels=2.2, strokes=20)
    assert 0.2 < predictor.document_s(letter) < 3
    assert 0.1 < predictor.start_s < 3
    assert predictor.document_s(probe(1)) < 0.2
    assert shipped_coefficients().median_relative_error <= 0.25


PROBES = st.builds(
    probe,
    page_count=st.integers(1, 50),
    ocr_pages=st.floats(0, 50),
    megapixels=st.floats(0.5, 8),
    strokes=st.floats(0.1, 100),
)


@given(PROBES)
def test_predictions_are_positive(one: DocumentProbe) -> None:
    assert Predictor(ReadOptions()).document_s(one) > 0


def measured(count: int, spread: float = 0.0) -> list[MeasuredDocument]:
    """Documents of many kinds that take what they cost, or by a share more and less."""
    predictor = Predictor(MEASURED_WITH, COEFFICIENTS.model_copy(update={"sort_page_s": 0.0}))
    some = []
    for n in range(count):
        one = probe(1 + n % 7, ocr_pages=n % 5 % (2 + n % 7), megapixels=1 + n % 3, strokes=n % 11)
        factor = 1.0 + spread * (n // 2 % 3 - 1)
        some.append(MeasuredDocument(one, factor * predictor.document_s(one)))
    return some


def test_costs_are_found_again() -> None:
    found = fit(measured(60))
    assert found.model_dump() == pytest.approx(COSTS.model_dump(), rel=1e-3)
    assert cross_validated_error(measured(60)) < 1e-3


def test_predictions_of_many_documents_add_up_though_each_misses() -> None:
    some = measured(300, spread=0.6)
    costs = fit(some)
    assert min(relative_errors(costs, some[:2])) > 0.3
    predicted_s = sum(Amounts.of(document.probe).cost_s(costs) for document in some)
    assert predicted_s == pytest.approx(sum(document.read_s for document in some), rel=0.05)


def test_errors_are_shares_of_the_truth_on_documents_that_were_not_in_the_fit() -> None:
    document = MeasuredDocument(SCAN, 2 * predict_s(MEASURED_WITH) - 2 * 4 * 0.01)
    assert relative_errors(COSTS, [document]) == pytest.approx([0.5])


def test_no_cost_is_negative() -> None:
    cheap = [MeasuredDocument(probe(n), 1.0 / n) for n in range(1, 20)]
    assert min(fit(cheap).model_dump().values()) >= 0


def calibrated(
    documents: list[MeasuredDocument], options: ReadOptions = MEASURED_WITH
) -> Calibration:
    measurements = Measurements(
        options.model_copy(update={"ocr": OcrChoice.TESSEROCR}),
        documents,
        left_out=1,
        pages=100,
        sort_s=0.7,
        software={"a reader", "an engine"},
    )
    return calibrate(measurements, COEFFICIENTS, 1.234, "a machine", date(2026, 11, 25))


def test_a_slower_machine_is_known_by_what_documents_take_on_it() -> None:
    slow = [MeasuredDocument(one.probe, 3 * one.read_s) for one in measured(60)]
    found = calibrated(slow)
    assert found.median_relative_error < 0.01
    assert found.median_relative_error_before == pytest.approx(2 / 3, abs=0.01)
    read = found.coefficients.read
    assert read.ocr_strokes_s == pytest.approx(3 * COSTS.ocr_strokes_s, rel=0.01)
    assert (found.coefficients.sort_page_s, found.coefficients.start_s) == (0.007, 1.23)
    assert found.coefficients.documents == 60
    assert found.coefficients.pages == sum(one.probe.page_count for one in slow)
    assert (found.left_out, found.kept) == (1, ())


def test_what_no_document_has_keeps_its_cost() -> None:
    texts = [MeasuredDocument(probe(1 + n % 9), 0.5 + 0.1 * (1 + n % 9)) for n in range(30)]
    found = calibrated(texts)
    assert found.kept == ("ocr_page_s", "ocr_megapixel_s", "ocr_strokes_s")
    assert found.coefficients.read.ocr_strokes_s == COSTS.ocr_strokes_s
    assert found.coefficients.read.text_page_s == pytest.approx(0.1, rel=0.01)


def test_coefficients_say_what_they_were_measured_with() -> None:
    options = MEASURED_WITH.model_copy(update={"dpi": 300, "languages": ("eng",)})
    effort = calibrated(measured(60), options).coefficients.ocr_effort
    assert (effort.dpi, effort.languages, effort.engines) == (300, 1, {"pytesseract": 2.0})


def test_too_few_documents_are_refused() -> None:
    with pytest.raises(DatasetError, match=r"7 documents .* 20 are needed"):
        calibrated(measured(7))
