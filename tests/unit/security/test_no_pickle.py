"""Nothing that serves takes objects or code out of bytes: neither we, nor what we load."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

TOP = Path(__file__).parents[3]
OURS = ("src/smartcat", "jobs", "lambdas")

UNPICKLING = frozenset(
    {"pickle", "_pickle", "marshal", "shelve", "joblib", "dill", "cloudpickle", "skops"}
)
CODE_OF_TEXT = frozenset({"eval", "exec", "compile", "__import__"})
SUSPICIOUS = re.compile(r"\b(" + "|".join(UNPICKLING) + r")\b|\b(eval|exec)\(")
"""What does not name any of these need not be parsed, which takes long."""
PICKLING_METHODS = frozenset(
    {"send", "recv", "read_pickle", "to_pickle", "unsafe_load", "full_load"}
)
"""`Connection.send` pickles what it is given, and `recv` takes whatever comes; bytes are sent with
`send_bytes`."""
PICKLING_CLASSES = frozenset(
    {
        *("Pool", "Queue", "SimpleQueue", "JoinableQueue", "Manager", "Listener", "Client"),
        *("ProcessPoolExecutor", "InterpreterPoolExecutor", "ShareableList"),
    }
)
PICKLING_MODULES = frozenset({"multiprocessing", "concurrent"})

KNOWN = {
    "src/smartcat/read/children.py: a process that is not forked": (
        "off Linux: the parent pickles its own settings for its own child; nothing comes back so"
    ),
}
KNOWN_ELSEWHERE = {
    "numpy._core._methods": "writes, where an array is pickled",
    "numpy.lib._format_impl": "numpy.load with allow_pickle, which our own code may not say",
    "numpy.lib._npyio_impl": "numpy.load with allow_pickle, which our own code may not say",
    "botocore.vendored.six": "the syntax of Python 2, from a literal",
    "six": "the syntax of Python 2, from a literal",
    "typing_extensions": "annotations of code that is there",
    "typing_inspection.typing_objects": "functions made from literals",
}
"""Modules of others that name what takes objects out of bytes, or code out of text, and why that is
let be."""

LOADED = """
import ast, os, sys
os.environ |= {
    "SMARTCAT_RESULTS": "s3://results",
    "SMARTCAT_JOB_QUEUE": "queue",
    "SMARTCAT_JOB_DEFINITION": "worker",
    "AWS_DEFAULT_REGION": "us-east-1",
}
import lambdas.dispatcher.handler, lambdas.reconciler.handler
import smartcat.worker, smartcat.pipeline, smartcat.sorting, smartcat.read.server
import smartcat.read.document, smartcat.read.codes, smartcat.segment.expressions
import pymupdf, tesserocr, zxingcpp, re2, PIL.Image
for name, module in list(sys.modules.items()):
    print(name, getattr(module, "__file__", None), sep="\\t")
"""
SERVE = """
import os, pickle, sys

def refuse(*_arguments, **_options):
    print("something was unpickled", file=sys.stderr, flush=True)
    os._exit(99)  # whoever would catch an error does not catch this

def watch(event, _arguments):
    if event == "pickle.find_class":
        refuse()

