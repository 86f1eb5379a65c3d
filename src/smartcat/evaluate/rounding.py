"""Figures are rounded, so that the last bits of a processor's arithmetic do not show."""

from typing import SupportsFloat

_DIGITS = 4


def rounded(value: SupportsFloat) -> float:
    """Round a figure."""
    return round(float(value), _DIGITS)


def rounded_if_any(value: SupportsFloat | None) -> float | None:
    """Round a figure that may be absent."""
    return None if value is None else rounded(value)
