"""What the characters of a whole text are, looked up at once."""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

CodePoints = NDArray[np.uint32]
Number = TypeVar("Number", bound=np.unsignedinteger)

_CODE_POINTS = 0x110000


def code_points(text: str) -> CodePoints:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


class CharacterTable(Generic[Number]):
    """A number for each character, found out when the character first comes up.

    Whole tables would start slowly: Unicode has a million code points. Memory that was never
    written to is not taken from the system.
    """

    def __init__(self, number_of: Callable[[str], int], dtype: type[Number]) -> None:
        """Find nothing out yet.

        Args:
            number_of: Gives the number of a character, at least 0.
            dtype: What holds all numbers and one more.
        """
        self._number_of = number_of
        self._one = dtype(1)
        self._numbers_plus_one = np.zeros(_CODE_POINTS, dtype=dtype)

    def of(self, codes: CodePoints) -> NDArray[Number]:
        """The numbers of the characters of a text."""
        found = self._numbers_plus_one.take(codes)
        if not found.all():
            for code in set(codes[found == 0].tolist()):
                self._numbers_plus_one[code] = self._number_of(chr(code)) + 1
            found = self._numbers_plus_one.take(codes)
        found -= self._one
        return found
