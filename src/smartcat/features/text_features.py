"""What a page's text says: four views of it, as hashed occurrences.

Each view is a block. Its occurrences keep the span of characters that they came from,
so that a prediction can be traced back to the page's own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartcat.features.codes import Kind, Positions, TextCodes, runs
from smartcat.features.hashing import Hashes, PrefixHashes, combine, gram_hashes, spread, tag_offset

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


class Words(NamedTuple):
    """The words of a text, in reading order.

    Attributes:
        hashes: One a word, before its bits are spread.
        starts: Where each begins in the normalised text.
        ends: The position after its end.
    """

    hashes: Hashes
    starts: Positions
    ends: Positions


class Occurrences(NamedTuple):
    """The features of a text, kind by kind, in reading order; those of a block are in a row.

    Attributes:
        hashes: One a feature, with all 64 bits.
        starts: Where each begins in the normalised text.
        ends: The position after its end.
        blocks: Which of them belong to each view.
    """

    hashes: Hashes
    starts: Positions
    ends: Positions
    blocks: Mapping[Block, slice]


class _Part(NamedTuple):
    """Features of one kind; their hashes are not spread yet."""

    block: Block
    tag: Tag
    hashes: Hashes
    starts: Positions
    ends: Positions


def words_of(codes: TextCodes) -> Words:
    """The words of a text: runs of letters and digits."""
    starts, ends = runs(codes.kinds >= Kind.DIGIT)
    return Words(PrefixHashes(codes.folded).of(starts, ends), starts, ends)


def occurrences(codes: TextCodes, words: Words) -> Occurrences:
    """All features of a text; shapes, which tell nothing of the words themselves, come last."""
    parts = list(_characters(codes))
    if words.hashes.size:
        parts += [*_words(words), *_places(codes, words), *_shapes(codes)]
    return Occurrences(
        hashes=spread(np.concatenate([part.hashes + tag_offset(part.tag) for part in parts])),
        starts=np.concatenate([part.starts for part in parts]),
        ends=np.concatenate([part.ends for part in parts]),
        blocks=_blocks(parts),
    )


def _blocks(parts: Sequence[_Part]) -> dict[Block, slice]:
    blocks: dict[Block, slice] = {}
    end = 0
    for block, members in groupby(parts, key=lambda part: part.block):
        start, end = end, end + sum(part.hashes.size for part in members)
        blocks[block] = slice(start, end)
    return blocks


def _words(words: Words) -> Iterator[_Part]:
    hashes, starts, ends = words.hashes, words.starts, words.ends
    yield _Part(Block.WORDS, Tag.WORD, hashes, starts, ends)
    pairs = combine((hashes[:-1], hashes[1:]))
    yield _Part(Block.WORDS, Tag.WORD_PAIR, pairs, starts[:-1], ends[1:])


def _characters(codes: TextCodes) -> Iterator[_Part]:
    hashes = gram_hashes(codes.folded, max(CHARACTER_NGRAMS))
    positions = np.arange(codes.folded.size + 1)
    for length in CHARACTER_NGRAMS:
        grams = hashes[length - 1]
        starts, ends = positions[: grams.size], positions[length : length + grams.size]
        yield _Part(Block.CHARACTERS, Tag.CHARACTERS, grams, starts, ends)


def _places(codes: TextCodes, words: Words) -> Iterator[_Part]:
    """Where words stand: near the top or the bottom, at the ends of lines, before a colon."""
    line_ends = np.cumsum(codes.kinds == Kind.LINE_END)[words.starts]
    starts_line = np.ones(line_ends.size, dtype=np.bool_)
    np.not_equal(line_ends[1:], line_ends[:-1], out=starts_line[1:])
    line = np.cumsum(starts_line)
    ends_line = np.append(starts_line[1:], [True])
    for tag, chosen in (
        (Tag.TOP_WORD, line <= TOP_LINES),
        (Tag.BOTTOM_WORD, line > line[-1] - BOTTOM_LINES),
        (Tag.FIRST_WORD, starts_line),
        (Tag.LAST_WORD, ends_line),
        (Tag.CAPTION, codes.folded[words.ends] == ord(":")),
    ):
        yield _Part(
            Block.PLACES, tag, words.hashes[chosen], words.starts[chosen], words.ends[chosen]
        )
    first = np.flatnonzero(starts_line & ~ends_line)
    openings = combine((words.hashes[first], words.hashes[first + 1]))
    yield _Part(Block.PLACES, Tag.FIRST_WORDS, openings, words.starts[first], words.ends[first + 1])


def _shapes(codes: TextCodes) -> Iterator[_Part]:
    """How words look: ``Xxx 00, 0000``; a line end is a shape of its own."""
    shapes = codes.folded.copy()
    shapes[codes.kinds == Kind.LETTER] = ord("x")
    shapes[codes.kinds == Kind.UPPER] = ord("X")
    alike = shapes[1:] == shapes[:-1]
    run_goes_on = np.zeros(shapes.size, dtype=bool)
    run_goes_on[LONGEST_SHAPE_RUN:] = alike[2:] & alike[1:-1] & alike[:-2]
    kept = np.flatnonzero(~run_goes_on)
    shapes, kinds = shapes[kept], codes.kinds[kept]
    starts, ends = _tokens(kinds)
    hashes = PrefixHashes(shapes).of(starts, ends)
    for length in SHAPE_NGRAMS:
        count = max(hashes.size - length + 1, 0)
        yield _Part(
            Block.SHAPES,
            Tag.SHAPE,
            combine([hashes[k : k + count] for k in range(length)]),
            kept[starts[:count]],
            kept[ends[length - 1 :] - 1] + 1,
        )


def _tokens(kinds: NDArray[np.uint8]) -> tuple[Positions, Positions]:
    """Where what stands between white space begins and ends; and each line end, alone."""
    is_line_end = kinds == Kind.LINE_END
    is_solid = (kinds != Kind.SPACE) & ~is_line_end
    begins, ends = is_line_end.copy(), is_line_end.copy()
    begins[1:] |= is_solid[1:] & ~is_solid[:-1]
    ends[:-1] |= is_solid[:-1] & ~is_solid[1:]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1
