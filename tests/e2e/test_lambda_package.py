"""The zip of the Lambda function, run by the Python of its runtime with nothing else."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageDraw, ImageFont

from machine.base_image import base_of
from machine.engine import Engine
from machine.package import build_package
from machine.worker_image import DOCKERFILE

pytestmark = pytest.mark.e2e

RunPython = Callable[..., tuple[int, str]]

_LETTER = (
    "Bank statement",
    "Account number 4711 0815",
    "Opening balance 1,204.10",
    "12.03. Salary 2,911.00",
    "14.03. Rent -850.00",
    "21.03. Card payment -64.20",
    "Closing balance 3,200.90",
)

# Whatever is in the zip can be imported, and all libraries be loaded, with all that they name.
_IMPORT_ALL = """
import ctypes, importlib, os, pathlib
import numpy, pymupdf, tesserocr, zxingcpp, re2, PIL._imaging, PIL._webp
task = pathlib.Path("/var/task")
libraries = [path for path in task.rglob("*.so*")]
for path in libraries:
    ctypes.CDLL(path, os.RTLD_NOW)
modules = [path.relative_to(task).with_suffix("") for path in task.glob("smartcat/**/*.pyc")]
for module in modules:
    importlib.import_module(".".join(module.parts).removesuffix(".__init__"))
print(len(libraries) > 20, len(modules) > 100)
"""

_CLASSIFY = """
import json, sys
from pathlib import Path
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.models import DocumentRef
from smartcat.pipeline import Pipeline
from smartcat.read import Reader, ReadOptions
from smartcat.sorting import Sorter
options = ReadOptions()
sorter = Sorter(load_bundle(starter_bundle_path()))
documents = [DocumentRef(path=Path(name), key=Path(name).name) for name in sys.argv[1:]]
with Reader(options) as reader:
    for manifest in Pipeline(reader, options, sorter).run(documents):
        print(manifest.model_dump_json())
"""


@pytest.fixture(scope="module")
def task(package: Path) -> Iterator[Path]:
    """The zip, unpacked where everybody may read it."""
    with TemporaryDirectory(prefix="smartcat-") as name:
        folder = Path(name)
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder / "task")
        yield folder


@pytest.fixture(scope="module")
def run_python(engine: Engine, task: Path) -> RunPython:
    """Run a program as in the function: no network, no rights, nowhere to write but /tmp."""

    def run(program: str, *arguments: str) -> tuple[int, str]:
        task.chmod(0o755)
        container = engine.client.containers.create(
            base_of(DOCKERFILE),
            ["python", "-c", program, *arguments],
            read_only=True,
            network_mode="none",
            user="993:990",
            working_dir="/var/task",
            environment={"TESSDATA_PREFIX": "/var/task/tessdata"},
            volumes={
                str(task / "task"): {"bind": "/var/task", "mode": "ro"},
                str(task / "documents"): {"bind": "/documents", "mode": "ro"},
            },
            tmpfs={"/tmp": ""},
        )
        container.start()
        code = container.wait()["StatusCode"]
        said = container.logs(stderr=bool(code)).decode()
        container.remove(v=True)
        return code, said

    return run


@pytest.fixture(scope="module")
def documents(task: Path) -> list[str]:
    """A page as it comes from scanners, and as it comes from telephones."""
    folder = task / "documents"
    folder.mkdir()
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(_LETTER):
        draw.text((150, 150 + 90 * number), line, fill=0, font=ImageFont.load_default(36))
    turned = Image.Exif()
    turned[0x112] = 3
    image.save(folder / "scan.pdf", resolution=150)
    image.rotate(180).save(folder / "photo.webp", exif=turned)
    return ["/documents/scan.pdf", "/documents/photo.webp"]


def test_all_of_it_can_be_loaded(run_python: RunPython, documents: list[str]) -> None:
    assert documents
    assert run_python(_IMPORT_ALL) == (0, "True True\n")


def test_it_recognises_and_classifies(run_python: RunPython, documents: list[str]) -> None:
    code, said = run_python(_CLASSIFY, *documents)
    assert code == 0, said
    for line in said.splitlines():
        manifest = json.loads(line)
        assert manifest["status"] == "done"
        assert manifest["software"]["ocr"]["engine"] == "tesserocr"
        assert set(manifest["software"]["ocr"]["languages"]) == {"deu", "eng"}
        (page,) = manifest["pages"]
        assert page["text_source"] == "ocr"
        told = page["prediction"]
        assert (told.get("best_guess") or told)["label"] == "bank_statement", told
    assert len(said.splitlines()) == len(documents)


def test_another_build_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = build_package(tmp_path / "lambda.zip")
    assert again.read_bytes() == package.read_bytes()
