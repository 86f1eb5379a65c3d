"""Write the tables of variables and outputs into the READMEs of infra/terraform.

Without arguments it writes them; with ``--check`` it fails if any of them differs. It also fails if
a variable has no type, no description or, unless it is a bool, no validation.

It takes files as ``terraform fmt`` leaves them: blocks begin and end at the margin, what is in them
two spaces from it.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "infra" / "terraform"
BEGIN, END = "<!-- made by make generate: begin -->", "<!-- made by make generate: end -->"
_BLOCK = re.compile(r'^(variable|output) "(\w+)" \{\n(.*?)^\}', re.DOTALL | re.MULTILINE)
_ARGUMENT = re.compile(r"^  (\w+) +(?:= *)?(.*)$")


@dataclass(frozen=True)
class Block:
    """A variable or an output.

    Attributes:
        kind: Which of the two.
        name: Its name.
        arguments: Source of its arguments and blocks, by name.
        place: The file that it is in.
    """

    kind: str
    name: str
    arguments: dict[str, str]
    place: Path

    @property
    def description(self) -> str:
        """What it is, for people."""
        return self.arguments.get("description", "").strip('"').replace('\\"', '"')

    @property
    def faults(self) -> Iterator[str]:
        """What it lacks."""
        wanted = ["description"]
        if self.kind == "variable":
            wanted.append("type")
            if self.arguments.get("type") != "bool":
                wanted.append("validation")
        for each in wanted:
            if not self.arguments.get(each):
                yield f"{self.place.relative_to(TOP)}: {self.kind} {self.name} has no {each}"


def main() -> None:
    """Write or compare all READMEs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    folders = sorted(
        {path.parent for path in FOLDER.rglob("*.tf") if ".terraform" not in path.parts}
    )
    faults = [fault for folder in folders for block in blocks(folder) for fault in block.faults]
    if faults:
        sys.exit("\n".join(faults))
    readmes = [folder / "README.md" for folder in folders if (folder / "README.md").is_file()]
    stale = [readme for readme in readmes if not _settle(readme, check=check)]
    if stale:
        names = ", ".join(str(path.relative_to(TOP)) for path in stale)
        sys.exit(f"stale: {names}; run: make generate")


def blocks(folder: Path) -> Iterator[Block]:
    """Find the variables and outputs of a module."""
    for place in sorted(folder.glob("*.tf")):
        for kind, name, body in _BLOCK.findall(place.read_text(encoding="utf-8")):
            yield Block(kind, name, _arguments(body), place)


def _arguments(body: str) -> dict[str, str]:
    """Take a block apart: an argument goes on until the next one begins."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in body.splitlines():
        begin = _ARGUMENT.match(line)
        if begin:
            name = begin[1]
            found.setdefault(name, []).append(begin[2])
        elif name:
            found[name].append(line.strip())
    return {name: " ".join(lines).strip() for name, lines in found.items()}


def _settle(readme: Path, *, check: bool) -> bool:
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{readme.relative_to(TOP)} has no place for tables: {BEGIN} and {END}")
    fresh = f"{before}{BEGIN}\n{_tables(readme.parent)}{END}{after}"
    if not check:
        readme.write_text(fresh, encoding="utf-8")
    return not check or fresh == text


def _tables(folder: Path) -> str:
    told = list(blocks(folder))
    variables = [
        f"| `{each.name}` | {_code(each.arguments['type'])} | "
        f"{_code(each.arguments.get('default')) or 'required'} | {_cell(each.description)} |"
        for each in told
        if each.kind == "variable"
    ]
    outputs = [
        f"| `{each.name}` | {_cell(each.description)} |" for each in told if each.kind == "output"
    ]
    return "\n".join(
        [
            "\n| variable | type | default | |",
            "|---|---|---|---|",
            *variables,
            "\n| output | |",
            "|---|---|",
            *outputs,
            "\n",
        ]
    )


def _code(source: str | None) -> str:
    return "" if source is None else f"`{_cell(re.sub(r' +', ' ', source))}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
