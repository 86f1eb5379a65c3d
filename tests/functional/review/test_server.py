"""The server of the review page: who may ask, and what comes of it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from review_packets import Told, write_packet

from smartcat.corrections import find_correction, store_correction
from smartcat.errors import ConfigurationError
from smartcat.models import CorrectedManifest, CorrectedSegment, Correction, DocumentManifest
from smartcat.review import Order
from smartcat.review.originals import Originals
from smartcat.review.picture_messages import Drawn, NoPicture, Picture, PictureRequest
from smartcat.review.serving import Served
from smartcat.review.serving.access import Access
from smartcat.review.serving.served import ReviewDesk
from smartcat.review.serving.server import listening
from smartcat.store import FolderStore
from smartcat.store.layout import corrected_key

WEBP = b"RIFF\x04\x00\x00\x00WEBP"


@dataclass
class Client:
    """Asks a server as a page does, or otherwise."""

    server: ThreadingHTTPServer
    access: Access
    drawn: list[PictureRequest]
    desk: ReviewDesk

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path.replace("TOKEN", self.access.token), body, told)
        answer = connection.getresponse()
        result = (answer.status, answer.read(), dict(answer.headers))
        connection.close()
        return result

    def save(self, said: Correction, seen: int, **headers: str) -> tuple[int, Any]:
        body = json.dumps({"seen": seen, "correction": json.loads(said.model_dump_json())})
        own = {"X_SmartCat_Token": self.access.token, **headers}
        status, told, _ = self.ask("POST", "/TOKEN/corrections", body.encode(), **own)
        return status, told


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "results")


@pytest.fixture
def client(packet: DocumentManifest, store: FolderStore, tmp_path: Path) -> Iterator[Client]:
    drawn: list[PictureRequest] = []

    def draw(request: PictureRequest) -> Drawn:
        drawn.append(request)
        if request.page_index == 2:
            return NoPicture(reason="damaged (\u202eX)")
        return Picture.model_construct(webp=WEBP)

    served = Served(store, (packet,), Order.DOUBT, ("payslip",), by=None)
    access = Access()
    desk = ReviewDesk(served, Originals(tmp_path), draw)
    server = listening(desk, access, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Client(server, access, drawn, desk)
    server.shutdown()
    server.server_close()
    thread.join()


def correction(manifest: DocumentManifest, label: str = "invoice", **fields: Any) -> Correction:
    values = {
        "document_id": manifest.document_id,
        "key": manifest.source.key,
        "source_sha256": manifest.source.sha256,
        "model_sha256": manifest.model.sha256,
        "by": "Anna",
        "at": datetime(2026, 11, 27, tzinfo=UTC),
        "segments": (CorrectedSegment(pages=(0, 1, 2), label=label, is_checked=True),),
    }
    return Correction.model_validate({**values, **fields})


def test_the_page_is_given_to_whoever_knows_the_token(client: Client) -> None:
    status, body, headers = client.ask("GET", "/TOKEN/")
    assert status == 200
    assert b"packet.pdf" in body
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["/", "//", "/TOKENx/", "/token/", "/TOKE/", "/open/", "/open/x", "/%54OKEN/"]
)
def test_nobody_else_gets_anything(client: Client, path: str) -> None:
    status, body, _ = client.ask("GET", path)
    assert status == 403
    assert b"packet" not in body


def test_a_page_elsewhere_whose_name_leads_here_gets_nothing(client: Client) -> None:
    for host in ("evil.example", f"evil.example:{client.server.server_port}", "127.0.0.1"):
        assert client.ask("GET", "/TOKEN/", Host=host)[0] == 403
    assert client.ask("GET", "/TOKEN/", Host=f"localhost:{client.server.server_port}")[0] == 200


def test_a_ticket_leads_to_the_page_once(client: Client) -> None:
    ticket = client.access.ticket
    status, _, headers = client.ask("GET", f"/open/{ticket}")
    assert (status, headers["Location"]) == (303, f"/{client.access.token}/")
    assert client.ask("GET", f"/open/{ticket}")[0] == 403


def test_a_picture_is_drawn_once_and_not_sent_to_whoever_has_it(
    client: Client, packet: DocumentManifest
) -> None:
    path = f"/TOKEN/picture/{packet.document_id}/0"
    status, body, headers = client.ask("GET", path)
    assert (status, body, headers["Content-Type"]) == (200, WEBP, "image/webp")
    assert client.ask("GET", path)[0] == 200
    assert client.ask("GET", path, If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert client.ask("GET", f"{path}/large", If_None_Match=headers["ETag"])[0] == 200
    assert [one.long_side_px for one in client.drawn] == [480, 1600]


@pytest.mark.parametrize(
    "page", ["2", "3", "999999999", "-1", "0/../0", "0/huge", "x", "", "%30", "0?large"]
)
def test_where_there_is_no_picture_it_is_told_why(
    client: Client, packet: DocumentManifest, page: str
) -> None:
    status, body, headers = client.ask("GET", f"/TOKEN/picture/{packet.document_id}/{page}")
    assert status == 404
    assert body
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_correction_is_stored_and_shown_when_the_page_is_opened_again(
    client: Client, packet: DocumentManifest, store: FolderStore
) -> None:
    said = correction(packet)
    status, told = client.save(said, seen=0)
    assert (status, json.loads(told)) == (200, {"number": 1})
    found = find_correction(store, packet.document_id)
    assert found is not None
    assert found.correction == said
    corrected = CorrectedManifest.model_validate_json(store.get(corrected_key(packet.document_id)))
    assert [one.label for one in corrected.segments] == ["invoice"]
    assert b'"stored":{"number":1,"by":"Anna"' in client.ask("GET", "/TOKEN/")[1]


def test_what_somebody_else_said_meanwhile_is_told_and_not_written_over(
    client: Client, packet: DocumentManifest, store: FolderStore
) -> None:
    assert store_correction(store, correction(packet, by="Bert"), 0)
    status, told = client.save(correction(packet, "letter"), seen=0)
    assert status == 409
    assert json.loads(told)["by"] == "Bert"
    assert json.loads(told)["number"] == 1
    assert client.save(correction(packet, "letter"), seen=1)[0] == 200
    found = find_correction(store, packet.document_id)
    assert found is not None
    assert (found.number, found.correction.by) == (2, "Anna")


def test_a_corrected_result_that_could_not_be_written_is_written_when_the_page_asks_again(
    client: Client, packet: DocumentManifest, store: FolderStore
) -> None:
    assert store_correction(store, correction(packet), 0)  # and there the store failed
    assert client.save(correction(packet), seen=0)[0] == 409
    corrected = CorrectedManifest.model_validate_json(store.get(corrected_key(packet.document_id)))
    assert [one.label for one in corrected.segments] == ["invoice"]


def test_who_says_to_have_seen_more_than_there_is_leaves_no_gap(
    client: Client, packet: DocumentManifest
) -> None:
    status, told = client.save(correction(packet), seen=7)
    assert (status, json.loads(told)) == (200, {"number": 1})


@pytest.mark.parametrize(
    "fields",
    [
        {"document_id": "../../../etc"},
        {"document_id": "0" * 32},
        {"source_sha256": "0" * 64},
        {"model_sha256": "0" * 64},
        {"key": "another.pdf"},
        {"segments": (CorrectedSegment(pages=(3,), is_checked=True),)},
    ],
)
def test_corrections_of_other_documents_are_refused(
    client: Client, packet: DocumentManifest, store: FolderStore, fields: dict[str, Any]
) -> None:
    status, told = client.save(correction(packet, **fields), seen=0)
    assert status == 400
    assert b"load the page again" in told
    assert find_correction(store, packet.document_id) is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"seen": -1}', b"\xff", b"1" * 5000])
def test_what_is_no_correction_is_refused_and_not_repeated(client: Client, body: bytes) -> None:
    own = {"X_SmartCat_Token": client.access.token}
    status, told, _ = client.ask("POST", "/TOKEN/corrections", body, **own)
    assert status == 400
    assert b"11111" not in told


def test_nothing_is_taken_without_the_token_or_from_another_page(
    client: Client, packet: DocumentManifest, store: FolderStore
) -> None:
    said = correction(packet)
    assert client.save(said, 0, X_SmartCat_Token="")[0] == 403
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert client.save(said, 0, Origin=origin)[0] == 403
    assert find_correction(store, packet.document_id) is None
    assert client.save(said, 0, Origin=f"http://127.0.0.1:{client.server.server_port}")[0] == 200


def test_what_is_too_large_is_not_read(client: Client) -> None:
    for length in ("8388609", "99999999999999", "-1", "x", ""):
        own = {"X_SmartCat_Token": client.access.token, "Content_Length": length}
        assert client.ask("POST", "/TOKEN/corrections", b"", **own)[0] == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD"])
def test_nothing_else_is_done(client: Client, method: str) -> None:
    assert client.ask(method, "/TOKEN/")[0] == 501


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_prints_its_address_draws_and_ends_with_all_that_it_started(
    tmp_path: Path, number: signal.Signals, children: Callable[[int], list[int]]
) -> None:
    manifest = write_packet(tmp_path, [Told("letter", 1)], key="</script>\n\u202e.pdf")
    command = [sys.executable, "-m", "smartcat", "review", "serve", "--no-browser"]
    command += ["--results", str(tmp_path / "results"), "--jobs", "2"]
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("Review: ").strip()
        host, _, path = url.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request("GET", f"/{path}picture/{manifest.document_id}/0")
        answer = connection.getresponse()
        assert (answer.status, answer.read()[:4]) == (200, b"RIFF")
        started = children(process.pid)
        assert len(started) == 3  # two lanes, and what draws for one of them
        process.send_signal(number)
        assert process.wait(15) == (0 if number is signal.SIGINT else 128 + number)
        connection.close()
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_port_that_is_taken_is_told(client: Client) -> None:
    port = client.server.server_port
    with pytest.raises(ConfigurationError, match=f"cannot listen on port {port}"):
        listening(client.desk, client.access, port)
