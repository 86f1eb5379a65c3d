"""Add samples of all forms as they are, which later versions must be able to read: `samples.py`.

They go to a folder of their own below tests/unit/formats/samples, beside those of the forms as they
were before; samples that are there are never changed. Each has all fields that its schema knows.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generate import ROOT, SCHEMAS

SAMPLES = ROOT / "tests" / "unit" / "formats" / "samples"
DIGESTS = "forms.json"
_FORM_ALONE = ("description", "title")
"""What a schema says for people: it may be said better at any time."""

_VALUES: dict[str, Any] = {
    "run_id": "20261127-080000-0a1b",
    "modes": ["auto", "separators", "key"],
    "labels": ["invoice", "letter"],
    "biases": [0.5, -0.5],
    "pages_per_label": {"invoice": 10, "letter": 12},
}
"""What a field of this name says, where not all that its schema allows will do for its model."""
_TEXTS = {"date": "2026-11-27", "date-time": "2026-11-27T08:00:00Z"}
"""Texts of a format."""
_ANY_TEXT = "Büro 1\n"
_LEFT_OPEN = "auto"
"""What a run manifest may not leave to workers."""
_MOST_VARIANTS = 3
"""Of a field, and so samples of a form."""


def main() -> int:
    """Write a folder of samples, unless the newest one is of these forms."""
    folders = sample_folders()
    forms = form_digests()
    if folders and json.loads((folders[-1] / DIGESTS).read_text()) == forms:
        print(f"{folders[-1].relative_to(ROOT)} has the forms as they are")
        return 0
    folder = SAMPLES / f"{len(folders) + 1:03}"
    folder.mkdir(parents=True)
    for name, kind in SCHEMAS.items():
        for number, sample in enumerate(samples_of(kind), start=1):
            text = json.dumps(sample, indent=1, ensure_ascii=False) + "\n"
            (folder / f"{name}.{number}.json").write_text(text)
    (folder / DIGESTS).write_text(json.dumps(forms, indent=1) + "\n")
    print(f"Written: {folder.relative_to(ROOT)}; copy the bundle there that the test names")
    return 0


def sample_folders() -> list[Path]:
    """All folders of samples, the oldest first."""
    return sorted(path for path in SAMPLES.glob("*") if path.is_dir())


def form_digests() -> dict[str, str]:
    """Digests of the committed schemas by name, without what they say for people."""
    return {
        path.stem: hashlib.sha256(
            json.dumps(_form(json.loads(path.read_text())), sort_keys=True).encode()
        ).hexdigest()
        for path in sorted((ROOT / "schemas").glob("*.json"))
    }


def _form(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_form(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    # A field may be called "title" as well: what it is called is told by "properties".
    return {
        name: {field: _form(one) for field, one in value.items()}
        if name in {"properties", "$defs"}
        else _form(value)
        for name, value in schema.items()
        if not (name in _FORM_ALONE and isinstance(value, str))
    }


def samples_of(kind: Any) -> list[Any]:
    """Values of a kind with all of their fields, of each variant that a field has."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    schema = adapter.json_schema(mode="validation")
    made = []
    for choice in range(_MOST_VARIANTS):
        sample = _Maker(schema.get("$defs", {}), choice).value(schema, "")
        told = json.loads(adapter.dump_json(adapter.validate_python(sample)))
        if told not in made:
            made.append(told)
    return made


class _Maker:
    """Makes values that a schema allows."""

    def __init__(self, definitions: dict[str, Any], choice: int) -> None:
        self._definitions = definitions
        self._choice = choice

    def _variants(self, schema: dict[str, Any]) -> list[dict[str, Any]]:
        """The kinds of value that there are, without `null`."""
        schema = self._resolved(schema)
        choices = schema.get("anyOf") or schema.get("oneOf") or [schema]
        found = [self._resolved(choice) for choice in choices]
        return [one for one in found if one.get("type") != "null"] or found

    def value(self, schema: dict[str, Any], name: str) -> Any:
        """A value, for a field of this name."""
        if name in _VALUES:
            return _VALUES[name]
        variants = self._variants(schema)
        one = variants[self._choice % len(variants)]
        if "const" in one:
            return one["const"]
        if "enum" in one:
            known = [value for value in one["enum"] if value != _LEFT_OPEN]
            return known[self._choice % len(known)]
        return getattr(self, f"_{one.get('type', 'string')}")(one, name)

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].rpartition("/")[2]]
        return schema

    def _object(self, schema: dict[str, Any], _name: str) -> dict[str, Any]:
        if "properties" in schema:
            return {field: self.value(one, field) for field, one in schema["properties"].items()}
        more = schema.get("additionalProperties", {})
        return {"a": self.value(more, "")} if isinstance(more, dict) else {}

    def _array(self, schema: dict[str, Any], name: str) -> list[Any]:
        if "prefixItems" in schema:
            return [self.value(one, name) for one in schema["prefixItems"]]
        made: list[Any] = [self.value(one, name) for one in self._variants(schema.get("items", {}))]
        least = int(schema.get("minItems", 1))
        return made * -(-least // len(made))

    def _string(self, schema: dict[str, Any], _name: str) -> str:
        return "1" if "pattern" in schema else _TEXTS.get(schema.get("format", ""), _ANY_TEXT)

    def _integer(self, schema: dict[str, Any], _name: str) -> int:
        return int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)) or 1

    def _number(self, schema: dict[str, Any], _name: str) -> float:
        if "minimum" not in schema and "exclusiveMinimum" not in schema:
            return 1.5
        low = schema.get("minimum", schema.get("exclusiveMinimum", 0.0))
        high = schema.get("maximum", schema.get("exclusiveMaximum", low + 1.0))
        return float(low + (high - low) / 4)

    def _boolean(self, _schema: dict[str, Any], _name: str) -> bool:
        return True


if __name__ == "__main__":
    sys.exit(main())
