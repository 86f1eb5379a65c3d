"""Make the page as one file that stands for itself."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from smartcat.read import ReadLimits
from smartcat.review.drawing import OnPage, draw_all
from smartcat.review.html import static_html
from smartcat.review.loading import Results
from smartcat.review.order import ORDERS, Order
from smartcat.review.originals import Originals
from smartcat.review.page_data import review_data
from smartcat.review.pictures import Artist


def page_of(
    results: Results,
    order: Order,
    labels: Sequence[str],
    on_page: OnPage,
    jobs: int = 1,
    limits: ReadLimits | None = None,
) -> str:
    """Make the page, with a picture of each page of each document.

    Args:
        results: What is looked at.
        order: In which order.
        labels: Classes to offer besides those that the results have.
        on_page: Is told of each page that is drawn.
        jobs: How many processes draw.
        limits: What drawing a page may use.
    """
    manifests = results.manifests
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder, Artist(limits, jobs) as artist:
        pictures = draw_all(manifests, Originals(Path(folder), limits), artist, on_page)
    data = review_data(manifests, ORDERS[order](manifests), results.stored, labels)
    return static_html(data, pictures)
