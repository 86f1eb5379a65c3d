"""Which model is in force in a results store: a new one takes over only if it is better."""

from smartcat.promotion.bundles import fetch_bundle
from smartcat.promotion.promoting import Candidate, promote, try_candidate
from smartcat.promotion.record import Promotion
from smartcat.promotion.records import in_force, promotions
from smartcat.promotion.rolling_back import roll_back

__all__ = [
    "Candidate",
    "Promotion",
    "fetch_bundle",
    "in_force",
    "promote",
    "promotions",
    "roll_back",
    "try_candidate",
]
