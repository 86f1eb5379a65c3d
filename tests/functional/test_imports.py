"""What is loaded when: start-up is guarded by the set of modules, which knows no noise.

What the modules cost is measured by `benchmarks/imports.py`.
"""

import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

TRAINING = {"sklearn", "scipy", "joblib", "matplotlib", "pandas"}
PDF, OCR = {"pymupdf"}, {"tesserocr", "pytesseract", "PIL", "zxingcpp"}
SPLITTING = {"pikepdf", "img2pdf"}
READING = PDF | OCR | SPLITTING
ASYNC = {"aiobotocore", "aiohttp", "asyncio"}
AWS = {"boto3", "botocore"} | ASYNC
NETWORK = {"ssl", "http.client", "urllib.request"}
MODELS = {"pydantic", "numpy"}
COMMAND_LINE = {"typer", "rich"}
RARELY = {"numpy.ma", "numpy.random", "numpy.fft", "numpy.polynomial", "xml", "unittest", "re2"}
"""Slow to load, and needed by nothing that a page with a text layer goes through."""
NEVER_AT_ONCE = TRAINING | SPLITTING | AWS | NETWORK | RARELY

TOP = Path(__file__).parents[2]

SHOW = "\nimport sys\nprint(*sys.modules, file=sys.stderr)"
COMMAND = """
import os, sys
from {module} import main
sys.argv = [{name!r}, *{arguments!r}]
loaded = []
os.register_at_fork(before=lambda: loaded.append(sorted(sys.modules)))
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
loaded.append(sorted(sys.modules))
print(*loaded[0 if {before_fork} else -1], file=sys.stderr)
"""
LOOKS = """
import gc, os, sys
from smartcat.cli import main
looks = []
gc.callbacks.append(lambda phase, _: looks.append(phase))
os.register_at_fork(before=gc.callbacks.clear)
sys.argv = ["smartcat", "classify", {path!r}]
try:
    main()
finally:
    print(looks.count("start"), file=sys.stderr)
"""
READ = """
from pathlib import Path
from smartcat.read import ReadOptions
from smartcat.read.messages import OpenRequest, PageRequest
from smartcat.read.server import PageServer
path, serve = Path({path!r}), PageServer(ReadOptions())
serve(OpenRequest(path=path).model_dump_json().encode())
assert b'"text_layer"' in serve(PageRequest(path=path, page_index=0).model_dump_json().encode())
"""
FUNCTION = """
import os
os.environ |= {{
    "SMARTCAT_RESULTS": "s3://results",
    "SMARTCAT_JOB_QUEUE": "queue",
    "SMARTCAT_JOB_DEFINITION": "worker",
    "AWS_DEFAULT_REGION": "us-east-1",
}}
import lambdas.{function}.handler
"""


def run(program: str) -> set[str]:
    """Run a program in a process of its own that ends with printing its modules."""
    command = [sys.executable, "-c", program]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TOP)
    return set(shown.stderr.splitlines()[-1].split())


def loaded_by(program: str) -> set[str]:
    return run(program + SHOW)


def command(
    *arguments: str,
    name: str = "smartcat",
    module: str = "smartcat.cli",
    before_fork: bool = False,
) -> set[str]:
    return run(
        COMMAND.format(module=module, name=name, arguments=arguments, before_fork=before_fork)
    )


