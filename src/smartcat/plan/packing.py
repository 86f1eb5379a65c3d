"""Pack documents into shards: large ones are cut, small ones share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from smartcat.models import PlannedDocument, Shard, WorkItem
from smartcat.store.layout import BLOCK_PAGES


def pack(
    documents: Iterable[PlannedDocument], shard_s: float, wanted: Callable[[int], range] = range
) -> Iterator[Shard]:
    """Pack documents into shards, in their order; the same documents give the same shards.

    Each piece goes into the open shard if it fits, and opens the next one if not (next-fit). So a
    shard is predicted above ``shard_s`` only where its one item cannot be cut, and any two that
    follow each other exceed ``shard_s`` together: there are at most twice as many as needed.
    Nothing but the open shard is held.

    Args:
        documents: The documents.
        shard_s: CPU seconds that a shard should be predicted to take at most.
        wanted: Says which pages are read of a document of so many.
    """
    shard = _OpenShard(0)
    for document in documents:
        for piece in _pieces(document, shard_s, wanted):
            if shard.items and shard.predicted_s + piece.predicted_s > shard_s:
                yield shard.closed()
                shard = _OpenShard(shard.index + 1)
            shard.add(piece)
    if shard.items:
        yield shard.closed()


def _pieces(
    document: PlannedDocument, shard_s: float, wanted: Callable[[int], range]
) -> Iterator[WorkItem]:
    """Yield a document whole, or block by block if no shard holds it.

    The pages of a document that was not opened may be fewer, or more: the last piece ends with it.
    """
    who = document.for_workers
    pages = wanted(document.page_count or round(document.pages or 0))
    if document.predicted_s <= shard_s or len(pages) <= BLOCK_PAGES:
        yield WorkItem(document=who, first_page=0, predicted_s=document.predicted_s)
        return
    page_s = document.predicted_s / len(pages)
    for first in range(pages.start - pages.start % BLOCK_PAGES, pages.stop, BLOCK_PAGES):
        after = min(first + BLOCK_PAGES, pages.stop)
        yield WorkItem(
            document=who,
            first_page=first,
            last_page=after - 1 if after < pages.stop else None,
            predicted_s=page_s * (after - max(first, pages.start)),
        )


@dataclass
class _OpenShard:
    """A shard that is being filled."""

    index: int
    items: list[WorkItem] = field(default_factory=list)
    predicted_s: float = 0.0

    def add(self, piece: WorkItem) -> None:
        self.predicted_s += piece.predicted_s
        if self.items and (joined := _joined(self.items[-1], piece)):
            self.items[-1] = joined
        else:
            self.items.append(piece)

    def closed(self) -> Shard:
        return Shard(index=self.index, items=tuple(self.items), predicted_s=self.predicted_s)


def _joined(item: WorkItem, piece: WorkItem) -> WorkItem | None:
    """Return one item for two that follow each other in the same document."""
    follows = item.last_page is not None and piece.first_page == item.last_page + 1
    if not follows or item.document != piece.document:
        return None
    more = {
        "last_page": piece.last_page,
        "predicted_s": item.predicted_s + piece.predicted_s,
    }
    return item.model_copy(update=more)
