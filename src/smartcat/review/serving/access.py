"""Who may ask: whoever knows the address that was printed, from the page that it gave.

The token is in the path, and the page says it again in a header when it writes. A cookie would not
do: browsers send cookies of 127.0.0.1 to all of its ports, so to servers of other users, too.
"""

import secrets
from typing import NamedTuple

_TOKEN_BYTES = 32


class Access:
    """The secret of one server."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._ticket: str | None = secrets.token_urlsafe(_TOKEN_BYTES)

    @property
    def ticket(self) -> str:
        """Opens the page once: command lines of browsers can be read by all users of a machine."""
        return self._ticket or ""

    def admits(self, token: str) -> bool:
        """Whether a token is the right one."""
        return secrets.compare_digest(token.encode(), self.token.encode())

    def takes(self, ticket: str) -> bool:
        """Whether a ticket is the right one and was not used yet; it is used then."""
        wanted, given = (self._ticket or "").encode(), ticket.encode()
        is_right = bool(wanted) and secrets.compare_digest(wanted, given)
        if is_right:
            self._ticket = None
        return is_right


class Names(NamedTuple):
    """What this server is called, by its port."""

    port: int

    def is_host(self, host: str | None) -> bool:
        """Whether a Host header is ours, and not a name that somebody had lead here (rebinding)."""
        return host in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}

    def is_origin(self, origin: str | None, host: str | None) -> bool:
        """Whether an Origin header, if there is one, is that of our own page."""
        return origin is None or origin == f"http://{host}"
