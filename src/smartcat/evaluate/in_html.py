"""What comes from documents and datasets, as HTML."""

import re
from html import escape

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, and what changes the direction of the text around it: with these, a name could make the
words behind it read otherwise (Unicode Standard Annex 9; CVE-2021-42574)."""


def in_html(told: str) -> str:
    """Write a text so that it is shown to the letter, in an element or in a quoted attribute."""
    return escape(_STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told))
