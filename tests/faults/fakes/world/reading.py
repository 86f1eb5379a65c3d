"""Reading processes, without processes: requests are served as soon as their answer is wanted."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from smartcat.read.messages import REPLY, PageReply
from smartcat.read.workers import Server
from world.process import Process

PAGE_S = 3.0
"""What reading a page takes."""


PagesRead = Counter[str]
"""How often each page was read, by the words that it begins with."""


class WorkersInTurn:
    """Does what `smartcat.read.workers.Workers` does, in the process that asks.

    Args:
        process: Whose they are.
        pages: Where pages are counted.
        make_server: Makes what serves.
    """

    def __init__(
        self, process: Process, pages: PagesRead, make_server: Callable[[], Server], *_: object
    ) -> None:
        self._process = process
        self._pages = pages
        self._server = make_server()
        self._requests: list[bytes] = []

    def submit(self, request: bytes, *, first: bool = False) -> int:  # noqa: ARG002 - all are alike
        self._requests.append(request)
        return len(self._requests) - 1

    def result(self, ticket: int) -> bytes:
        answer = self._server(self._requests[ticket])
        if answer.startswith(b'{"kind":"page"'):
            reply = REPLY.validate_json(answer)
            assert isinstance(reply, PageReply)
            self._process.spend(PAGE_S)
            self._process.pages += 1
            self._pages[reply.page.text.partition("\n")[0]] += 1
        return answer

    def close(self) -> None:
        self._requests.clear()


MakeWorkers = Callable[..., WorkersInTurn]


def workers_of(process: Process, pages: PagesRead) -> MakeWorkers:
    """Give what makes workers for a process."""
    return partial(WorkersInTurn, process, pages)
