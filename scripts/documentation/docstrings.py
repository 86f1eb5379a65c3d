"""What docstrings in Google's style say of attributes."""

import inspect
import re
from typing import NamedTuple

_ATTRIBUTES = re.compile(r"\n*^Attributes:\n((?:^(?: .*)?(?:\n|\Z))+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


class Told(NamedTuple):
    """What a docstring says.

    Attributes:
        all: Of the whole, as Markdown.
        attributes: Of each attribute, likewise, on one line.
    """

    all: str
    attributes: dict[str, str]


def told(docstring: str) -> Told:
    """Read a docstring, indented or not."""
    text = inspect.cleandoc(docstring)
    section = _ATTRIBUTES.search(text)
    found = _ATTRIBUTE.findall(section[1]) if section else []
    rest = text.replace(section[0], "") if section else text
    return Told(_markdown(rest.strip()), {name: in_cell(said) for name, said in found})


def in_cell(text: str) -> str:
    """Fit a text into a cell of a table."""
    return _markdown(" ".join(text.split())).replace("|", "\\|")


def _markdown(text: str) -> str:
    return text.replace("``", "`").replace("<", "&lt;")
