"""The page about JSON Schemas: a table of fields for each file, and for each part of files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documentation.docstrings import in_cell, told

Schema = Mapping[str, Any]

_HEAD = """\
# Schemas

Made from the code by `make generate`. Files, and what commands print with `--format json`, have
these forms; the JSON Schemas themselves are linked. [What may change in them](../formats.md) is
told apart.

A field with a default may be missing in older files. What several files have in them is described
once, under [parts](#parts).
"""
_BOUNDS = {
    "minimum": "≥ {}",
    "exclusiveMinimum": "> {}",
    "maximum": "≤ {}",
    "exclusiveMaximum": "< {}",
}


def schema_page(schemas: Mapping[str, Schema]) -> str:
    """Write the page.

    Args:
        schemas: JSON Schemas by the names of their files, without ``.json``.
    """
    headings = _headings(schemas)
    lines = [_HEAD]
    parts: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        table = _Table(headings[name])
        lines += [f"## {name}.json\n", f"[{name}.json](../../schemas/{name}.json)\n"]
        lines += table.of(schema)
        for title, part in schema.get("$defs", {}).items():
            parts[headings[name][title]] = list(table.of(part))
    lines.append("## Parts\n")
    for heading, described in sorted(parts.items()):
        lines += [f"### {heading}\n", *described]
    return "\n".join(lines).rstrip() + "\n"


def _headings(schemas: Mapping[str, Schema]) -> dict[str, dict[str, str]]:
    """The heading of each part of each file: its title, and the file if there are two of them."""
    forms: dict[str, set[str]] = {}
    for schema in schemas.values():
        for title, part in schema.get("$defs", {}).items():
            forms.setdefault(title, set()).add(json.dumps(part, sort_keys=True))
    return {
        name: {
            title: title if len(forms[title]) == 1 else f"{title} of {name}"
            for title in schema.get("$defs", {})
        }
        for name, schema in schemas.items()
    }


@dataclass(frozen=True)
class _Table:
    """Describes a file, or a part of it.

    Attributes:
        headings: Of the parts that it may be made of.
    """

    headings: Mapping[str, str]

    def of(self, schema: Schema) -> Iterator[str]:
        said = told(schema.get("description", ""))
        if said.all:
            yield f"{said.all}\n"
        if "properties" not in schema:
            yield f"It is {self._type(schema)}.\n"
            return
        yield "| field | type | default | meaning |"
        yield "|---|---|---|---|"
        required = schema.get("required", ())
        for name, field in schema["properties"].items():
            default = "required" if name in required else _default(field)
            meaning = said.attributes.get(name) or in_cell(field.get("description", ""))
            yield f"| `{name}` | {self._type(field)} | {default} | {meaning} |"
        yield ""

    def _type(self, field: Schema) -> str:
        """Say what a value may be, in words."""
        if "$ref" in field:
            heading = self.headings[field["$ref"].rpartition("/")[2]]
            return f"[{heading}](#{heading.lower().replace(' ', '-')})"
        for choice in ("anyOf", "oneOf"):
            if choice in field:
                return " or ".join(dict.fromkeys(map(self._type, field[choice])))
        if field.get("type") == "array":
            items = field.get("prefixItems") or [field.get("items", {})]
            return f"list of {', '.join(map(self._type, items))}"
        if isinstance(field.get("additionalProperties"), dict):
            return f"object of {self._type(field['additionalProperties'])}"
        return _plain_type(field)


def _default(field: Schema) -> str:
    return f"`{json.dumps(field['default'], ensure_ascii=False)}`" if "default" in field else ""


def _plain_type(field: Schema) -> str:
    if "const" in field or "enum" in field:
        values = field.get("enum") or [field["const"]]
        return " or ".join(f"`{json.dumps(one, ensure_ascii=False)}`" for one in values)
    bounds = [text.format(field[key]) for key, text in _BOUNDS.items() if key in field]
    kind = field.get("format") or field.get("type") or "anything"
    return in_cell(" ".join([str(kind), *bounds]))
