"""The page about settings that come from the environment."""

import re
from collections.abc import Iterator
from typing import Any

from documentation.commands import PROGRAMS, commands
from documentation.docstrings import in_cell, told
from documentation.pages import ROOT
from smartcat.dispatch.settings import VARIABLES, FunctionSettings
from smartcat.worker.entry import INDEX_VARIABLE, RUN_VARIABLE

_HEAD = """\
# Settings from the environment

Made from the code by `make generate`.
"""
_COMMANDS = """
## Commands

An option wins against its variable.

| variable | option | default | meaning | commands |
|---|---|---|---|---|"""
_FUNCTIONS = """
## Functions

Terraform sets them; set the variable of Terraform instead. A value that makes no sense ends the
function at its start, and its log tells all that are wrong at once.

| variable | set by | default | meaning |
|---|---|---|---|"""
_WORKER = f"""
## Worker

Whoever starts a container says what it is to do, by the environment alone; all else stands in the
run manifest.

| variable | meaning |
|---|---|
| `{RUN_VARIABLE}` | URI of the run manifest; with the number of a job of the run behind `#` |
| `{INDEX_VARIABLE}` | which of the job's shards it does, from 0, as if missing |"""
_OTHERS = """
## What others define

| variable | meaning |
|---|---|
| `TESSDATA_PREFIX` | the folder of Tesseract's language packs |
| `AWS_PROFILE`, `AWS_REGION` and the like | credentials and region, as for all programs of AWS |
| `NO_COLOR`, `FORCE_COLOR` | tables without colour, or with it though nobody looks |
| `TMPDIR` | where temporary folders are made |"""
_DEVELOPMENT = """
## Building and testing

| variable | meaning |
|---|---|
| `SMARTCAT_PACKAGE_CACHE` | where `make package` keeps wheels |
| `SMARTCAT_PACKAGE_PYTHON` | the Python 3.13 that `make package` compiles with |
| `SMARTCAT_E2E_CACHE` | where `make e2e` keeps what is slow |
| `SMARTCAT_FAULTS_EXAMPLES` | how many sequences `make faults` tries; `EXAMPLES` sets it |"""
_SET_BY = re.compile(r"^ *(SMARTCAT_\w+) *= (?:tostring\()?var\.(\w+)", re.MULTILINE)


def settings_page() -> str:
    """Write the page."""
    lines = [
        _HEAD.rstrip(),
        _COMMANDS,
        *_of_commands(),
        _FUNCTIONS,
        *_of_functions(),
        _WORKER,
        _OTHERS,
        _DEVELOPMENT,
    ]
    return "\n".join(lines) + "\n"


def _of_commands() -> Iterator[str]:
    options: dict[str, Any] = {}
    users: dict[str, dict[str, list[str]]] = {}
    for program in PROGRAMS:
        for names, command in commands(program).items():
            for option in command.params:
                if option.envvar:
                    options.setdefault(option.envvar, option)
                    programs = users.setdefault(option.envvar, {})
                    programs.setdefault(program, []).append(" ".join(names))
    for variable, option in sorted(options.items()):
        meaning = in_cell(option.help or "")
        called = "; ".join(f"`{name}` {', '.join(of)}" for name, of in users[variable].items())
        shown = f"`{option.opts[0]}` | {_default(option)} | {meaning} | {called}"
        yield f"| `{variable}` | {shown} |"


def _default(option: Any) -> str:
    """The default of an option, as its help shows it."""
    if isinstance(option.show_default, str):
        return option.show_default
    return "" if option.default is None else f"`{option.default}`"


def _of_functions() -> Iterator[str]:
    said = told(FunctionSettings.__doc__ or "").attributes
    terraform = (ROOT / "infra/terraform/locals.tf").read_text(encoding="utf-8")
    set_by = dict(_SET_BY.findall(terraform))
    for name, variable in VARIABLES.items():
        field = FunctionSettings.model_fields[name]
        by = f"`{set_by[variable]}`" if variable in set_by else "what is deployed"
        default = "required" if field.is_required() else _shown(field.default)
        yield f"| `{variable}` | {by} | {default} | {said[name]} |"


def _shown(default: Any) -> str:
    if isinstance(default, tuple):
        return f"`{'+'.join(default)}`"
    return f"`{default}`" if default != "" else ""
