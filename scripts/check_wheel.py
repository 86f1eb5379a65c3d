"""Try what was built as its users will: installed with no extras, away from this checkout.

    python scripts/check_wheel.py ENVIRONMENT

The environment has the wheel in `dist/` installed, and what that needs, and nothing else.
"""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TEXT = "Dear Sir or Madam,\n" + "thank you for your letter about the house in Garden Street.\n" * 9
_DOCUMENTS = f"""
import pymupdf
document = pymupdf.open()
document.new_page().insert_textbox((60, 60, 540, 780), {_TEXT!r})
document.save("letter.pdf")
document[0].get_pixmap(dpi=150).save("scan.png")
"""
_CALL = """
from smartcat import *
[manifest] = classify("letter.pdf")
assert manifest.status == "done" and manifest.pages[0].text_source == "text_layer", manifest
"""
_TESTS = ("tests/unit/test_errors.py", "tests/unit/test_locks.py", "tests/unit/api")


def main() -> None:
    """Check the wheel and the source distribution; the first fault ends it."""
    environment = Path(sys.argv[1]).absolute()
    (wheel,), (sdist,) = ROOT.glob("dist/smartcat-*.whl"), ROOT.glob("dist/smartcat-*.tar.gz")
    check_contents(wheel)
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        check_commands(environment / "bin", Path(folder))
        check_types(environment / "bin", Path(folder))
        check_sdist(sdist, wheel, Path(folder))
    print(f"{wheel.name} works without extras; {sdist.name} gives the same, byte for byte")


def check_contents(wheel: Path) -> None:
    """The package with its data, its licence, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    strange = [one for one in names if not one.startswith(("smartcat/", "smartcat-"))]
    assert not strange, strange
    for needed in (
        "smartcat/py.typed",
        "smartcat/bundle/starter.smartcat",
        "smartcat/plan/prices.json",
        "smartcat/evaluate/report.css",
        "smartcat/evaluate/report.html",
        "smartcat/examples/wording/training/shared.toml",
    ):
        assert needed in names, f"the wheel lacks {needed}"
    assert any(one.endswith(".dist-info/licenses/LICENSE") for one in names)
    assert not [one for one in names if "test" in one or one.endswith((".pyc", ".so"))]


def check_commands(programs: Path, folder: Path) -> None:
    """What needs no extra works; what needs one says which."""
    (folder / "letter.txt").write_text(_TEXT, encoding="utf-8")
    python = str(programs / "python")
    run(folder, python, "-c", _DOCUMENTS)
    version = run(folder, python, "-c", "import smartcat; print(smartcat.__version__)").split()[0]
    for name in ("smartcat", "smartcat-batch"):
        assert run(folder, str(programs / name), "--version") == f"{name} {version}\n"
    smartcat = str(programs / "smartcat")
    told = run(folder, smartcat, "classify", "letter.txt", "--ocr", "off")
    assert "1 document, 1 page" in told, told
    told = run(folder, smartcat, "classify", "letter.pdf", "--format", "jsonl")
    assert '"status":"done"' in told, told
    run(folder, smartcat, "split", "letter.pdf", "--out", "sorted", "--cut-in-doubt")
    run(folder, smartcat, "examples", "packet", "packet.pdf", "--pages", "2")
    run(folder, python, "-c", _CALL)
    for extra, command in (
        ("ocr", ("classify", "scan.png")),
        ("train", ("train", "labelled", "--out", "mine.smartcat")),
        ("aws", ("plan", "s3://scans/letters")),
    ):
        told = run(folder, smartcat, *command, code=21)
        assert f"pip install 'smartcat[{extra}]'" in told, told


def check_types(programs: Path, folder: Path) -> None:
    """Type checkers of users see the types: the examples in the documentation are right."""
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    names = []
    for number, code in enumerate(
        re.findall(r"^```python.*?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ):
        names.append(f"example_{number}.py")
        (folder / names[-1]).write_text(code, encoding="utf-8")
    options = ("--strict", "--no-incremental", "--python-executable", str(programs / "python"))
    run(folder, sys.executable, "-m", "mypy", *options, *names)


def check_sdist(sdist: Path, wheel: Path, folder: Path) -> None:
    """It gives the same wheel, and has all that its tests need."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    source = folder / sdist.name.removesuffix(".tar.gz")
    run(source, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert (folder / wheel.name).read_bytes() == wheel.read_bytes(), "it gives another wheel"
    run(source, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *_TESTS)


def run(folder: Path, *command: str, code: int = 0) -> str:
    """Run a program in a folder; what it prints."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "LANG") if name in os.environ}
    # Where there are sources, those of the source distribution are meant.
    environment = {**kept, "PYTHONPATH": "src"} if (folder / "src").is_dir() else kept
    ended = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ended.returncode != code:
        sys.exit(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout}")
    return ended.stdout


if __name__ == "__main__":
    main()
