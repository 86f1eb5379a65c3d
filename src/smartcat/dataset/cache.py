"""Keep pages that were read, so that a dataset is recognised once and learned from many times."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from smartcat.errors import AccessDeniedError
from smartcat.models import Page
from smartcat.read import ReadOptions, resolve_choice

_PAGES: TypeAdapter[tuple[Page, ...]] = TypeAdapter(tuple[Page, ...])
_LAYOUT_VERSION = 3
"""Raise it when the read stage changes what it returns for the same bytes and options.

Language packs are not looked at, so that a cache serves where there are none.
"""


class PageCache:
    """A folder of pages, by content of the file and all that reading depends on."""

    def __init__(self, directory: Path | None, options: ReadOptions) -> None:
        """Use a folder, made where it is missing; without one, nothing is kept."""
        self._directory = directory
        resolved = options.model_copy(update={"ocr": resolve_choice(options.ocr)})
        self._options = f"{_LAYOUT_VERSION} {resolved.model_dump_json()} {_versions()}"
        if directory is not None:
            _make(directory)

    def key(self, path: Path, page_indexes: Sequence[int] | None, texts: Mapping[int, str]) -> str:
        """Name what is to be read of a file."""
        digest = hashlib.sha256(f"{self._options} {page_indexes} {sorted(texts.items())}".encode())
        if self._directory is not None:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()

    def get(self, key: str) -> tuple[Page, ...] | None:
        """Return the pages that were kept under a key, if there are any that can be read."""
        if self._directory is None:
            return None
        try:
            return _PAGES.validate_json((self._directory / f"{key}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, pages: tuple[Page, ...]) -> None:
        """Keep pages under a key, but none that failed: the next time may go better."""
        if self._directory is None or any(page.failure for page in pages):
            return
        part = self._directory / f".{key}.{os.getpid()}.part"
        part.write_bytes(_PAGES.dump_json(pages))
        part.replace(self._directory / f"{key}.json")


def _versions() -> dict[str, str]:
    """Return the versions of what reads and recognises; a newer one may read otherwise."""
    versions = {}
    for name in ("pymupdf", "tesserocr", "pytesseract"):
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccessDeniedError(
            f"cannot use {directory} as --ocr-cache: {error.strerror}; name another folder"
        ) from error
