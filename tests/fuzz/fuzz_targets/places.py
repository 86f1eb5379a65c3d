"""Any text as the name of a place, as an event of S3, and as a list of documents."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

from fuzz_targets.scratch import written
from smartcat.dispatch.events import NotAnEventError, created_objects
from smartcat.errors import UsageError
from smartcat.locations import S3, S3Location, escaped, is_s3, path_of, printable
from smartcat.models import SourceDocument
from smartcat.sources.lists import is_list, listed_documents


def run(data: bytes) -> None:
    """Take a name, an event, and lists."""
    name = os.fsdecode(data)
    assert printable(name).isprintable()
    escaped(name).encode()
    _locate(name)
    _locate(S3 + name)
    _locate(f"file:///{name}")
    _take_event(data.decode(errors="replace"))
    _take_list(written(data, "list.csv"))
    _take_list(written(data, "list.jsonl"))


def _locate(name: str) -> None:
    try:
        if is_s3(name):
            place = S3Location.parse(name)
            assert place.uri == name.removesuffix("/") or place.uri == name
            assert str(place).isprintable()
        else:
            path = path_of(name)
            assert path_of(path.absolute().as_uri()) == path.absolute()
    except UsageError as error:
        str(error).encode()


def _take_event(message: str) -> None:
    try:
        for document in created_objects(message):
            assert SourceDocument.model_validate_json(document.model_dump_json()) == document
    except NotAnEventError:
        return


def _take_list(path: Path) -> None:
    try:
        if not is_list(path):
            return
        for document in listed_documents(path):
            assert not document.key.startswith("/") or is_s3(document.location)
            assert is_s3(document.location) or unquote_to_bytes(document.location)
    except UsageError as error:
        str(error).encode()
