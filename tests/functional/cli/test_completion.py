"""Shells complete commands that are loaded on demand, their options, and files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = {"smartcat": "smartcat.cli", "smartcat-batch": "smartcat.cli.batch.main"}
SHELLS = ["bash", "zsh", "fish"]
PROGRAM = """
import atexit, sys
sys.argv = [{name!r}, *sys.argv[1:]]
atexit.register(lambda: print("LOADED", *sys.modules, file=sys.stderr))
from {module} import main
main()
"""
HEAVY = {"pymupdf", "tesserocr", "PIL", "pikepdf", "boto3", "sklearn", "smartcat.sorting"}


def ask(
    shell: str, line: str, *, instruction: str = "complete", action: str = "get-args"
) -> subprocess.CompletedProcess[str]:
    """Ask what may stand at the end of a line, as the scripts of shells do."""
    name, *_ = words = line.split(" ")
    environment = {
        **os.environ,
        f"_{name.replace('-', '_').upper()}_COMPLETE": f"{instruction}_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": action,
    }
    program = PROGRAM.format(name=name, module=MODULES[name])
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def offered(shell: str, line: str) -> str:
    answer = ask(shell, line)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "expected", "unexpected"),
    [
        ("smartcat cl", "classify", "calibrate"),
        ("smartcat --ver", "--version", "--help"),
        ("smartcat model ", "show", "classify"),
        ("smartcat classify --separator", "--separator-value", "--split"),
        ("smartcat examples packet --sc", "--scenario", "--seed"),
        ("smartcat classify scan.pdf --reading ", "cascade", "--split"),
        ("smartcat-batch ca", "cancel", "submit"),
        ("smartcat-batch submit --max-", "--max-cost", "--model"),
    ],
)
def test_commands_options_and_choices_are_completed(
    shell: str, line: str, expected: str, unexpected: str
) -> None:
    told = offered(shell, line)
    assert expected in told
    assert unexpected not in told


@pytest.mark.parametrize(
    "line", ["smartcat classify sc", "smartcat classify --model mi", "smartcat-batch submit in"]
)
def test_where_files_are_expected_shells_complete_them(line: str) -> None:
    assert offered("bash", line).strip() == ""  # then bash does: complete -o default
    assert offered("zsh", line).strip() == "_files"
    assert ask("fish", line, action="is-args").returncode == 1


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", MODULES)
def test_the_script_of_a_shell_asks_the_program(shell: str, name: str) -> None:
    told = ask(shell, name, instruction="source").stdout
    assert f"_{name.replace('-', '_').upper()}_COMPLETE=complete_{shell}" in told


@pytest.mark.parametrize("name", MODULES)
def test_completing_the_name_of_a_command_loads_none(name: str) -> None:
    _, _, loaded = ask("bash", f"{name} c").stderr.partition("LOADED ")
    modules = set(loaded.split())
    assert f"{MODULES[name].split('.')[0]}.cli" in modules
    assert not (HEAVY | {"numpy", "pydantic", "rich", "smartcat.cli.options"}) & modules


def test_completing_an_option_loads_nothing_that_works() -> None:
    _, _, loaded = ask("bash", "smartcat classify --").stderr.partition("LOADED ")
    modules = set(loaded.split())
    assert "smartcat.cli.classify" in modules
    assert not HEAVY & modules


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    program = tmp_path / "smartcat"
    program.write_text(f"#!{sys.executable}\nfrom smartcat.cli import main\nmain()\n")
    program.chmod(0o755)
    (tmp_path / "script").write_text(ask("bash", "smartcat", instruction="source").stdout)
    code = (
        "source ./script; COMP_WORDS=(smartcat sp); COMP_CWORD=1; "
        "_smartcat_completion smartcat; echo ${COMPREPLY[@]}"
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    told = subprocess.run(
        ["bash", "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=True
    )
    assert told.stdout == b"split\n"
