"""Find Tesseract's language packs; nothing is downloaded at run time."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from smartcat.errors import MissingProgramError

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",  # Debian, Ubuntu
    "/usr/share/tessdata",  # Fedora, Arch, Alpine
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/tessdata",  # a Lambda layer
)
_DIGEST_LENGTH = 12


class LanguagePacks(NamedTuple):
    """The packs of the languages asked for, all in one folder.

    Attributes:
        folder: Where the ``.traineddata`` files are.
        languages: Tesseract language codes, in the order asked for.
    """

    folder: Path
    languages: tuple[str, ...]

    @property
    def code(self) -> str:
        """What Tesseract calls the combination, such as ``eng+deu``."""
        return "+".join(self.languages)

    def digests(self) -> dict[str, str]:
        """Return the start of the SHA-256 of each pack, in hex."""
        return {language: self._digest(language) for language in self.languages}

    def _digest(self, language: str) -> str:
        with _pack(self.folder, language).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGEST_LENGTH]


def find_language_packs(languages: tuple[str, ...]) -> LanguagePacks:
    """Find a folder that holds the packs of all languages.

    ``TESSDATA_PREFIX``, where it is set, is the only place that is looked at, as Tesseract does.

    Raises:
        MissingProgramError: No folder has them all; the message names the missing ones.
    """
    prefix = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(folder) for folder in ([prefix] if prefix else _FOLDERS)]
    missing = list(languages)
    for folder in folders:
        lacking = [language for language in languages if not _pack(folder, language).is_file()]
        if not lacking:
            return LanguagePacks(folder, languages)
        missing = min(missing, lacking, key=len)
    packages = " ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in missing)
    raise MissingProgramError(
        f"no Tesseract language pack for {', '.join(missing)} in "
        f"{', '.join(map(str, folders))}; on Debian and Ubuntu run: apt-get install {packages}, "
        "or name other languages with --languages, or leave OCR out with --ocr off"
    )


def _pack(folder: Path, language: str) -> Path:
    return folder / f"{language}.traineddata"
