"""Take HTTP apart, and put answers into it."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple

from smartcat.errors import CorrectionsError, SmartCatError
from smartcat.logs import bug_report
from smartcat.review.picture_messages import LARGE_PX, THUMBNAIL_PX, NoPicture
from smartcat.review.serving.access import Access, Names
from smartcat.review.serving.served import ReviewDesk

_MOST_BYTES = 8 * 1024**2
"""Of a correction; that of 20,000 pages has 1.5."""
_IDLE_S = 60
_PICTURE = re.compile(r"picture/([0-9a-f]{1,64})/(\d{1,9})(/large)?")
_TEXT, _JSON = "text/plain; charset=utf-8", "application/json"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Answer(NamedTuple):
    """An answer as it goes out.

    Attributes:
        status: As HTTP has it.
        body: What it says.
        media_type: What that is.
        headers: What is said besides.
    """

    status: HTTPStatus
    body: bytes = b""
    media_type: str = _TEXT
    headers: tuple[tuple[str, str], ...] = (("Cache-Control", "no-store"),)


def _told(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, text.encode())


_NO_ENTRY = _told(
    HTTPStatus.FORBIDDEN, "Open the address that smartcat review serve has printed.\n"
)


class Handler(BaseHTTPRequestHandler):
    """Answers one connection; the server that makes it sets what it needs."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "smartcat", ""
    timeout = _IDLE_S
    desk: ReviewDesk
    access: Access
    names: Names

    def log_message(self, *_: Any) -> None:
        """Write nothing: addresses have the token in them."""

    def do_GET(self) -> None:
        """Give the page, or a picture."""
        self._send(self._guarded(self._get))

    def do_POST(self) -> None:
        """Take a correction."""
        self.close_connection = True  # what was sent and not read is not taken for a request
        self._send(self._guarded(self._post))

    def _guarded(self, answer: Callable[[str], Answer]) -> Answer:
        """Answer whoever may ask, with the reason if it fails."""
        if not self.names.is_host(self.headers.get("Host")):
            return _NO_ENTRY
        _, first, rest = (*self.path.split("/", 2), "", "")[:3]
        if first == "open" and self.access.takes(rest):
            return Answer(HTTPStatus.SEE_OTHER, headers=(("Location", f"/{self.access.token}/"),))
        if not self.access.admits(first):
            return _NO_ENTRY
        try:
            return answer(rest)
        except SmartCatError as error:
            is_theirs = isinstance(error, CorrectionsError)
            status = HTTPStatus.BAD_REQUEST if is_theirs else HTTPStatus.SERVICE_UNAVAILABLE
            return _told(status, str(error))
        except Exception as error:  # noqa: BLE001 - told to the page, as commands tell it
            return _told(HTTPStatus.INTERNAL_SERVER_ERROR, bug_report(error))

    def _get(self, path: str) -> Answer:
        if not path:
            return self._page()
        found = _PICTURE.fullmatch(path)
        if not found:
            return _told(HTTPStatus.NOT_FOUND, "There is nothing here.\n")
        return self._picture(found[1], int(found[2]), LARGE_PX if found[3] else THUMBNAIL_PX)

    def _page(self) -> Answer:
        html, policy = self.desk.page(self.access.token)
        headers = (
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),
        )
        return Answer(HTTPStatus.OK, html.encode(), "text/html; charset=utf-8", headers)

    def _picture(self, document_id: str, page_index: int, long_side_px: int) -> Answer:
        name = self.desk.picture_name(document_id, page_index, long_side_px)
        headers = (("Cache-Control", "private, no-cache"), ("ETag", f'"{name}"'))
        if name is not None and self.headers.get("If-None-Match") == f'"{name}"':
            return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
        picture = self.desk.picture(document_id, page_index, long_side_px)
        if isinstance(picture, NoPicture):
            return _told(HTTPStatus.NOT_FOUND, picture.reason)
        return Answer(HTTPStatus.OK, picture, "image/webp", headers)

    def _post(self, path: str) -> Answer:
        if path != "corrections":
            return _told(HTTPStatus.NOT_FOUND, "There is nothing here.\n")
        is_ours = self.names.is_origin(self.headers.get("Origin"), self.headers.get("Host"))
        if not (is_ours and self.access.admits(self.headers.get("X-SmartCat-Token") or "")):
            return _NO_ENTRY
        size = self.headers.get("Content-Length") or ""
        if not re.fullmatch(r"\d{1,9}", size) or int(size) > _MOST_BYTES:
            return _told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large for a correction")
        return self._saved(self.rfile.read(int(size)))

    def _saved(self, data: bytes) -> Answer:
        number, theirs = self.desk.save(data)
        if theirs is not None:
            return Answer(HTTPStatus.CONFLICT, theirs.model_dump_json().encode(), _JSON)
        return Answer(HTTPStatus.OK, json.dumps({"number": number}).encode(), _JSON)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in (*_ALWAYS.items(), *answer.headers):
            self.send_header(name, value)
        if answer.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
