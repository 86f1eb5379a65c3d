"""What is made from the code says all of it, and what is written by hand misses nothing of note."""

import re

from documentation.docstrings import told
from documentation.pages import ROOT
from documentation.schema_page import schema_page

OPERATE = (ROOT / "docs/operate.md").read_text()
SOURCES = ("src/**/*.py", "lambdas/**/*.py", "jobs/**/*.py", "scripts/**/*.py", "infra/**/*.tf")


def test_the_settings_are_complete() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text()
    code = "".join(path.read_text() for one in SOURCES for path in sorted(ROOT.glob(one)))
    used = set(re.findall(r"\bSMARTCAT_[A-Z0-9_]*[A-Z0-9]\b", code))
    assert len(used) > 20
    assert {name for name in used if f"`{name}`" not in page} == set()


def test_each_alarm_is_told_of() -> None:
    folder = ROOT / "infra/terraform/modules/observability"
    alarms = re.findall(
        r"^    ([a-z-]+) = \{\n      description", (folder / "alarms.tf").read_text(), re.MULTILINE
    )
    assert len(alarms) == 7
    assert [name for name in alarms if f"`{name}`" not in OPERATE] == []


def test_variables_of_terraform_that_are_named_exist() -> None:
    declared = {
        name
        for path in (ROOT / "infra/terraform").glob("variables*.tf")
        for name in re.findall(r'^variable "(\w+)"', path.read_text(), re.MULTILINE)
    }
    asked = re.findall(
        r"(?:[Rr]aise|[Ll]ower|or|[Cc]hange|after|than|every|for) `([a-z]+_[a-z_]+)`", OPERATE
    )
    assert len(asked) > 10
    assert set(asked) - declared == set()


def test_fields_have_the_words_of_docstrings() -> None:
    schema = {
        "description": "A thing.\n\nAttributes:\n    one: Of which\n        ``a|b`` is said.",
        "properties": {"one": {"type": "integer", "minimum": 0}, "two": {"$ref": "#/$defs/Part"}},
        "required": ["one"],
        "$defs": {"Part": {"enum": ["x", "y"]}},
    }
    page = schema_page({"thing": schema})
    assert "A thing.\n\n| field" in page
    assert "| `one` | integer ≥ 0 | required | Of which `a\\|b` is said. |" in page
    assert "| `two` | [Part](#part) |" in page
    assert '### Part\n\nIt is `"x"` or `"y"`.' in page


def test_parts_of_one_name_and_two_forms_are_told_apart() -> None:
    schemas = {
        name: {"$ref": "#/$defs/Part", "$defs": {"Part": {"type": kind}}}
        for name, kind in (("a", "string"), ("b", "integer"))
    }
    page = schema_page(schemas)
    assert "It is [Part of a](#part-of-a)." in page
    assert "### Part of b\n\nIt is integer." in page


def test_a_docstring_without_attributes_is_all_said() -> None:
    assert told("Says it.\n\nAnd more.\n") == ("Says it.\n\nAnd more.", {})
