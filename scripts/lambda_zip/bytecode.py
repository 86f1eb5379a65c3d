"""Bytecode instead of sources: a Lambda keeps nothing that it compiles, at any start."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lambda_zip.contents import PackageError

PYTHON_VARIABLE = "SMARTCAT_PACKAGE_PYTHON"
_PLACE = "/var/task"
_PROGRAM = Path(__file__).with_name("compile_folder.py")


def find_python(version: str) -> tuple[str, str]:
    """Find the Python whose bytecode the function's runtime reads.

    Returns:
        The program, and its exact version.

    Raises:
        PackageError: There is none.
    """
    for program in _candidates(version):
        command = [program, "-I", "-c", "import platform; print(platform.python_version())"]
        try:
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        if told.startswith(f"{version}."):
            return program, told.strip()
    raise PackageError(
        f"bytecode for the runtime takes Python {version}, which is not here; install it "
        f"(uv python install {version}, or on Debian 13: apt-get install python{version}), and if "
        f"it is not on the PATH, let {PYTHON_VARIABLE} name it"
    )


def compiled(files: Mapping[str, bytes], python: str) -> dict[str, bytes]:
    """Return files with bytecode in place of sources, beside which nothing else changes.

    Args:
        files: Contents by path.
        python: The program of the runtime's version.
    """
    result = {path: data for path, data in files.items() if not path.endswith(".py")}
    with tempfile.TemporaryDirectory(prefix="smartcat-") as name:
        folder = Path(name)
        for path in files.keys() - result.keys():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
        _compile(folder, python)
        for target in folder.rglob("*.pyc"):
            result[target.relative_to(folder).as_posix()] = target.read_bytes()
    return result


def _compile(folder: Path, python: str) -> None:
    # Columns of expressions help only where the source is at hand.
    options = ("-s", "-S", "-X", "no_debug_ranges", "-W", "ignore")
    command = [python, *options, str(_PROGRAM), str(folder), _PLACE]
    environment = {"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(f"cannot compile: {done.stderr.strip()[-2000:]}")


def _candidates(version: str) -> Iterator[str]:
    named = os.environ.get(PYTHON_VARIABLE)
    if named:
        yield named
        return
    found = shutil.which(f"python{version}")
    if found:
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for folder in sorted(pyenv.glob(f"versions/{version}.*")):
        yield str(folder / "bin" / "python")
