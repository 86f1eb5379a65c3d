"""The pages that people read, and what stands in them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
_PAGES = ("*.md", "docs/**/*.md", "infra/**/*.md")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Block(NamedTuple):
    """A fenced block of a page.

    Attributes:
        page: The page, relative to the top.
        line: Where it begins, from 1.
        language: The first word behind the fence; empty if there is none.
        mark: The words behind it: ``run``, or ``not run: why``.
        text: What is in it.
    """

    page: str
    line: int
    language: str
    mark: str
    text: str

    def __str__(self) -> str:
        """Say where it is, as editors and test reports do."""
        return f"{self.page}:{self.line}"


class Link(NamedTuple):
    """A link, or a picture.

    Attributes:
        page: The page that it stands in, relative to the top.
        target: Where it leads.
        alt: Of a picture, what it says to those who do not see it; else absent.
    """

    page: str
    target: str
    alt: str | None = None


def page_names() -> list[str]:
    """All Markdown pages, relative to the top."""
    found = (path for pattern in _PAGES for path in ROOT.glob(pattern))
    return sorted(str(path.relative_to(ROOT)) for path in found if ".terraform" not in path.parts)


def blocks(page: str) -> Iterator[Block]:
    """All fenced blocks of a page, but for directives of the site."""
    for token in _tokens(page):
        if token.type == "fence" and not token.info.startswith("{"):
            language, _, mark = token.info.strip().partition(" ")
            line = (token.map or [0])[0] + 1
            yield Block(page, line, language, mark.strip(), token.content)


def code_in_sentences(page: str) -> Iterator[str]:
    """All code that stands within sentences, lists and tables."""
    for token in _inline(page):
        if token.type == "code_inline":
            yield token.content


def links(page: str) -> Iterator[Link]:
    """All links and pictures of a page."""
    for token in _inline(page):
        if token.type == "link_open":
            yield Link(page, str(token.attrGet("href")))
        elif token.type == "image":
            yield Link(page, str(token.attrGet("src")), token.content)


def anchors(page: str) -> set[str]:
    """What may stand behind ``#`` in a link to a page: its headings, as GitHub spells them."""
    found: set[str] = set()
    tokens = _tokens(page)
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            slug = _slug(token)
            alike = sum(
                re.fullmatch(rf"{re.escape(slug)}(-\d+)?", one) is not None for one in found
            )
            found.add(f"{slug}-{alike}" if alike else slug)
    return found


def _slug(heading: Token) -> str:
    words = "".join(one.content for one in heading.children or ())
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _inline(page: str) -> Iterator[Token]:
    for token in _tokens(page):
        yield from token.children or ()


def _tokens(page: str) -> list[Token]:
    text = (ROOT / page).read_text(encoding="utf-8")
    # Blank lines in its place keep the numbers of lines.
    plain = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text)
    return MarkdownIt("commonmark").enable("table").parse(plain)
