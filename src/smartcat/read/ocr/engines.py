"""The engines that read a page: one for its likeliest language, one for all that it may be in."""

from collections.abc import Callable
from functools import cached_property

from smartcat.models import OcrIdentity
from smartcat.read.ocr.engine import OcrEngine
from smartcat.read.ocr.language_packs import LanguagePacks


class OcrEngines:
    """Engines that are started when they are first needed, and kept.

    A second language costs half as much again, so that it is worth knowing the language before.
    """

    def __init__(
        self,
        packs: LanguagePacks,
        load: Callable[[LanguagePacks], OcrEngine],
        *,
        chooses_language: bool,
    ) -> None:
        """Start nothing yet.

        Args:
            packs: Of all languages.
            load: Starts an engine for some of them.
            chooses_language: Whether a page is first read in the first language alone.
        """
        self._packs = packs
        self._load = load
        self.languages = packs.languages
        self.first_languages = packs.languages[:1] if chooses_language else packs.languages

    @cached_property
    def all(self) -> OcrEngine:
        """Reads all languages."""
        return self._load(self._packs)

    @cached_property
    def first(self) -> OcrEngine:
        """Reads the first language, if that is worth knowing; else all."""
        if self.first_languages == self.languages:
            return self.all
        return self._load(LanguagePacks(self._packs.folder, self.first_languages))

    @cached_property
    def identity(self) -> OcrIdentity:
        """What the text depends on besides the pixels."""
        return self.first.identity.model_copy(update={"languages": self._packs.digests()})
