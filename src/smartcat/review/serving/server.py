"""Listen on this machine until somebody ends it."""

import tempfile
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from smartcat.errors import ConfigurationError
from smartcat.read import ReadLimits
from smartcat.review.originals import Originals
from smartcat.review.serving.access import Access, Names
from smartcat.review.serving.handler import Handler
from smartcat.review.serving.lanes import Lanes
from smartcat.review.serving.served import ReviewDesk, Served

_LOOPBACK = "127.0.0.1"


class ReviewAddress(NamedTuple):
    """Where the page is.

    Attributes:
        url: For the person who started it.
        once: For a browser that is started: it leads to ``url``, once.
    """

    url: str
    once: str


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # browsers keep connections open that say nothing more

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that broke off."""


def serve_page(
    served: Served,
    port: int,
    announce: Callable[[ReviewAddress], None],
    jobs: int = 1,
    limits: ReadLimits | None = None,
) -> None:
    """Serve the page until Ctrl-C; then everything that was started ends.

    Args:
        served: What is shown, and where corrections go.
        port: Where to listen; 0: wherever there is room.
        announce: Is told where the page is, once it can be opened.
        jobs: How many pages are drawn at once.
        limits: What drawing a page may use.

    Raises:
        ConfigurationError: It cannot listen there.
    """
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder, Lanes(jobs, limits) as lanes:
        desk = ReviewDesk(served, Originals(Path(folder), limits), lanes.draw)
        access = Access()
        with listening(desk, access, port) as server:
            base = f"http://{_LOOPBACK}:{server.server_port}"
            announce(ReviewAddress(f"{base}/{access.token}/", f"{base}/open/{access.ticket}"))
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return


def listening(desk: ReviewDesk, access: Access, port: int) -> ThreadingHTTPServer:
    """Make a server that answers for a desk; it listens already.

    Args:
        desk: What answers.
        access: Who may ask.
        port: Where to listen; 0: wherever there is room.

    Raises:
        ConfigurationError: It cannot listen there.
    """

    class Bound(Handler):
        pass

    Bound.desk, Bound.access = desk, access
    try:
        server = _Server((_LOOPBACK, port), Bound)
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on port {port}: {error.strerror}; name another with --port, or 0"
        ) from error
    Bound.names = Names(server.server_port)
    return server
