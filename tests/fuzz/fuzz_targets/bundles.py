"""Any bytes as a model bundle, as they are, and again with a check sum that is right."""

import json
import zlib
from pathlib import Path

from fuzz_targets.scratch import written
from smartcat.bundle import load_bundle
from smartcat.errors import BundleError, BundleIncompatibleError
from smartcat.models import Page
from smartcat.sorting import Sorter

_LENGTH_BYTES = 8
_PAGES = (
    Page(page_index=0, text="Invoice number 4711, total due in 30 days\n"),
    Page(page_index=1, text="Dear Madam, thank you. Yours sincerely\nPage 2 of 2\n"),
    Page(page_index=2),
)


def run(data: bytes) -> None:
    """Load a bundle, and sort pages with it if it can be loaded."""
    _use(written(data, "raw.smartcat"))
    mended = with_right_sum(data)
    if mended is not None:
        _use(written(mended, "mended.smartcat"))


def _use(path: Path) -> None:
    try:
        bundle = load_bundle(path)
    except BundleError:
        return
    try:
        sorter = Sorter(bundle)
    except BundleIncompatibleError:
        return
    sorter.sort(_PAGES)


def with_right_sum(data: bytes) -> bytes | None:
    """Rewrite the check sum, without which no change would pass; nothing if there is none."""
    length = int.from_bytes(data[:_LENGTH_BYTES], "little")
    if length > len(data):
        return None
    head, body = data[_LENGTH_BYTES : _LENGTH_BYTES + length], data[_LENGTH_BYTES + length :]
    try:
        header = json.loads(head)
        texts = header["__metadata__"]
        told = texts["bundle"].encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts["crc32"] = f"{zlib.crc32(body, zlib.crc32(told)):08x}"
    mended = json.dumps(header, separators=(",", ":")).encode()
    return len(mended).to_bytes(_LENGTH_BYTES, "little") + mended + body
