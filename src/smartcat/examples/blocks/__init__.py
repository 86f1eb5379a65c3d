"""What documents are composed of, by the name that layouts use.

A layout such as ``letterhead; title; pairs meta all 2; table pay 6-9`` names blocks, each with
its arguments. A block draws itself at the cursor and moves the cursor below itself.
"""

from collections.abc import Callable, Mapping

from smartcat.examples.blocks import forms, identity, letters, plan, scales, tables, text
from smartcat.examples.blocks.composer import Composer

Block = Callable[..., None]

BLOCKS: Mapping[str, Block] = {
    "address": letters.address,
    "bars": scales.bars,
    "boxes": forms.boxes,
    "bullets": text.bullets,
    "clauses": text.clauses,
    "closing": letters.closing,
    "columns": text.columns,
    "footer": letters.footer,
    "gap": text.gap,
    "heading": text.heading,
    "identity": identity.identity,
    "letterhead": letters.letterhead,
    "nextcolumn": text.next_column,
    "newpage": text.new_page,
    "pairs": forms.pairs,
    "plan": plan.plan,
    "rule": text.rule,
    "scale": scales.scale,
    "signatures": letters.signatures,
    "slip": forms.slip,
    "table": tables.table,
    "text": text.text,
    "title": text.title,
}

__all__ = ["BLOCKS", "Block", "Composer"]
