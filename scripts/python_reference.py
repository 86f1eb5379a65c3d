"""Describe the public Python interface from its signatures and docstrings."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum

import smartcat

_INTRODUCTION = """# Python reference

Made from `smartcat/__init__.py` and docstrings by `make generate`. [How to use it](../python.md).

```python run
from smartcat import classify

for manifest in classify("inbox"):
    for segment in manifest.segments:
        guess = segment.prediction.best_guess
        print(manifest.source.key, segment.first_page + 1, guess.label if guess else "?")
```
"""
_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes):$", re.MULTILINE)
_ENTRY = re.compile(r"^    ([\w ,]+): ", re.MULTILINE)
_WIDTH = 96


def python_reference() -> str:
    """Return the reference of all that is public, in Markdown."""
    found = {name: getattr(smartcat, name) for name in smartcat.__all__ if name != "__version__"}
    functions = {name: one for name, one in found.items() if inspect.isfunction(one)}
    errors = {name: one for name, one in found.items() if _is_error(one)}
    nouns = {name: one for name, one in found.items() if name not in functions | errors}
    text = "\n".join(
        [
            _INTRODUCTION,
            "## Functions",
            *(part for name, one in functions.items() for part in _function(name, one)),
            "## What they take and give\n",
            *(part for name, one in nouns.items() for part in _class(name, one)),
            "## Errors\n",
            "Each has an `exit_code`, the one of the command; [all of them](exit-codes.md).\n",
            *(f"- `{name}`: {_first_line(one)}" for name, one in errors.items()),
            "",
        ]
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def _is_error(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, Exception)


def _first_line(found: object) -> str:
    return (inspect.getdoc(found) or "").partition("\n")[0]


def _function(name: str, function: object) -> Iterator[str]:
    yield f"\n### {name}\n\n```text\n{_signature(name, function)}\n```\n"
    yield _text(function)


def _signature(name: str, function: object) -> str:
    """Write a signature, on as many lines as it needs."""
    assert inspect.isfunction(function)
    signature = inspect.signature(function)
    parameters = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parameters:
            parameters.append("*")
        parameters.append(_parameter(parameter))
    returns = _annotation(signature.return_annotation)
    line = f"{name}({', '.join(parameters)}) -> {returns}"
    if len(line) <= _WIDTH:
        return line
    inner = "".join(f"    {one},\n" for one in parameters)
    return f"{name}(\n{inner}) -> {returns}"


def _parameter(parameter: inspect.Parameter) -> str:
    default = parameter.default
    told = "" if default is parameter.empty else f" = {default!r}"
    return f"{parameter.name}: {_annotation(parameter.annotation)}{told}"


def _annotation(annotation: object) -> str:
    if isinstance(annotation, str):
        return annotation
    told = annotation.__name__ if inspect.isclass(annotation) else str(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", told)


def _class(name: str, kind: type) -> Iterator[str]:
    yield f"### {name}\n"
    yield _text(kind)
    if issubclass(kind, Enum):
        yield "".join(f"- `{member.name}`: `{member.value!r}`\n" for member in kind)


def _text(found: object) -> str:
    """Turn a docstring in Google style into Markdown."""
    summary, *sections = _SECTION.split(inspect.getdoc(found) or "")
    parts = [_plain(summary)]
    for title, text in zip(sections[::2], sections[1::2], strict=True):
        entries = _ENTRY.split(text)
        if title == "Returns":
            parts.append(f"**{title}**: {_plain(text)}")
            continue
        pairs = zip(entries[1::2], entries[2::2], strict=True)
        items = "\n".join(f"- `{entry}`: {_plain(told)}" for entry, told in pairs)
        parts.append(f"**{title}**\n\n{items}")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Fill paragraphs, and write code as Markdown does."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(one.split()) for one in paragraphs).replace("``", "`")
