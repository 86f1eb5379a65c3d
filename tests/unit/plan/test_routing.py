import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.models import RouteKind
from smartcat.plan.coefficients import OcrEffort, ReadCosts, shipped_coefficients
from smartcat.plan.cost import Container
from smartcat.plan.predictor import Predictor
from smartcat.plan.routing import MOST_OF_TIMEOUT, FunctionShape, Router
from smartcat.read import DocumentProbe, MediaType, ReadOptions

# A second for each page that is recognised, and nothing else.
COSTS = ReadCosts(
    document_s=0.0, text_page_s=0.0, ocr_page_s=1.0, ocr_megapixel_s=0.0, ocr_strokes_s=0.0
)
EFFORT = OcrEffort(dpi=150, dpi_exponent=0.0, languages=2, language_share=0.0, engines={})
COEFFICIENTS = shipped_coefficients().model_copy(
    update={"read": COSTS, "ocr_effort": EFFORT, "sort_page_s": 0.0, "start_s": 1.0}
)
SMALL = Container(vcpus=1, memory_mib=2048)
ONE_VCPU = FunctionShape(memory_mib=1769, timeout_s=300.0, processor="x86_64")


def probe(pages: int, ocr_pages: float | None = None) -> DocumentProbe:
    ocr = float(pages) if ocr_pages is None else ocr_pages
    return DocumentProbe(
        media_type=MediaType.PDF, page_count=pages, reader="r", ocr_pages=ocr, megapixels=2.0
    )


def long_page(ocr_s: float) -> DocumentProbe:
    """A page that takes so many seconds."""
    return probe(1, ocr_s)


def router(function: FunctionShape = ONE_VCPU) -> Router:
    return Router(Predictor(ReadOptions(), COEFFICIENTS), function, SMALL)


@pytest.mark.parametrize(
    ("pages", "kind", "why"),
    [
        (1, RouteKind.INLINE, "inline it costs"),
        (8, RouteKind.INLINE, "inline it costs"),  # the break-even with Spot is at nine seconds
        (12, RouteKind.INLINE, "inline it takes 12.0 s, on Batch 73 s"),
        (80, RouteKind.BATCH, "not clearly faster"),
        (200, RouteKind.BATCH, "at most 180 s of the function's 300 s"),
    ],
)
def test_what_is_cheaper_or_clearly_faster_is_inline(pages: int, kind: RouteKind, why: str) -> None:
    route = router().by_probe(probe(pages), 1000)
    assert (route.kind, why in route.reason) == (kind, True), route.reason
    assert (route.pages, route.cpu_s, route.inline_s) == (pages, pages, pages)


def test_a_second_of_lambda_is_what_the_price_list_says() -> None:
    route = router().by_probe(probe(1), 1000)
    assert route.inline_usd == pytest.approx(1769 / 1024 * 0.0000166667 + 0.0000002, rel=1e-3)


def test_pages_share_the_processors_that_there_are() -> None:
    function = ONE_VCPU.model_copy(update={"memory_mib": 2 * 1769})
    assert router(function).by_probe(probe(10), 1).inline_s == pytest.approx(5.0)
    assert router(function).by_probe(probe(1), 1).inline_s == pytest.approx(1.0)
    half = ONE_VCPU.model_copy(update={"memory_mib": 884})
    assert router(half).by_probe(probe(1), 1).inline_s == pytest.approx(2.0, rel=0.01)


def test_a_function_is_billed_for_the_clock_times_all_of_its_memory() -> None:
    two = ONE_VCPU.model_copy(update={"memory_mib": 2 * 1769})
    for pages, clock_s in ((1, 1.0), (10, 5.0)):
        usd = router(two).by_probe(probe(pages), 1).inline_usd
        expected = clock_s * 2 * 1769 / 1024 * 0.0000166667 + 0.0000002
        assert usd == pytest.approx(expected, rel=1e-3)


def test_a_container_is_billed_for_the_clock_too() -> None:
    two = Container(vcpus=2, memory_mib=4096)
    routes = Router(Predictor(ReadOptions(), COEFFICIENTS), ONE_VCPU, two)
    one_page = routes.by_probe(long_page(100), 1)
    assert one_page.batch_s == pytest.approx(60 + 101)  # one page keeps one of them busy
    hour_usd = 2 * 0.04048 + 4 * 0.004445
    assert one_page.batch_usd == pytest.approx((20 + 101) / 3600 * hour_usd, rel=1e-4)


def test_only_pages_that_are_read_are_shared_out() -> None:
    two = ONE_VCPU.model_copy(update={"memory_mib": 2 * 1769})
    only_one = Predictor(ReadOptions(pages="3"), COEFFICIENTS)
    route = Router(only_one, two, SMALL).by_probe(probe(20), 1)
    assert (route.cpu_s, route.inline_s) == (1.0, 1.0)
    assert Router(only_one, two, SMALL).by_probe(probe(2), 1).cpu_s == 0.0  # it has no such page


def test_a_route_tells_what_was_looked_at() -> None:
    route = router().by_probe(probe(4, 3.0), 1000)
    assert (route.size_bytes, route.pages, route.ocr_pages) == (1000, 4, 3.0)
    assert route.megapixels == 2.0


def test_what_is_too_large_goes_to_batch_unopened() -> None:
    assert router().by_size(ONE_VCPU.max_bytes) is None
    route = router().by_size(ONE_VCPU.max_bytes + 1)
    assert route
    assert (route.kind, route.cpu_s) == (RouteKind.BATCH, None)


@given(
    pages=st.integers(1, 5000),
    share=st.floats(0.0, 1.0),
    megapixels=st.floats(0.0, 40.0),
    strokes=st.floats(0.0, 200.0),
    memory_mib=st.integers(128, 10_240),
    timeout_s=st.floats(1.0, 900.0),
)
def test_nothing_is_inline_that_takes_most_of_the_time(
    pages: int,
    share: float,
    megapixels: float,
    strokes: float,
    memory_mib: int,
    timeout_s: float,
) -> None:
    function = FunctionShape(memory_mib=memory_mib, timeout_s=timeout_s)
    shipped = Router(Predictor(ReadOptions()), function, Container())
    looked_at = probe(pages, pages * share)
    written = {"megapixels": megapixels, "strokes": strokes}
    route = shipped.by_probe(looked_at.model_copy(update=written), 1000)
    assert route.inline_s is not None
    if route.kind is RouteKind.INLINE:
        assert route.inline_s <= MOST_OF_TIMEOUT * timeout_s + 1e-3
