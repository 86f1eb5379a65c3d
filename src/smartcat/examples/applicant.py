"""The people that a packet is about: the same names on all its documents."""

from collections.abc import Mapping
from random import Random

from smartcat.examples.phrases import Phrases
from smartcat.examples.values import Values
from smartcat.examples.wordings import Language, Wording, lexicon

_FACTS = ("person", "person2", "street", "city", "object_street", "object_city")


def draw_applicants(wording: Wording, rng: Random) -> Mapping[Language, Mapping[str, str]]:
    """Draw who applies for a loan for which property, for documents of each language."""
    return {language: _draw_applicant(wording, language, rng) for language in Language}


def _draw_applicant(wording: Wording, language: Language, rng: Random) -> Mapping[str, str]:
    phrases = Phrases(lexicon(wording, language, "letter"), rng, Values(rng, language), {})
    facts = {fact: phrases.say("{" + fact + "}") for fact in _FACTS}
    forename, _, surname = facts["person"].rpartition(" ")
    return {**facts, "forename": forename, "surname": surname}
