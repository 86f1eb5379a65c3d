"""Plan a run: find documents, leave out what has a result, foretell what the rest will take."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Self, TypeVar

from smartcat.manifest import derive_document_id, is_done
from smartcat.models import PlannedDocument, SourceDocument
from smartcat.pipeline import fingerprint
from smartcat.plan.predictor import Predictor
from smartcat.plan.run_manifest import RunTotals
from smartcat.plan.sizing import Capacity
from smartcat.read import Reader
from smartcat.runs.at_once import at_once
from smartcat.runs.spool import Spool
from smartcat.runs.survey import Survey
from smartcat.runs.terms import Terms
from smartcat.sources import looked_up
from smartcat.store import ObjectStore
from smartcat.store.layout import documents_prefix

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how far it is, and of how much; absent where that is not known."""

_Entry = TypeVar("_Entry")


class Plan:
    """What is to be done, on disk for as long as it is entered.

    Attributes:
        pending: Documents without a result.
        reused: Documents that have one.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="smartcat-")
        self.pending = self._spool()
        self.reused = self._spool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    @property
    def totals(self) -> RunTotals:
        """How much there is to do."""
        return RunTotals.of(self.pending)

    def find(
        self, sources: Iterable[SourceDocument], store: ObjectStore, terms: Terms, tell: Progress
    ) -> None:
        """Find documents, and set aside those with a result; each comes once, and none of ours.

        Args:
            sources: The documents.
            store: Where results are, and go.
            terms: How they are to be processed.
            tell: Told how many were found, and looked at.
        """
        named = self._spool()
        others = (one for one in sources if not one.location.startswith(f"{store.uri}/"))
        named.extend(_told(_named(others, terms), partial(tell, "Finding documents"), None))
        if terms.is_forced:
            self.pending = named
            return
        compared = _told(_compared(named, store), partial(tell, "Comparing"), len(named))
        self.pending.extend(self._set_aside(compared))

    def foresee(
        self, reader: Reader, predictor: Predictor, capacity: Capacity, tell: Progress
    ) -> None:
        """Foretell what documents take; a document that cannot be opened is planned all the same.

        Those of this machine are all looked at, and come first. Those in buckets are foretold by
        their size, but for those large enough to be cut: they are fetched, to count their pages.

        Args:
            reader: Looks at documents.
            predictor: Says what they take.
            capacity: What there is to do the run with.
            tell: Told how many documents were looked at.
        """
        looked = 0

        def count() -> None:
            nonlocal looked
            looked += 1
            tell("Looking at documents", looked, None)

        survey = Survey(reader, predictor, Path(self._folder.name), count)
        seen = self._spool()
        seen.extend(survey.look_at(one for one in self.pending if one.path is not None))
        far = self._spool()
        far.extend(one for one in self.pending if one.path is None)
        guessed = self._spool()
        guessed.extend(survey.by_size(far))
        total_s = RunTotals.of(chain(seen, guessed)).predicted_s
        seen.extend(_opened(guessed, survey, capacity.shard_s(total_s)))
        self.pending = seen

    def _set_aside(
        self, documents: Iterator[tuple[PlannedDocument, bool]]
    ) -> Iterator[PlannedDocument]:
        for document, is_done_before in documents:
            if is_done_before:
                self.reused.add(document)
            else:
                yield document

    def _spool(self) -> Spool[PlannedDocument]:
        return Spool(PlannedDocument, Path(self._folder.name))


def _opened(
    documents: Iterable[PlannedDocument], survey: Survey, most_s: float
) -> Iterator[PlannedDocument]:
    """Look at documents that would not fit into a shard, unless that was done; leave the others."""
    for document in documents:
        if document.predicted_s > most_s and document.page_count is None:
            yield from survey.look_at([document])
        else:
            yield document


def _named(sources: Iterable[SourceDocument], terms: Terms) -> Iterator[PlannedDocument]:
    """Give each document its identity; those that are the same come once."""
    seen: set[bytes] = set()
    for source in looked_up(sources):
        document = identified(source, terms)
        if (name := bytes.fromhex(document.document_id)) not in seen:
            seen.add(name)
            yield document


def identified(source: SourceDocument, terms: Terms) -> PlannedDocument:
    """Give a document its identity: the digest of all that its result depends on."""
    if source.path is None:  # the same object has one name, whatever prefix was asked for
        key, content, size_bytes = source.location, source.content, source.size_bytes
    else:
        key, (content, size_bytes) = source.key, fingerprint(source.path)
    return PlannedDocument(
        document_id=derive_document_id(key, content or "", terms.identity.sha256, terms.settings),
        key=key,
        location=source.location,
        content=content,
        size_bytes=size_bytes,
        predicted_s=0.0,
    )


def _compared(
    documents: Iterable[PlannedDocument], store: ObjectStore
) -> Iterator[tuple[PlannedDocument, bool]]:
    """Yield documents, each with whether it has a result.

    What is there at all is listed first: a thousand names to a request. Only of those it is looked
    up whether it is a result or a failure.
    """
    there = {bytes.fromhex(name) for name in store.names(documents_prefix()) if _is_id(name)}

    def look(document: PlannedDocument) -> bool:
        name = document.document_id
        return bytes.fromhex(name) in there and is_done(store, name)

    if not there:
        yield from ((document, False) for document in documents)
    else:
        yield from at_once(look, documents)


def _is_id(name: str) -> bool:
    try:
        return bool(bytes.fromhex(name))
    except ValueError:
        return False


def _told(
    entries: Iterable[_Entry], tell: Callable[[int, int | None], None], total: int | None
) -> Iterator[_Entry]:
    for done, entry in enumerate(entries, start=1):
        yield entry
        tell(done, total)
