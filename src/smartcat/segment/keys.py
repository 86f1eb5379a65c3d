"""Values that pages of one document share, an account number say, in spite of OCR errors."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from smartcat.segment.expressions import compiled

_ALIKE = str.maketrans("OQDILSBZG", "000115826")
"""Characters that OCR takes for each other become one."""
_LEAST_LENGTH = 6
"""In shorter values one character is too much of a difference."""
_SEEN_OFTEN = 2
_PIECES = re.compile(r"\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|[ ]", re.DOTALL)
"""Of an expression: what is escaped, sets of characters, and spaces."""


class KeyFinder:
    """Finds the value on a page."""

    def __init__(self, expression: str) -> None:
        """Compile the expression; a space in it, but not in a set, is any white space, or none.

        Raises:
            ValueError: It is not a regular expression, with the reason.
        """
        self._expression: Any = compiled(f"(?i){_PIECES.sub(_loosened, expression)}")

    def find(self, text: str) -> str | None:
        """The value on a page, letters that look like digits folded; none if there is none."""
        match = self._expression.search(text)
        if match is None:
            return None
        value = match.group(1 if match.re.groups else 0) or ""
        return re.sub(r"[\W_]", "", value).upper().translate(_ALIKE) or None


def _loosened(piece: re.Match[str]) -> str:
    return r"(?:\s*)" if piece[0] in {" ", r"\ "} else piece[0]


def misread_keys(values: Sequence[str | None]) -> dict[str, str]:
    """Tell which values are others, misread: seen once, one character off one that is seen often.

    Args:
        values: The value of each page.

    Returns:
        What each misread value stands for.
    """
    counts = Counter(value for value in values if value)
    usual = [value for value, count in counts.items() if count >= _SEEN_OFTEN]
    rare = [value for value, count in counts.items() if count < _SEEN_OFTEN]
    found = {one: [other for other in usual if _is_one_off(one, other)] for one in rare}
    return {one: others[0] for one, others in found.items() if len(others) == 1}


def _is_one_off(one: str, two: str) -> bool:
    """Whether one substitution, insertion or deletion makes the one the other."""
    if min(len(one), len(two)) < _LEAST_LENGTH or abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if start is None:
        return len(one) != len(two)
    rests = (
        (one[start + 1 :], two[start + 1 :]),
        (one[start:], two[start + 1 :]),
        (one[start + 1 :], two[start:]),
    )
    return any(a == b for a, b in rests)
