import pytest

from smartcat.dataset import seen_share, sketch_of
from smartcat.models import Page


def pages(first: int, last: int) -> list[Page]:
    text = "A page that is long enough to be told from others by its words, number"
    return [Page(page_index=0, text=f"{text} {number}") for number in range(first, last)]


def test_of_few_pages_it_is_told_exactly_which_were_seen() -> None:
    assert seen_share(sketch_of(pages(0, 40)), pages(30, 50)) == 0.5


def test_of_many_pages_the_share_is_estimated_from_a_sketch_of_bounded_size() -> None:
    sketch = sketch_of(pages(0, 6000))
    assert len(sketch) == 1024
    assert seen_share(sketch, pages(4000, 8000)) == pytest.approx(0.5, abs=0.06)
    assert seen_share(sketch, pages(6000, 8000)) == 0


def test_short_texts_and_empty_sketches_tell_nothing() -> None:
    short = [Page(page_index=0, text="Page 1")]
    assert sketch_of(short) == ()
    assert seen_share((), short) == 0
    assert seen_share((), pages(0, 3)) == 0
