"""What is public: names and signatures may be added to, and change with a new version only."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import smartcat
from smartcat.errors import SmartCatError

FUNCTIONS = [name for name in smartcat.__all__ if inspect.isfunction(getattr(smartcat, name))]
RAISES_NOTHING = {"teaching_order"}


def test_public_names_and_signatures_are_those_that_were_promised() -> None:
    promised = (Path(__file__).parent / "public.txt").read_text().splitlines()
    assert [described(name) for name in smartcat.__all__] == promised, (
        "what is public has changed: if that is meant, change public.txt and tell of it in "
        "CHANGELOG.md"
    )


def described(name: str) -> str:
    found = getattr(smartcat, name)
    if not inspect.isfunction(found):
        return name
    parameters = inspect.signature(found).parameters.values()
    plain = inspect.Signature([one.replace(annotation=one.empty) for one in parameters])
    return f"{name}{plain}"


def test_type_checkers_see_the_same_names() -> None:
    source = Path(smartcat.__file__).read_text(encoding="utf-8")
    (block,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    seen = {
        (f"{node.module}", alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name
    }
    assert seen == {(home, name) for name, home in smartcat._HOME.items()}
    assert {name for _, name in seen} == set(smartcat.__all__) - {"__version__"}


def test_all_public_names_are_there_and_no_others_are_offered() -> None:
    assert dir(smartcat) == sorted(smartcat.__all__)
    with pytest.raises(AttributeError, match="no attribute 'classifiy'"):
        smartcat.classifiy  # noqa: B018


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_tells_its_arguments_what_it_returns_and_what_it_raises(name: str) -> None:
    function = getattr(smartcat, name)
    told = inspect.getdoc(function) or ""
    assert "\nReturns:\n" in told
    assert name in RAISES_NOTHING or "\nRaises:\n" in told
    _, _, arguments = told.partition("\nArgs:\n")
    for parameter in inspect.signature(function).parameters:
        assert f"    {parameter}: " in arguments, f"{name} does not tell what {parameter} is"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_options_are_keywords_and_what_is_raised_is_in_the_tree_of_errors(name: str) -> None:
    function = getattr(smartcat, name)
    kinds = inspect.Parameter
    positional = [
        one.name
        for one in inspect.signature(function).parameters.values()
        if one.kind is not kinds.KEYWORD_ONLY
    ]
    assert len(positional) <= 2
    _, _, raised = (inspect.getdoc(function) or "").partition("\nRaises:\n")
    named = [line.split(":")[0].strip() for line in raised.splitlines() if line[4:5] != " "]
    for error in named:
        assert issubclass(getattr(smartcat.errors, error), SmartCatError)


def test_every_class_says_what_it_is() -> None:
    for name in set(smartcat.__all__) - {"__version__", *FUNCTIONS}:
        told = getattr(smartcat, name).__doc__
        assert told, name
        assert not told.startswith(f"{name}("), f"{name} has no docstring of its own"


@pytest.mark.parametrize(
    "load", ["from smartcat import classify, split, plan, evaluate", "from smartcat import *"]
)
def test_functions_keep_their_names_from_subpackages_that_are_called_alike(load: str) -> None:
    code = (
        "import smartcat.classify, smartcat.split.writing, smartcat.plan.cost, smartcat.evaluate\n"
        f"{load}\n"
        "from smartcat.split import FileWriter\n"
        "import smartcat\n"
        "for name in ('classify', 'split', 'plan', 'evaluate'):\n"
        "    assert globals()[name] is getattr(smartcat, name)\n"
        "    assert callable(globals()[name]), name\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_no_module_but_itself() -> None:
    code = (
        "import sys\nbefore = set(sys.modules)\nimport smartcat\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert set(loaded.stdout.decode().split()) <= {"smartcat", "types"}
