"""Made-up home-loan paperwork, labelled, in German and English: a dataset to start with.

It shows how SmartCat works and that it learns; it does not measure how well SmartCat does on
real paperwork. The pool of wording for training and the held-out one have no issuers, names,
phrases or layouts in common but what real forms share.
"""

from smartcat.examples.generate import make_examples
from smartcat.examples.labels import LABELS, LabelRow
from smartcat.examples.packets import PacketOptions, make_packet
from smartcat.examples.stretches import Scenario
from smartcat.examples.wordings import Language, Wording

__all__ = [
    "LABELS",
    "LabelRow",
    "Language",
    "PacketOptions",
    "Scenario",
    "Wording",
    "make_examples",
    "make_packet",
]