def check(way: str, modules: set[str], unwanted: set[str], at_most: int | None = None) -> None:
    """Fail with what is to be done about it."""
    found = sorted(unwanted & modules)
    assert not found, (
        f"{way} loads {', '.join(found)}, which it does not need at once. Import it in the "
        f"function that needs it, or under TYPE_CHECKING; python -X importtime says who does it"
    )
    assert at_most is None or len(modules) <= at_most, (
        f"{way} loads {len(modules)} modules, and {at_most} were enough. Look at "
        f"benchmarks/imports.py for what came in; raise the number only if that must be there"
    )


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of so many words that it is not rendered."""
    path = tmp_path_factory.mktemp("imports") / "letter.pdf"
    document = pymupdf.open()
    line = "Thank you for your letter about the mortgage on your house in Garden Street."
    document.new_page().insert_textbox((60, 60, 500, 800), "\n".join([line] * 12))
    document.save(path)
    return path


def test_the_package_itself_loads_nothing_heavy() -> None:
    modules = loaded_by("import smartcat")
    check("import smartcat", modules, NEVER_AT_ONCE | READING | MODELS | COMMAND_LINE)


def test_telling_the_version_loads_little_more_than_typer() -> None:
    unwanted = NEVER_AT_ONCE | READING | MODELS | {"rich", "email", "importlib.metadata"}
    check("smartcat --version", command("--version"), unwanted, at_most=180)


@pytest.mark.parametrize(
    ("name", "module"),
    [("smartcat", "smartcat.cli"), ("smartcat-batch", "smartcat.cli.batch.main")],
)
def test_listing_commands_loads_none_of_them(name: str, module: str) -> None:
    modules = command("--help", name=name, module=module)
    own = {one for one in modules if one.startswith("smartcat.")}
    unwanted = NEVER_AT_ONCE | READING | MODELS | {"smartcat.cli.options"}
    check(f"{name} --help", modules, unwanted, at_most=390)
    check(f"{name} --help", own, set(), at_most=8)


@pytest.mark.parametrize("before_fork", [True, False])
def test_classifying_loads_what_reads_documents_in_the_reading_process_alone(
    pdf: Path, before_fork: bool
) -> None:
    modules = command("classify", str(pdf), before_fork=before_fork)
    assert {"numpy", "smartcat.sorting"} <= modules
    way = f"smartcat classify, {'before it forks' if before_fork else 'at its end'},"
    check(way, modules, NEVER_AT_ONCE | READING | {"rich", "logging"}, at_most=540)


def test_next_to_no_garbage_is_looked_for_before_a_document_is_read(pdf: Path) -> None:
    (looks,) = run(LOOKS.format(path=str(pdf)))
    assert int(looks) < 8


def test_json_loads_no_more_than_a_table(pdf: Path) -> None:
    modules = command("classify", str(pdf), "--format", "json")
    check("smartcat classify --format json", modules, NEVER_AT_ONCE | READING | {"rich"})


def test_reading_a_text_layer_loads_neither_ocr_nor_what_comes_after(pdf: Path) -> None:
    modules = loaded_by(READ.format(path=str(pdf)))
    assert "pymupdf" in modules
    later = {"smartcat.segment", "smartcat.bundle", "smartcat.sorting"}
    unwanted = NEVER_AT_ONCE | OCR | COMMAND_LINE | later
    check("a reading process, for a text layer,", modules, unwanted, at_most=450)


def test_stores_and_sources_load_what_asks_aws_only_when_it_is_to_be_asked() -> None:
    code = "import smartcat.sources, smartcat.store\nsmartcat.store.open_store('results')"
    check("opening a folder of results", loaded_by(code), AWS | NETWORK)


@pytest.mark.parametrize("function", ["dispatcher", "reconciler"])
def test_functions_load_neither_training_nor_reading_libraries(function: str) -> None:
    modules = loaded_by(FUNCTION.format(function=function))
    assert "boto3" in modules
    unwanted = TRAINING | READING | ASYNC | COMMAND_LINE | (RARELY - {"xml"})
    check(f"the {function}", modules, unwanted, at_most=760)


def test_serving_a_bundle_needs_numpy_and_no_training_library() -> None:
    code = (
        "from smartcat.bundle import load_bundle, starter_bundle_path\n"
        "from smartcat.classify import Classifier\n"
        "from smartcat.models import Page\n"
        "page = Page(page_index=0, text='Gehaltsabrechnung Brutto Netto', text_source='supplied')\n"
        "Classifier(load_bundle(starter_bundle_path())).predict(page)"
    )
    modules = loaded_by(code)
    assert "numpy" in modules
    check("serving a bundle", modules, NEVER_AT_ONCE | READING | COMMAND_LINE)


def test_planning_loads_neither_training_nor_reading_libraries() -> None:
    modules = loaded_by("import smartcat.plan.predictor, smartcat.plan.run_files")
    check("planning", modules, NEVER_AT_ONCE | READING | COMMAND_LINE)


@pytest.mark.parametrize("load", ["smartcat.worker", "smartcat.split"])
def test_what_takes_long_to_load_is_left_to_the_processes_that_read(load: str) -> None:
    check(f"import {load}", loaded_by(f"import {load}"), TRAINING | PDF | OCR | COMMAND_LINE)


def test_loading_leaves_what_a_user_has_set_and_the_look_for_garbage_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = (
        "import gc, os\n"
        "from smartcat.loading import loading\n"
        "with loading():\n"
        "    with loading():\n        pass\n"
        "    assert not gc.isenabled()\n"
        "assert gc.isenabled()\n"
        "assert os.environ['OPENBLAS_NUM_THREADS'] == '3'"
    )
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    loaded_by(code)


def test_a_failure_says_what_to_do() -> None:
    with pytest.raises(AssertionError, match="Import it in the function that needs it"):
        check("a command", {"numpy"}, {"numpy"})
    with pytest.raises(AssertionError, match=r"benchmarks/imports\.py"):
        check("a command", {"numpy", "re"}, set(), at_most=1)
