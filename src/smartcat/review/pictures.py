"""The parent's side: pages in, small pictures out, in order, drawn by a few processes."""

from collections.abc import Iterable, Iterator
from typing import Self

from pydantic import ValidationError

from smartcat.read.look_ahead import LookAhead
from smartcat.read.options import ReadLimits
from smartcat.read.workers import Server, WorkerEndedError, Workers
from smartcat.review.picture_messages import DRAWN, Drawn, NoPicture, PictureRequest


class Artist:
    """Draws pages in processes that can be ended: a hostile page costs its picture alone."""

    def __init__(self, limits: ReadLimits | None = None, jobs: int = 1) -> None:
        """Start nothing yet.

        Args:
            limits: What drawing a page may use.
            jobs: How many processes.
        """
        self._workers = Workers(_make_server, jobs, limits or ReadLimits())
        self._ahead = 2 * jobs + 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def draw(self, requests: Iterable[PictureRequest | NoPicture]) -> Iterator[Drawn]:
        """Draw pages in order; of what cannot be drawn it is told why.

        Args:
            requests: Which pages, taken as they are needed; what has no picture comes out again.
        """
        entries = (self._submit(request) for request in requests)
        for ticket in LookAhead(entries, self._ahead):
            yield ticket if isinstance(ticket, NoPicture) else self._drawn(ticket)

    def answer(self, data: bytes) -> bytes:
        """Draw one page: a `PictureRequest` in, a `Drawn` out, as JSON."""
        return self._drawn(self._workers.submit(data)).model_dump_json().encode()

    def _submit(self, request: PictureRequest | NoPicture) -> int | NoPicture:
        if isinstance(request, NoPicture):
            return request
        return self._workers.submit(request.model_dump_json().encode())

    def _drawn(self, ticket: int) -> Drawn:
        try:
            return DRAWN.validate_json(self._workers.result(ticket))
        except WorkerEndedError as error:
            return NoPicture(reason=f"drawing it {error}")
        except ValidationError:  # hostile bytes may have taken the process over
            return NoPicture(reason="drawing it got nonsense from its process")


def _make_server() -> Server:
    from smartcat.review.picture_server import PictureServer

    return PictureServer()
