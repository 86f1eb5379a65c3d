from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcat.models import DocumentManifest
from smartcat.review import ORDERS, Order, Place

Manifest = Callable[..., DocumentManifest]
SEGMENTS = st.lists(st.booleans(), max_size=6)


def test_doubtful_segments_come_first_and_each_part_lies_as_it_was(manifest: Manifest) -> None:
    manifests = [manifest(1, 2, 1, doubtful=[1]), manifest(1, 1, key="b", doubtful=[0])]
    assert ORDERS[Order.DOUBT](manifests) == [(0, 1), (1, 0), (0, 0), (0, 2), (1, 1)]
    assert ORDERS[Order.STACK](manifests) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SEGMENTS, max_size=4), st.sampled_from(Order))
def test_every_order_gives_every_segment_once(
    manifest: Manifest, documents: list[list[bool]], order: Order
) -> None:
    manifests = [
        manifest(
            *[1] * len(doubts),
            doubtful=[place for place, is_so in enumerate(doubts) if is_so],
            key=str(number),
        )
        for number, doubts in enumerate(documents)
    ]
    places = [
        Place(document, segment)
        for document, doubts in enumerate(documents)
        for segment in range(len(doubts))
    ]
    assert sorted(ORDERS[order](manifests)) == places
