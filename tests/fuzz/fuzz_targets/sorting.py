"""Any text as pages of a stream: classified, segmented and summed up by the starter model."""

from functools import cache

from fuzz_targets.scratch import written
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.models import PageResult, Segment
from smartcat.read.text_file import TextDocument
from smartcat.segment import SplitMode, SplitOptions
from smartcat.sorting import Sorter

_PAGES = 12
_KEY = r"(?:Konto|Account) ?(?:number|nummer)?:? (\S+)"


def run(data: bytes) -> None:
    """Sort a page stream."""
    document = TextDocument(written(data, "stream.txt"))
    pages = [document.page(index) for index in range(min(document.page_count, _PAGES))]
    for sorter in _sorters():
        sorted_stream = sorter.sort(pages)
        assert [page.page_index for page in sorted_stream.pages] == list(range(len(pages)))
        for result in sorted_stream.pages:
            assert PageResult.model_validate_json(result.model_dump_json()) == result
        for segment in sorted_stream.segments:
            assert Segment.model_validate_json(segment.model_dump_json()) == segment


@cache
def _sorters() -> tuple[Sorter, ...]:
    bundle = load_bundle(starter_bundle_path())
    by_key = SplitOptions(modes=(SplitMode.AUTO, SplitMode.KEY), key=_KEY)
    return Sorter(bundle), Sorter(bundle, by_key)
