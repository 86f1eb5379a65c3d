"""What a page's text says: four views of it, as hashed occurrences.

Each view is a block. Its occurrences keep the span of characters that they came from,
so that a prediction can be traced back to the page's own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from smartcat.features.codes import Kind, Positions, TextCodes, runs
from smartcat.features.hashing import Hashes, PrefixHashes, combine, mix

CHARACTER_NGRAMS = (2, 3, 4)
SHAPE_NGRAMS = (1, 2, 3)
TOP_LINES = 8
BOTTOM_LINES = 5
LONGEST_SHAPE_RUN = 3


class Block(IntEnum):
    """A view of the page; each is scaled to the same length before the blocks are joined."""

    WORDS = 0
    CHARACTERS = 1
    PLACES = 2
    SHAPES = 3
    LAYOUT = 4


class Tag(IntEnum):
    """Keeps features of different kinds apart that would hash alike; never renumber."""

    WORD = 1
    WORD_PAIR = 2
    CHARACTERS = 3
    SHAPE = 4
    TOP_WORD = 5
    BOTTOM_WORD = 6
    FIRST_WORD = 7
    FIRST_WORDS = 8
    LAST_WORD = 9
    CAPTION = 10


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Features of one kind, in reading order.

    Attributes:
        block: The view that they belong to.
        hashes: One a feature, with all 64 bits.
        starts: Where each begins in the normalised text.
        ends: The position after its end.
    """

    block: Block
    hashes: Hashes
    starts: Positions
    ends: Positions


def occurrences(codes: TextCodes) -> Iterator[Occurrences]:
    """All features of a text, kind by kind."""
    prefixes = PrefixHashes(codes.folded)
    starts, ends = runs(codes.kinds >= Kind.DIGIT)
    words = Occurrences(Block.WORDS, prefixes.of(starts, ends), starts, ends)
    yield from _characters(codes, prefixes)
    if words.hashes.size:
        yield from _words(words)
        yield from _places(codes, words)
        yield from _shapes(codes)


def _words(words: Occurrences) -> Iterator[Occurrences]:
    yield _tagged(words, Block.WORDS, Tag.WORD)
    pairs = Occurrences(
        Block.WORDS,
        combine((words.hashes[:-1], words.hashes[1:])),
        words.starts[:-1],
        words.ends[1:],
    )
    yield _tagged(pairs, Block.WORDS, Tag.WORD_PAIR)


def _characters(codes: TextCodes, prefixes: PrefixHashes) -> Iterator[Occurrences]:
    for length in CHARACTER_NGRAMS:
        starts = np.arange(codes.folded.size - length + 1)
        grams = Occurrences(
            Block.CHARACTERS, prefixes.of(starts, starts + length), starts, starts + length
        )
        yield _tagged(grams, Block.CHARACTERS, Tag.CHARACTERS)


def _places(codes: TextCodes, words: Occurrences) -> Iterator[Occurrences]:
    """Where words stand: near the top or the bottom, at the ends of lines, before a colon."""
    line_ends = np.cumsum(codes.kinds == Kind.LINE_END)[words.starts]
    starts_line = np.diff(line_ends, prepend=-1) > 0
    line = np.cumsum(starts_line) - 1
    ends_line = np.append(starts_line[1:], [True])
    for tag, mask in (
        (Tag.TOP_WORD, line < TOP_LINES),
        (Tag.BOTTOM_WORD, line > line[-1] - BOTTOM_LINES),
        (Tag.FIRST_WORD, starts_line),
        (Tag.LAST_WORD, ends_line),
        (Tag.CAPTION, codes.folded[words.ends] == ord(":")),
    ):
        chosen = Occurrences(Block.PLACES, words.hashes[mask], words.starts[mask], words.ends[mask])
        yield _tagged(chosen, Block.PLACES, tag)
    first = np.flatnonzero(starts_line & ~ends_line)
    openings = Occurrences(
        Block.PLACES,
        combine((words.hashes[first], words.hashes[first + 1])),
        words.starts[first],
        words.ends[first + 1],
    )
    yield _tagged(openings, Block.PLACES, Tag.FIRST_WORDS)


def _shapes(codes: TextCodes) -> Iterator[Occurrences]:
    """How words look: ``Xxx 00, 0000``; a line end is a shape of its own."""
    shapes = codes.folded.copy()
    shapes[codes.kinds == Kind.LETTER] = ord("x")
    shapes[codes.kinds == Kind.UPPER] = ord("X")
    alike = shapes[1:] == shapes[:-1]
    run_goes_on = np.zeros(shapes.size, dtype=bool)
    run_goes_on[LONGEST_SHAPE_RUN:] = alike[2:] & alike[1:-1] & alike[:-2]
    kept = np.flatnonzero(~run_goes_on)
    shapes, kinds = shapes[kept], codes.kinds[kept]
    line_ends = np.flatnonzero(kinds == Kind.LINE_END)
    starts, ends = runs((kinds != Kind.SPACE) & (kinds != Kind.LINE_END))
    starts = np.concatenate((starts, line_ends))
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.concatenate((ends, line_ends + 1))[order]
    hashes = PrefixHashes(shapes).of(starts, ends)
    for length in SHAPE_NGRAMS:
        count = max(hashes.size - length + 1, 0)
        grams = Occurrences(
            Block.SHAPES,
            combine([hashes[k : k + count] for k in range(length)]),
            kept[starts[:count]],
            kept[ends[length - 1 :] - 1] + 1,
        )
        yield _tagged(grams, Block.SHAPES, Tag.SHAPE)


def _tagged(source: Occurrences, block: Block, tag: Tag) -> Occurrences:
    return Occurrences(block, mix(source.hashes, tag), source.starts, source.ends)
