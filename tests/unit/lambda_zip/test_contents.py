import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from lambda_zip.contents import load_contents, requirements

TOP = Path(__file__).parents[3]

# Reads with the code that child processes run, so that all modules are loaded in this one.
PROGRAM = """
import importlib, sys
from pathlib import Path
from smartcat import backends, claims, finalise, pipeline, runs, sources, store, worker
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.models import Page
from smartcat.read import ReadOptions, ReadRequest
from smartcat.read.messages import REPLY, OpenRequest, PageRequest, ProbeRequest
from smartcat.read.server import PageServer
from smartcat.segment import SplitMode, SplitOptions
from smartcat.sorting import Sorter

def page_of(path):
    return PageRequest(path=path, page_index=0)

server = PageServer(ReadOptions(codes=True))
sorter = Sorter(load_bundle(starter_bundle_path()), SplitOptions.model_validate_json(sys.argv[1]))
for name in sys.argv[2:]:
    path = Path(name)
    said = [
        REPLY.validate_json(server(request.model_dump_json().encode()))
        for request in (OpenRequest(path=path), ProbeRequest(path=path), page_of(path))
    ]
    assert [one.kind for one in said] == ["document", "probe", "page"], said
    assert said[2].page.failure is None, said
    sorter.sort([said[2].page, said[2].page])
for name, module in sorted(sys.modules.items()):
    print(name, getattr(module, "__file__", None) or "")
"""


def test_every_package_of_the_lock_is_in_or_out() -> None:
    contents = load_contents()
    assert not contents.packages & contents.elsewhere
    locked = requirements((TOP / "locks/serving.txt").read_text()).keys()
    assert contents.packages | contents.elsewhere == locked


def test_a_requirement_is_taken_with_its_hashes() -> None:
    one = "a-b==1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11"
    two = "c==2 ; os_name == 'nt' \\\n    --hash=sha256:22"
    assert requirements(f"{one}\n{two}\n") == {"a-b": one, "c": two}


@pytest.mark.parametrize(
    ("path", "is_in"),
    [
        ("numpy/__init__.py", True),
        ("numpy/_core/tests/test_umath.py", False),
        ("numpy/f2py/__init__.py", False),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("numpy-2.4.6.dist-info/licenses/LICENSE.txt", True),
        ("numpy-2.4.6.dist-info/RECORD", False),
        ("pymupdf-1.28.2.dist-info/COPYING", True),
        ("pydantic/main.pyi", False),
        ("smartcat/pipeline.py", True),
        ("smartcat/bundle/starter.smartcat", True),
        ("smartcat/plan/prices.json", True),
        ("smartcat/api/classifying.py", False),
        ("smartcat/cli/main.py", False),
        ("lambdas/dispatcher/handler.py", True),
    ],
)
def test_what_is_left_out(path: str, is_in: bool) -> None:
    assert load_contents().has(path) is is_in


def test_all_that_serving_loads_is_in(pictures: list[Path]) -> None:
    options = '{"modes": ["auto", "key", "separators"], "key": "No (.*)"}'
    command = [sys.executable, "-c", PROGRAM, options, *map(str, pictures)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    loaded = dict(line.split(" ", 1) for line in shown.stdout.splitlines())
    contents = load_contents()
    owners = packages_distributions()
    places = {Path(entry) for entry in sys.path if entry.endswith("site-packages")} | {TOP / "src"}
    for name, file in loaded.items():
        place = next((place for place in places if Path(file).is_relative_to(place)), None)
        if place is None or name.startswith("_distutils_hack"):
            continue
        assert contents.has(Path(file).relative_to(place).as_posix()), file
        if not name.startswith("smartcat"):
            packages = {one.lower().replace("_", "-") for one in owners[name.partition(".")[0]]}
            assert packages & contents.packages, name
    assert {
        "numpy",
        "pymupdf",
        "tesserocr",
        "PIL.WebPImagePlugin",
        "re2",
        "zxingcpp",
    } <= loaded.keys()