sys.addaudithook(watch)  # processes that are forked keep it
pickle.load = pickle.loads = pickle._load = pickle._loads = refuse
from smartcat.cli import main
sys.argv = ["smartcat", "classify", "--ocr", "tesserocr", *sys.argv[1:]]
main()
"""


def test_our_own_code_takes_no_object_out_of_bytes_and_no_code_out_of_text() -> None:
    found = [
        f"{path.relative_to(TOP)}:{line}: {what}"
        for folder in OURS
        for path in sorted((TOP / folder).rglob("*.py"))
        for line, what in violations(path.read_text())
        if f"{path.relative_to(TOP)}: {what}" not in KNOWN
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from joblib import load",
        "import numpy.lib, cloudpickle.cloudpickle",
        "eval(text)",
        "numpy.load(path, allow_pickle=True)",
        "numpy.load(path, allow_pickle=is_trusted)",
        "yaml.load(text)",
        "connection.send(page)",
        "page = connection.recv()",
        "from multiprocessing import Queue",
        "import multiprocessing\npool = multiprocessing.Pool(4)",
        "from concurrent.futures import ProcessPoolExecutor",
        "import multiprocessing\nmultiprocessing.get_context('spawn').Process(target=f)",
        "import multiprocessing\nmultiprocessing.Process(target=f).start()",
    ],
)
def test_what_would_do_so_is_found(code: str) -> None:
    assert [line for line, _ in violations(code)] == [code.count("\n") + 1]


def test_what_does_not_is_let_be() -> None:
    code = (
        "import re, numpy, multiprocessing\n"
        "re.compile('a')\n"
        "numpy.load(path, allow_pickle=False)\n"
        "connection.send_bytes(b'')\n"
        "multiprocessing.get_context('fork').Process(target=f)"
    )
    assert not list(violations(code))


def test_of_the_libraries_that_serving_loads_only_known_modules_name_such_things() -> None:
    command = [sys.executable, "-c", LOADED]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TOP).stdout
    files = dict(line.split("\t") for line in shown.splitlines())
    assert {"numpy", "pymupdf", "boto3", "smartcat.sorting"} <= files.keys()
    suspects = {
        name: file
        for name, file in files.items()
        if file.endswith(".py") and "site-packages" in file and SUSPICIOUS.search(_text(file))
    }
    assert "numpy.lib._format_impl" in suspects
    found = {
        f"{name} ({file}:{line}: {what})"
        for name, file in suspects.items()
        if name not in KNOWN_ELSEWHERE
        for line, what in _imports_and_calls(ast.parse(_text(file)))
        if what in UNPICKLING | {"eval", "exec"}
    }
    assert not found, f"look at what they do with it, then add them with the reason: {found}"


def test_a_page_is_read_and_classified_without_unpickling_anything(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    document = pymupdf.open()
    document.new_page().insert_text((60, 60), "Thank you for your letter about the mortgage.")
    picture = document[0].get_pixmap(dpi=100)
    document.new_page().insert_image((0, 0, 595, 842), pixmap=picture)
    document.save(path)
    command = [sys.executable, "-c", SERVE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 pages" in done.stdout


def violations(code: str) -> Iterator[tuple[int, str]]:
    """Lines that take objects out of bytes or code out of text, and what they do it with."""
    tree = ast.parse(code)
    yield from _imports_and_calls(tree)
    crosses = any(name in PICKLING_MODULES for _, name in _imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            if not (isinstance(node.value, ast.Constant) and node.value.value is False):
                yield node.lineno, "allow_pickle"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _method(node, node.func)
        if crosses:
            yield from _across_processes(node)


def _text(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _imports_and_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    yield from ((line, name) for line, name in _imported(tree) if name in UNPICKLING)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for node in calls:
        if isinstance(node.func, ast.Name) and node.func.id in CODE_OF_TEXT:
            yield node.lineno, node.func.id


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines that import, and the topmost package of what they do."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name.partition(".")[0]) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def _method(node: ast.Call, function: ast.Attribute) -> Iterator[tuple[int, str]]:
    is_yaml = isinstance(function.value, ast.Name) and function.value.id == "yaml"
    if function.attr in PICKLING_METHODS or (is_yaml and function.attr.startswith("load")):
        yield node.lineno, function.attr


def _across_processes(node: ast.AST) -> Iterator[tuple[int, str]]:
    """What hands objects to other processes, which pickles them unless these are forked."""
    if isinstance(node, ast.ImportFrom):
        yield from ((node.lineno, one.name) for one in node.names if one.name in PICKLING_CLASSES)
    if isinstance(node, ast.Attribute) and node.attr in PICKLING_CLASSES:
        yield node.lineno, node.attr
    if isinstance(node, ast.Call) and not _forks(node.func):
        yield node.lineno, "a process that is not forked"


def _forks(function: ast.expr) -> bool:
    """Whether a function is anything but what starts a process otherwise than by forking."""
    if not (isinstance(function, ast.Attribute) and function.attr == "Process"):
        return True
    context = function.value
    return isinstance(context, ast.Call) and [
        one.value for one in context.args if isinstance(one, ast.Constant)
    ] == ["fork"]
